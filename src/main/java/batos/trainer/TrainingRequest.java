package batos.trainer;

import java.nio.file.Path;
import java.util.List;

/// One training: the base, the dataset, the seed and the limits.
///
/// @param persona whose model it is, for example `BRICK`
/// @param base a GGUF file, a folder of safetensors for the CUDA trainers, or a rehearsal script
/// @param baseDigest SHA-256 of the base, hexadecimal
/// @param train is learned
/// @param heldOut is never learned; its loss is measured before and after
public record TrainingRequest(
        String persona,
        Path base,
        String baseDigest,
        List<ChatExample> train,
        List<ChatExample> heldOut,
        Recipe recipe,
        TrainingLimits limits) {
    public TrainingRequest {
        train = List.copyOf(train);
        heldOut = List.copyOf(heldOut);
    }

    /// The numbers of a LoRA fine-tune with a batch of one.
    ///
    /// @param rank of the two factors that stand for a change of weights
    /// @param layers the last so many layers are changed
    /// @param scale by which the product of the factors is multiplied
    /// @param longest tokens of one example; longer prompts are cut at their beginning
    /// @param checkpoint steps between two checkpoints
    public record Recipe(
            int steps,
            int rank,
            int layers,
            double learningRate,
            double scale,
            int longest,
            long seed,
            int checkpoint) {}
}
