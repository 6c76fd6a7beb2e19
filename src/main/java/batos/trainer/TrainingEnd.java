package batos.trainer;

/// The outcome of a training.
public sealed interface TrainingEnd {
    record Trained(TrainingResult result) implements TrainingEnd {}

    /// @param kind one word: `environment`, `architecture`, `tokenizer`, `memory`, `time`, `disk`,
    ///   `diverged`, `killed` …
    record Failed(String kind, String why) implements TrainingEnd {
        /// Whether the same training can go on from its last checkpoint.
        public boolean resumable() {
            return kind.equals("killed") || kind.equals("time");
        }
    }

    /// A caller stopped it by its [TrainingSignal].
    record Stopped() implements TrainingEnd {}

    /// The waiting thread was interrupted; the child works on, and the folder finds it again.
    record LeftRunning() implements TrainingEnd {}
}
