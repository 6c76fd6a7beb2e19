package batos.loops.strategic;

import batos.mind.PersonaId;
import batos.trainer.TrainingRequest;
import batos.trainer.TrainingResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One attempt to make a persona's model better: a record of the image, changed only at the borders
/// of its steps, so that a kill between two steps leaves the one before.
///
/// @param why the reason for its state, or the empty string
/// @param changed when the state was entered
public record Tuning(
        TuningPlan plan, TuningState state, String why, Instant changed, TuningResults results) {

    /// The trial time of a promoted model.
    ///
    /// @param before mean dissonance on the theme before the swap, 0 to 1; NaN where there was none
    /// @param after of the turns since
    /// @param wanted so many turns decide
    public record Probation(double before, List<Double> after, int wanted) {
        public Probation {
            after = List.copyOf(after);
        }

        double mean() {
            return after.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        }

        boolean over() {
            return after.size() >= wanted;
        }
    }

    Tuning now(TuningState next, String reason, Instant at) {
        return new Tuning(plan, next, reason, at, results);
    }

    private Tuning with(TuningResults more) {
        return new Tuning(plan, state, why, changed, more);
    }

    Tuning with(TrainingResult trained) {
        return with(results.with(trained));
    }

    /// Its trained file is gone: it has to be trained again.
    Tuning withoutTraining() {
        return with(results.withoutTraining());
    }

    Tuning with(GateEvidence measured) {
        return with(results.with(measured));
    }

    Tuning with(GateReport decided) {
        return with(results.with(decided));
    }

    Tuning with(Probation watched) {
        return with(results.with(watched));
    }

    public int number() {
        return plan.number();
    }

    public PersonaId persona() {
        return plan.persona();
    }

    public String theme() {
        return plan.theme();
    }

    public String base() {
        return plan.base();
    }

    public String baseDigest() {
        return plan.baseDigest();
    }

    public String baseFile() {
        return plan.baseFile();
    }

    public String dataset() {
        return plan.dataset();
    }

    public String trainer() {
        return plan.trainer();
    }

    public String tag() {
        return plan.tag();
    }

    public TrainingRequest.Recipe recipe() {
        return plan.recipe();
    }

    public Optional<TrainingResult> result() {
        return results.training();
    }

    public Optional<GateEvidence> evidence() {
        return results.evidence();
    }

    public Optional<GateReport> report() {
        return results.report();
    }

    public Optional<Probation> probation() {
        return results.probation();
    }

    /// For example `tuning 2 of BRICK (brick-2, from smollm2 on BRICK@1 by mlx)`.
    public String line() {
        return "tuning %d of %s (%s, from %s on %s by %s)"
                .formatted(
                        plan.number(),
                        plan.persona(),
                        plan.tag(),
                        plan.base(),
                        plan.dataset(),
                        plan.trainer());
    }
}
