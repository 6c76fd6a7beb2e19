package batos.loops.strategic;

import batos.council.TurnSignal;
import batos.image.Cause;
import batos.loops.Rung;
import batos.mind.PersonaId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The rung between new tools and another codex: what lasts on a theme becomes a dataset and a
/// request for a better model. Training itself is started by the Architect.
public final class StrategicRung implements Rung {
    private static final List<String> LEARNERS =
            Stream.of(PersonaId.BRICK, PersonaId.ROBIN, PersonaId.ALFRED)
                    .map(PersonaId::name)
                    .toList();

    /// Each takes three calls of a model.
    private static final int MOST_JUDGED = 6;

    private final Supplier<StrategicLoop> loop;
    private final IntSupplier after;

    /// @param after so many troubled turns on one theme are wanted first
    public StrategicRung(Supplier<StrategicLoop> loop, IntSupplier after) {
        this.loop = loop;
        this.after = after;
    }

    @Override
    public String name() {
        return "strategic";
    }

    @Override
    public int after() {
        return after.getAsInt();
    }

    @Override
    public Attempt attempt(ThemeTrouble trouble, Cause cause, Consumer<TurnSignal> listener) {
        var theme = Optional.of(trouble.theme());
        Consumer<String> tell = line -> listener.accept(new TurnSignal.Worked(name(), line));
        var learner = learner(theme);
        var requested = loop.get().request(learner, theme, cause);
        if (requested instanceof StrategicLoop.Requested.TooFew few && few.unverified() > 0) {
            judge(learner, theme, few.missing(), cause, tell);
            if (Thread.currentThread().isInterrupted()) {
                return new Attempt.Interrupted();
            }
            requested = loop.get().request(learner, theme, cause);
        }
        return switch (requested) {
            case StrategicLoop.Requested.NotNow(var why) -> postponed(trouble, why, tell);
            case StrategicLoop.Requested.TooFew(_, _, var why) -> postponed(trouble, why, tell);
            case StrategicLoop.Requested.NoTrainer(var why) -> {
                tell.accept("'" + trouble.label() + "': " + why);
                yield new Attempt.Unavailable(why);
            }
            case StrategicLoop.Requested.Ready(var tuning) -> {
                var what =
                        "%s is requested. Next: /tune resume %d"
                                .formatted(tuning.line(), tuning.number());
                yield new Attempt.Made(what, Integer.toString(tuning.number()));
            }
        };
    }

    private static Attempt postponed(ThemeTrouble trouble, String why, Consumer<String> tell) {
        tell.accept("'" + trouble.label() + "': " + why);
        return new Attempt.Postponed(why);
    }

    /// Of those who spoke on the theme the one with most to learn from.
    private String learner(Optional<String> theme) {
        var drafts = new LinkedHashMap<String, Curation>();
        LEARNERS.forEach(who -> drafts.put(who, loop.get().datasets().draft(who, theme)));
        return LEARNERS.stream()
                .max(
                        Comparator.comparingInt((String who) -> golden(drafts, who))
                                .thenComparingInt(who -> unverified(drafts, who)))
                .orElseThrow();
    }

    private static int golden(Map<String, Curation> drafts, String who) {
        return Objects.requireNonNull(drafts.get(who)).golden().size();
    }

    private static int unverified(Map<String, Curation> drafts, String who) {
        return Objects.requireNonNull(drafts.get(who)).unverified().size();
    }

    /// Lets another model judge the latest unverified answers, only a few, as a turn waits
    /// meanwhile.
    private void judge(
            String learner,
            Optional<String> theme,
            int missing,
            Cause cause,
            Consumer<String> tell) {
        var most = Math.min(MOST_JUDGED, missing);
        switch (loop.get().judging(line -> {}).judge(learner, theme, most, cause)) {
            case AnswerJudging.Judged.Done done -> tell.accept(done.line(learner));
            case AnswerJudging.Judged.NotNow _ -> {}
        }
    }

    @Override
    public Progress progress(String reference) {
        var tuning = loop.get().records().tuning(Integer.parseInt(reference));
        if (tuning.isEmpty()) {
            return new Progress.CameToNothing("the request was taken back");
        }
        return switch (tuning.get().state()) {
            case PROBATION, SETTLED -> new Progress.InForce();
            case QUEUED, RUNNING, TRAINED, HOSTED, JUDGING, PASSED -> new Progress.Pending();
            case REFUSED, REJECTED, FAILED, KILLED, ROLLED_BACK ->
                    new Progress.CameToNothing(tuning.get().why());
        };
    }
}
