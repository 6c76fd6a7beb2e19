package batos.loops.strategic;

import batos.trainer.TrainingRequest;
import batos.trainer.TrainingResult;
import java.time.Instant;
import java.util.Optional;

/// One attempt to make a persona's model better: a record of the image, changed only at the borders
/// of its steps, so that a kill between two steps leaves the one before.
///
/// @param base the tag that the persona thinks with
/// @param baseDigest SHA-256 of the base's file, hexadecimal
/// @param baseFile where it lies
/// @param dataset name of the sealed dataset, for example `BRICK@1`
/// @param tag under which the result is served
/// @param why the reason for its state, or the empty string
/// @param changed when the state was entered
public record Tuning(
        int number,
        String persona,
        String theme,
        String base,
        String baseDigest,
        String baseFile,
        String dataset,
        String trainer,
        String tag,
        TrainingRequest.Recipe recipe,
        TuningState state,
        String why,
        Instant changed,
        Optional<TrainingResult> result,
        Optional<GateEvidence> evidence,
        Optional<GateReport> report,
        Optional<Probation> probation) {

    /// A promoted model shows how it does.
    ///
    /// @param before mean dissonance on the theme before the swap, 0 to 1; NaN where there was none
    /// @param after of the turns since
    /// @param wanted so many turns decide
    public record Probation(double before, java.util.List<Double> after, int wanted) {
        public Probation {
            after = java.util.List.copyOf(after);
        }

        double mean() {
            return after.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        }

        boolean over() {
            return after.size() >= wanted;
        }
    }

    Tuning now(TuningState next, String reason, Instant at) {
        return new Tuning(
                number,
                persona,
                theme,
                base,
                baseDigest,
                baseFile,
                dataset,
                trainer,
                tag,
                recipe,
                next,
                reason,
                at,
                result,
                evidence,
                report,
                probation);
    }

    Tuning with(TrainingResult trained) {
        return new Tuning(
                number,
                persona,
                theme,
                base,
                baseDigest,
                baseFile,
                dataset,
                trainer,
                tag,
                recipe,
                state,
                why,
                changed,
                Optional.of(trained),
                evidence,
                report,
                probation);
    }

    Tuning with(GateEvidence measured) {
        return new Tuning(
                number,
                persona,
                theme,
                base,
                baseDigest,
                baseFile,
                dataset,
                trainer,
                tag,
                recipe,
                state,
                why,
                changed,
                result,
                Optional.of(measured),
                report,
                probation);
    }

    Tuning with(GateReport decided) {
        return new Tuning(
                number,
                persona,
                theme,
                base,
                baseDigest,
                baseFile,
                dataset,
                trainer,
                tag,
                recipe,
                state,
                why,
                changed,
                result,
                evidence,
                Optional.of(decided),
                probation);
    }

    Tuning with(Probation watched) {
        return new Tuning(
                number,
                persona,
                theme,
                base,
                baseDigest,
                baseFile,
                dataset,
                trainer,
                tag,
                recipe,
                state,
                why,
                changed,
                result,
                evidence,
                report,
                Optional.of(watched));
    }

    /// For example `tuning 2 of BRICK (brick-2, from smollm2 on BRICK@1 by mlx)`.
    public String line() {
        return "tuning %d of %s (%s, from %s on %s by %s)"
                .formatted(number, persona, tag, base, dataset, trainer);
    }
}
