package batos.trainer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// A running training's report of itself.
public sealed interface TrainingEvent {
    /// A child process has begun on the folder, for the first time or again.
    record Started() implements TrainingEvent {}

    /// @param parameters of the base; 0 where it has none
    /// @param environment versions of what trains, by name
    record Began(long parameters, Map<String, String> environment) implements TrainingEvent {
        public Began {
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        }
    }

    /// Something worth knowing that is no failure.
    record Note(String text) implements TrainingEvent {}

    /// The loss of each held-out example, in nats for each token of the answer.
    ///
    /// @param after whether it was measured on the finished model
    record Losses(boolean after, Map<String, Double> losses) implements TrainingEvent {
        public Losses {
            losses = new TreeMap<>(losses);
        }
    }

    /// @param remaining seconds that the rest will take at the present rate
    record Step(int step, int steps, double loss, double remaining) implements TrainingEvent {}

    /// From here on a killed training starts again.
    record Checkpoint(int step) implements TrainingEvent {}

    /// It goes on from a checkpoint.
    record Resumed(int step) implements TrainingEvent {}

    /// The model is written.
    ///
    /// @param file its name within the folder
    /// @param sha256 hexadecimal
    record Merged(String file, long bytes, String sha256) implements TrainingEvent {}

    /// @param kind one word, for example `memory`, `architecture`, `environment`
    record Failed(String kind, String why) implements TrainingEvent {}

    /// @param peakMb the most memory that the child held
    record Done(double seconds, double peakMb) implements TrainingEvent {}
}
