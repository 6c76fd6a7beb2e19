/// A dataset and a base model become a fine-tuned model: real trainers as child processes behind
/// one port, [Trainer].
///
/// A training is a folder: `request.json` and the data go in, `progress.jsonl` grows line by line,
/// `model.gguf` (or `model.toml` of the rehearsal) comes out. Nothing but files connects this
/// process with its child, so a training outlives a restart of batos and is found again by its
/// folder.
///
/// MLX on a CPU without OpenBLAS is 27 times slower (1.3 GFLOPS against 35.7, measured on two cores
/// with the reference BLAS that its package bundles): the trainer refuses to start then.
@NullMarked
package batos.trainer;

import org.jspecify.annotations.NullMarked;
