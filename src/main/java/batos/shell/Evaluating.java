package batos.shell;

import batos.image.Cause;
import batos.talk.DebugSession;
import batos.talk.Evaluation;
import batos.talk.Talk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Runs a piece of the image's language and says how it ended.
public final class Evaluating {
    private static final String WAITS =
            "It waits: /debug shows the stack; edit, return, resume, retry, forge go on; abandon"
                    + " lets it go. Other lines can be typed meanwhile.";

    private static final String PENDING =
            "not kept yet: the parked computation has changed something, and this joins it. Next:"
                    + " /debug, to go on or to abandon both";

    private Evaluating() {}

    /// How it ended, or nothing where more lines could make sense of it.
    ///
    /// @param always whether the value is shown even where it was only assigned
    public static Optional<Answer> unlessIncomplete(Desk desk, String source, boolean always) {
        var cause = cause(desk);
        var evaluation = evaluate(desk, source, cause);
        return evaluation instanceof Evaluation.Misread misread && misread.incomplete()
                ? Optional.empty()
                : Optional.of(answer(desk, cause, evaluation, always));
    }

    public static Answer of(Desk desk, String source, boolean always) {
        var cause = cause(desk);
        return answer(desk, cause, evaluate(desk, source, cause), always);
    }

    /// A question of the shell's own; its value is displayed.
    public static Answer shown(Desk desk, String source) {
        var cause = cause(desk);
        var evaluation = evaluate(desk, source, cause);
        var answer = answer(desk, cause, evaluation, true);
        return evaluation instanceof Evaluation.Done done
                ? Answer.done(done.displayed(), answer.document())
                : answer;
    }

    /// One expression in another state of the image than the present.
    public static Answer in(Desk desk, Talk past, String source) {
        var cause = cause(desk);
        var evaluation = past.evaluate(source, "past", cause);
        if (evaluation instanceof Evaluation.Unhandled(var fault, var parked)) {
            parked.abandon();
            return Answer.failed(fault.render().stripTrailing());
        }
        return answer(desk, cause, evaluation, true);
    }

    private static Evaluation evaluate(Desk desk, String source, Cause cause) {
        var talk = desk.house().talk();
        if (talk.pending() && desk.typed().place() == Typed.Place.PIPED) {
            talk.parked().ifPresent(DebugSession::abandon);
        }
        return talk.evaluate(source, "architect", cause);
    }

    /// The cause of what the desk's line is about to change.
    public static Cause cause(Desk desk) {
        return new Cause("architect", desk.typed().line(), desk.house().image().now().number());
    }

    /// How a parked computation went on.
    public static Answer ended(Desk desk, Cause cause, Evaluation evaluation) {
        return answer(desk, cause, evaluation, true);
    }

    /// How the run of a whole file ended; what it printed is printed already.
    public static Answer ran(Desk desk, Cause cause, Talk.Ran ran) {
        var answer = answer(desk, cause, ran.outcome(), false);
        if (answer.exit() != Exit.DONE) {
            return answer;
        }
        return ran.faults() == 0
                ? Answer.done("", Map.of("faults", 0))
                : Answer.failed(
                        ran.faults()
                                + (ran.faults() == 1 ? " statement" : " statements")
                                + " failed; "
                                + Kept.of(desk, cause).or("nothing is committed"));
    }

    private static Answer answer(Desk desk, Cause cause, Evaluation evaluation, boolean always) {
        return switch (evaluation) {
            case Evaluation.Done done -> {
                var document = new LinkedHashMap<String, Object>();
                document.put("value", done.printed());
                document.put("displayed", done.displayed());
                document.put("commit", done.committed());
                if (desk.house().talk().pending()) {
                    desk.out().note(PENDING);
                }
                yield Answer.done(done.expression() || always ? done.printed() : "", document);
            }
            case Evaluation.Unhandled(var fault, var parked) -> {
                var text = fault.render().stripTrailing();
                if (desk.canWait()) {
                    yield Answer.failed(
                            desk.typed().place() == Typed.Place.TERMINAL
                                    ? text + "\n" + WAITS
                                    : text);
                }
                parked.abandon();
                yield Answer.failed(Kept.of(desk, cause).after(text));
            }
            case Evaluation.Interrupted() ->
                    Answer.failed(
                            Exit.INTERRUPTED,
                            "interrupted; " + Kept.of(desk, cause).or("the image is as it was"));
            case Evaluation.OverLimit limit ->
                    Answer.failed(Kept.of(desk, cause).after(limit.message()));
            case Evaluation.Misread misread -> Answer.failed(misread.render().stripTrailing());
            case Evaluation.Uncommitted(var message) ->
                    Answer.failed(Kept.of(desk, cause).after(message));
        };
    }
}
