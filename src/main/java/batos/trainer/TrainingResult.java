package batos.trainer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The products of a finished training.
///
/// @param file the model, its name within the training's folder
/// @param sha256 of that file, hexadecimal
/// @param curve the loss of each step, by step
/// @param before the loss of each held-out example with the base, by its id
/// @param after the same with the finished model
/// @param environment versions of what trained, by name
public record TrainingResult(
        String file,
        long bytes,
        String sha256,
        Map<Integer, Double> curve,
        Map<String, Double> before,
        Map<String, Double> after,
        Map<String, String> environment,
        List<String> notes,
        double seconds,
        double peakMb) {
    public TrainingResult {
        curve = new TreeMap<>(curve);
        before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
        after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        notes = List.copyOf(notes);
    }

    /// Gathers the events of a training, however often it was started.
    public static final class Gathering {
        private final TreeMap<Integer, Double> curve = new TreeMap<>();
        private final List<String> notes = new ArrayList<>();
        private Map<String, Double> before = Map.of();
        private Map<String, Double> after = Map.of();
        private Map<String, String> environment = Map.of();
        private TrainingEvent.@Nullable Merged merged;
        private TrainingEvent.@Nullable Failed failed;
        private TrainingEvent.@Nullable Done done;
        private double seconds;

        public void add(TrainingEvent event) {
            switch (event) {
                case TrainingEvent.Started() -> failed = null;
                case TrainingEvent.Began(_, var versions) -> environment = versions;
                case TrainingEvent.Note(var text) -> notes.add(text);
                case TrainingEvent.Losses(var isAfter, var losses) -> {
                    if (isAfter) {
                        after = losses;
                    } else {
                        before = losses;
                    }
                }
                case TrainingEvent.Step(var step, _, var loss, _) -> curve.put(step, loss);
                case TrainingEvent.Checkpoint _, TrainingEvent.Resumed _ -> {}
                case TrainingEvent.Merged file -> merged = file;
                case TrainingEvent.Failed why -> failed = why;
                case TrainingEvent.Done end -> {
                    done = end;
                    seconds += end.seconds();
                }
            }
        }

        /// Whether the last start of the child has told its end.
        boolean ended() {
            return done != null || failed != null;
        }

        /// The end of the training, for a child process that is gone.
        TrainingEnd end() {
            if (failed != null) {
                return new TrainingEnd.Failed(failed.kind(), failed.why());
            }
            if (done == null || merged == null) {
                return new TrainingEnd.Failed(
                        "killed", "the trainer's process ended without a word");
            }
            return new TrainingEnd.Trained(
                    new TrainingResult(
                            merged.file(),
                            merged.bytes(),
                            merged.sha256(),
                            curve,
                            before,
                            after,
                            environment,
                            List.copyOf(notes),
                            seconds,
                            done.peakMb()));
        }
    }
}
