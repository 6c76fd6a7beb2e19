package batos.trainer;

import java.nio.file.Path;
import java.util.function.Consumer;

/// A port to something that fine-tunes a model.
public interface Trainer {
    /// `mlx`, `unsloth`, `trl` or `rehearsal`.
    String name();

    Readiness readiness();

    /// Trains, or goes on with what runs or was cut off in the folder. Blocks until the end; an
    /// interrupt of the thread leaves the child running.
    ///
    /// @param folder of this training alone; made when it is missing
    /// @param heard gets each event once, also those from before a restart, on the calling thread
    TrainingEnd train(
            TrainingRequest request,
            Path folder,
            TrainingSignal signal,
            Consumer<TrainingEvent> heard);

    /// Whether it can train here and now.
    sealed interface Readiness {
        /// @param environment versions by name, in words
        record Ready(String environment) implements Readiness {}

        /// @param why names the missing part and the next command
        record Missing(String why) implements Readiness {}
    }
}
