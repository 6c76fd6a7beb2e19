package batos.loops.strategic;

import batos.council.TurnSignal;
import batos.image.Cause;
import batos.loops.Rung;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// The rung between new tools and another codex: what lasts on a theme becomes a dataset and a
/// request for a better model. Training itself is started by the Architect.
public final class StrategicRung implements Rung {
    private static final List<String> LEARNERS = List.of("BRICK", "ROBIN", "ALFRED");

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
        var learner =
                LEARNERS.stream()
                        .max(
                                Comparator.comparingInt(persona ->
                                        loop.get()
                                                .datasets()
                                                .draft(persona, theme)
                                                .golden()
                                                .size()))
                        .orElseThrow();
        return switch (loop.get().request(learner, theme, cause)) {
            case StrategicLoop.Requested.NotNow(var why) -> {
                listener.accept(new TurnSignal.Worked(name(), "'" + trouble.label() + "': " + why));
                yield why.contains("is not installed")
                        ? new Attempt.Unavailable(why)
                        : new Attempt.Postponed(why);
            }
            case StrategicLoop.Requested.Ready(var tuning) -> {
                var what =
                        "%s is requested. Next: /tune resume %d"
                                .formatted(tuning.line(), tuning.number());
                yield new Attempt.Made(what, Integer.toString(tuning.number()));
            }
        };
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
