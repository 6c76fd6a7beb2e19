package batos.loops.strategic;

import batos.trainer.TrainingResult;
import java.util.Optional;

/// The results of a tuning's steps so far.
public record TuningResults(
        Optional<TrainingResult> training,
        Optional<GateEvidence> evidence,
        Optional<GateReport> report,
        Optional<Tuning.Probation> probation) {
    static final TuningResults NONE =
            new TuningResults(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    TuningResults with(TrainingResult trained) {
        return new TuningResults(Optional.of(trained), evidence, report, probation);
    }

    TuningResults withoutTraining() {
        return new TuningResults(Optional.empty(), evidence, report, probation);
    }

    TuningResults with(GateEvidence measured) {
        return new TuningResults(training, Optional.of(measured), report, probation);
    }

    TuningResults with(GateReport decided) {
        return new TuningResults(training, evidence, Optional.of(decided), probation);
    }

    TuningResults with(Tuning.Probation watched) {
        return new TuningResults(training, evidence, report, Optional.of(watched));
    }
}
