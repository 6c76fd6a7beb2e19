package batos.shell.session;

import batos.app.ExitCode;
import batos.image.Cause;
import batos.talk.DebugSession;
import batos.talk.Evaluation;
import batos.talk.Fault;
import batos.talk.Talk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs a piece of the image's language and says how it ended.
public final class Evaluator {
    private static final String WAITS =
            "It waits: /debug shows the stack; /debug edit, return, resume, retry, forge go on;"
                    + " /debug abandon lets it go. Other lines can be typed meanwhile.";

    private static final String WAITS_AGAIN = "It waits: /debug.";

    private static final String PENDING =
            "not kept yet: the parked computation has changed something, and this joins it. Next:"
                    + " /debug, to go on or to abandon both";

    private Evaluator() {}

    /// The result, or empty where more lines could make sense of the source.
    ///
    /// @param always whether the value is shown even where it was only assigned
    public static Optional<CommandResult> unlessIncomplete(
            CommandContext context, String source, boolean always) {
        var cause = cause(context);
        var evaluation = evaluate(context, source, cause);
        return evaluation instanceof Evaluation.Misread misread && misread.incomplete()
                ? Optional.empty()
                : Optional.of(answer(context, cause, evaluation, always));
    }

    public static CommandResult of(CommandContext context, String source, boolean always) {
        var cause = cause(context);
        return answer(context, cause, evaluate(context, source, cause), always);
    }

    /// A question of the shell's own; its value is displayed.
    public static CommandResult shown(CommandContext context, String source) {
        var cause = cause(context);
        var evaluation = evaluate(context, source, cause);
        var answer = answer(context, cause, evaluation, true);
        return evaluation instanceof Evaluation.Done done
                ? CommandResult.done(done.displayed(), answer.document())
                : answer;
    }

    /// The same with the value of a typed expression as the last argument. Faults name places of
    /// the typed text.
    ///
    /// @param message for example `inspector on:`
    public static CommandResult shownWith(CommandContext context, String message, String typed) {
        var before = message + " [";
        var cause = cause(context);
        var evaluation =
                TypedPlace.behind(before, evaluate(context, before + typed + "\n] value", cause));
        var answer = answer(context, cause, evaluation, true);
        return evaluation instanceof Evaluation.Done done
                ? CommandResult.done(done.displayed(), answer.document())
                : answer;
    }

    /// One expression in another state of the image than the present.
    public static CommandResult in(CommandContext context, Talk past, String source) {
        var cause = cause(context);
        var evaluation = past.evaluate(source, "past", cause);
        if (evaluation instanceof Evaluation.Unhandled(var fault, var parked)) {
            parked.abandon();
            return CommandResult.failed(fault.render().stripTrailing());
        }
        return answer(context, cause, evaluation, true);
    }

    private static Evaluation evaluate(CommandContext context, String source, Cause cause) {
        abandonUnattended(context);
        return context.house().talk().evaluate(source, "architect", cause);
    }

    /// Abandons a parked computation that has changed something where nobody sits who could go on
    /// with it, so that the next line is committed by itself.
    public static void abandonUnattended(CommandContext context) {
        var talk = context.house().talk();
        if (talk.pending() && context.typed().place() == TypedLine.Place.PIPED) {
            talk.parked().ifPresent(DebugSession::abandon);
        }
    }

    private static boolean isAtATerminal(CommandContext context) {
        return switch (context.typed().place()) {
            case TERMINAL, ATTACHED -> true;
            case ARGUMENTS, HANDED, PAGE, PIPED, TRANSCRIPT -> false;
        };
    }

    /// The cause of what the context's line is about to change.
    public static Cause cause(CommandContext context) {
        return new Cause(
                context.typed().author(),
                context.typed().line(),
                context.house().image().now().number());
    }

    /// The result of a parked computation that went on.
    public static CommandResult ended(CommandContext context, Cause cause, Evaluation evaluation) {
        return answer(context, cause, evaluation, true);
    }

    /// The result of running a whole file; its output is printed already.
    public static CommandResult ran(CommandContext context, Cause cause, Talk.Ran ran) {
        var answer = answer(context, cause, ran.outcome(), false);
        if (answer.exit() != ExitCode.DONE) {
            return answer;
        }
        if (ran.exit().orElse(0) != 0) {
            return new CommandResult(
                    exit(ran.exit().getAsInt()), "", Map.of("exit", ran.exit().getAsInt()));
        }
        return ran.faults() == 0
                ? CommandResult.done("", Map.of("faults", 0))
                : CommandResult.failed(
                        ran.faults()
                                + (ran.faults() == 1 ? " statement" : " statements")
                                + " failed; "
                                + PartialCommits.of(context, cause).or("nothing is committed"));
    }

    /// The exit code of that number; FAILED for one that batos does not use.
    private static ExitCode exit(int code) {
        return Stream.of(ExitCode.values())
                .filter(exit -> exit.code() == code)
                .findFirst()
                .orElse(ExitCode.FAILED);
    }

    /// A name mistyped at the prompt needs no debugger; one within a method does.
    private static boolean isMistyped(Fault fault) {
        return fault.undeclared() && fault.stack().size() == 1;
    }

    private static CommandResult answer(
            CommandContext context, Cause cause, Evaluation evaluation, boolean always) {
        return switch (evaluation) {
            case Evaluation.Done done -> {
                var document = new LinkedHashMap<String, Object>();
                document.put("value", done.printed());
                document.put("displayed", done.displayed());
                document.put("commit", done.committed());
                if (context.house().talk().pending()) {
                    context.out().note(PENDING);
                }
                yield CommandResult.done(
                        done.expression() || always ? done.printed() : "", document);
            }
            case Evaluation.Unhandled(var fault, var parked) -> {
                var text = fault.render().stripTrailing();
                if (context.canWait() && !isMistyped(fault)) {
                    yield CommandResult.failed(
                            isAtATerminal(context)
                                    ? text + "\n" + (context.explains(WAITS) ? WAITS : WAITS_AGAIN)
                                    : text);
                }
                parked.abandon();
                yield CommandResult.failed(PartialCommits.of(context, cause).after(text));
            }
            case Evaluation.Interrupted() ->
                    CommandResult.failed(
                            ExitCode.INTERRUPTED,
                            "interrupted; "
                                    + PartialCommits.of(context, cause)
                                            .or("the image is as it was"));
            case Evaluation.OverLimit limit ->
                    CommandResult.failed(PartialCommits.of(context, cause).after(limit.message()));
            case Evaluation.Misread misread ->
                    CommandResult.failed(misread.render().stripTrailing());
            case Evaluation.Uncommitted(var message, var refusal) ->
                    CommandResult.failed(
                            refusal.map(why -> FailureResult.exit(why, context.inSitting()))
                                    .orElse(ExitCode.FAILED),
                            PartialCommits.of(context, cause).after(message));
        };
    }
}
