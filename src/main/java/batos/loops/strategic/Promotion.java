package batos.loops.strategic;

import batos.image.Cause;
import batos.mind.ModelTag;
import batos.persona.ModelSwap;
import batos.persona.Pins;
import batos.text.FileErrors;
import batos.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The way into use and out of it again: swap, probation, rollback, and the archive from which a
/// tuning comes back.
public final class Promotion {
    /// Dissonance may rise by this much before a promoted model gives its place back.
    private static final double WORSE = 0.05;

    private final StrategicLoop loop;
    private final StrategicLoop.Parts parts;

    Promotion(StrategicLoop loop) {
        this.loop = loop;
        this.parts = loop.parts();
    }

    /// @param done whether it came about
    /// @param words the change, or why not with the next command
    public record Step(boolean done, Tuning tuning, String words) {}

    /// The persona thinks with the candidate from the next turn on.
    public Step promote(int number, Cause cause) {
        var tuning = loop.wanted(number);
        if (tuning.state() != TuningState.PASSED) {
            return new Step(
                    false,
                    tuning,
                    "%s %s and cannot be promoted%s. Next: /tune eval %d"
                            .formatted(
                                    tuning.line(),
                                    tuning.state().words(),
                                    tuning.why().isEmpty() ? "" : " (" + tuning.why() + ")",
                                    number));
        }
        return swapIn(tuning, cause);
    }

    /// An archived tuning comes back; its file is compared with the digest first.
    public Step revive(int number, Cause cause) {
        var tuning = loop.wanted(number);
        var result = tuning.result();
        if (result.isEmpty() || tuning.report().map(report -> !report.passed()).orElse(true)) {
            return new Step(
                    false,
                    tuning,
                    "%s never passed the gate. Next: /tune show %d"
                            .formatted(tuning.line(), number));
        }
        var file = loop.folder(number).resolve(result.get().file());
        var checked =
                parts.tape()
                        .ask("trainer", "check " + number, () -> checked(tuning, file.toString()));
        if (!checked.isEmpty()) {
            return new Step(false, tuning, checked);
        }
        return swapIn(tuning, cause);
    }

    private String checked(Tuning tuning, String name) {
        var file = java.nio.file.Path.of(name);
        try {
            if (!Files.exists(file)
                    || !Sha256.of(file).equals(tuning.result().orElseThrow().sha256())) {
                return "%s is missing or was changed since it was trained. Next: /tune resume %d"
                        .formatted(file, tuning.number());
            }
        } catch (IOException e) {
            return file + ": " + FileErrors.reason(e);
        }
        var pin = loop.pin(tuning.persona().name());
        if (parts.host().served(tuning.tag(), pin).isPresent()) {
            return "";
        }
        return switch (parts.host().host(tuning.tag(), file, pin)) {
            case ModelHost.Hosting.Hosted _ -> "";
            case ModelHost.Hosting.ByHand(var command) -> "Next, where the server runs: " + command;
            case ModelHost.Hosting.Failed(var why) -> why;
        };
    }

    private Step swapIn(Tuning tuning, Cause cause) {
        var outcome = parts.models().use(tuning.persona().name(), tuning.tag(), cause);
        return switch (outcome) {
            case ModelSwap.Outcome.NotThere(var tag, var there) ->
                    new Step(
                            false,
                            tuning,
                            "the server has no %s; it has %s. Next: /tune resume %d"
                                    .formatted(tag, String.join(", ", there), tuning.number()));
            case ModelSwap.Outcome.Swapped(var swapped, _) ->
                    switch (swapped) {
                        case Pins.Swapped.NotWritten(var why) -> new Step(false, tuning, why);
                        case Pins.Swapped.NothingEarlier _ ->
                                new Step(false, tuning, "there is nothing to go back to");
                        case Pins.Swapped.Done _, Pins.Swapped.Same _ -> watched(tuning, cause);
                    };
        };
    }

    private Step watched(Tuning tuning, Cause cause) {
        var wanted = parts.settings().get().probation();
        var before = parts.dissonances().apply(tuning.theme());
        var latest = before.subList(0, Math.min(wanted, before.size()));
        var probation =
                new Tuning.Probation(
                        latest.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElse(Double.NaN),
                        List.of(),
                        wanted);
        var next =
                loop.become(
                        tuning.with(probation),
                        wanted == 0 ? TuningState.SETTLED : TuningState.PROBATION,
                        "",
                        cause);
        return new Step(
                true,
                next,
                "%s thinks with %s from the next turn on%s. Next, if it disappoints: /tune rollback %s"
                        .formatted(
                                tuning.persona(),
                                tuning.tag(),
                                wanted == 0 ? "" : ", on probation for %d turns".formatted(wanted),
                                tuning.persona()));
    }

    public Step reject(int number, String why, Cause cause) {
        var tuning = loop.wanted(number);
        if (tuning.state().inUse()) {
            return new Step(
                    false,
                    tuning,
                    tuning.line() + " is in use. Next: /tune rollback " + tuning.persona());
        }
        var next = loop.become(tuning, TuningState.REJECTED, why, cause);
        return new Step(true, next, next.line() + " is rejected and stays in the archive");
    }

    /// The persona thinks with the model it had before.
    public Step rollback(Tuning tuning, String why, Cause cause) {
        var present = loop.pin(tuning.persona().name()).tag();
        if (!speaks(tuning)) {
            loop.become(tuning, TuningState.ROLLED_BACK, replaced(tuning), cause);
            return new Step(
                    false,
                    tuning,
                    "%s thinks with %s, not with %s: nothing is to be taken back. Next: /models list"
                            .formatted(tuning.persona(), present, tuning.tag()));
        }
        var outcome = parts.models().rollback(tuning.persona().name(), cause);
        if (!(outcome instanceof ModelSwap.Outcome.Swapped(Pins.Swapped.Done done, _))) {
            return new Step(
                    false,
                    tuning,
                    "the swap could not be taken back. Next: /models use %s %s"
                            .formatted(tuning.persona(), tuning.base()));
        }
        var next = loop.become(tuning, TuningState.ROLLED_BACK, why, cause);
        return new Step(
                true,
                next,
                "%s thinks with %s again".formatted(tuning.persona(), done.after().tag()));
    }

    /// Whether the persona still thinks with it.
    private boolean speaks(Tuning tuning) {
        return ModelTag.same(loop.pin(tuning.persona().name()).tag(), tuning.tag());
    }

    private String replaced(Tuning tuning) {
        return "another model took its place: " + loop.pin(tuning.persona().name()).tag();
    }

    /// A turn has ended. Promoted models on probation on its theme are one turn further; one that
    /// does worse than the base gives its place back.
    ///
    /// @return the decisions, a line each
    public List<String> afterTurn(String theme, double dissonance, Cause cause) {
        var lines = new ArrayList<String>();
        for (var tuning : loop.records().tunings()) {
            var probation = tuning.probation();
            if (tuning.state() != TuningState.PROBATION
                    || probation.isEmpty()
                    || !(tuning.theme().isEmpty() || tuning.theme().equals(theme))) {
                continue;
            }
            if (!speaks(tuning)) {
                var ended = loop.become(tuning, TuningState.ROLLED_BACK, replaced(tuning), cause);
                lines.add(ended.line() + " is on probation no more: " + ended.why());
                continue;
            }
            var after = new ArrayList<>(probation.get().after());
            after.add(dissonance);
            var longer =
                    new Tuning.Probation(probation.get().before(), after, probation.get().wanted());
            decided(tuning.with(longer), longer, cause).ifPresent(lines::add);
        }
        return lines;
    }

    private Optional<String> decided(Tuning tuning, Tuning.Probation probation, Cause cause) {
        if (!probation.over()) {
            loop.records().put(tuning, cause);
            return Optional.empty();
        }
        var words =
                String.format(
                        Locale.ROOT,
                        "dissonance %.2f -> %.2f over %d turns",
                        probation.before(),
                        probation.mean(),
                        probation.after().size());
        if (probation.mean() > probation.before() + WORSE) {
            var step = rollback(tuning, words, cause);
            return Optional.of(tuning.line() + " did worse: " + words + ". " + step.words());
        }
        loop.become(tuning, TuningState.SETTLED, words, cause);
        return Optional.of(tuning.line() + " stays: " + words);
    }
}
