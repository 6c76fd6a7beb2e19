/// The strategic loop: from a recurring weakness of a persona to a better model.
///
/// [Curator] collects verified answers, [DatasetSplit] sets the held-out part aside before anything
/// is trained, a trainer works as a durable job ([Tunings]), [PromotionGate] compares the candidate
/// with the base, and the Architect, or the settings, promote it. Every step leaves a record in the
/// image; the files of a tuning lie beside the image in `tunings/N`.
///
/// The judge never is the model under training: neither by tag nor by digest.
@NullMarked
package batos.loops.strategic;

import org.jspecify.annotations.NullMarked;
