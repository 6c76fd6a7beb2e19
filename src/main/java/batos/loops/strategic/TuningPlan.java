package batos.loops.strategic;

import batos.mind.PersonaId;
import batos.trainer.TrainingRequest;

/// The plan of a tuning; it never changes.
///
/// @param theme whose dissonance asked for it; empty where the Architect did
/// @param base the tag that the persona thinks with
/// @param baseDigest SHA-256 of the base's file, hexadecimal
/// @param baseFile its path
/// @param dataset name of the sealed dataset, for example `BRICK@1`
/// @param tag under which the result is served
public record TuningPlan(
        int number,
        PersonaId persona,
        String theme,
        String base,
        String baseDigest,
        String baseFile,
        String dataset,
        String trainer,
        String tag,
        TrainingRequest.Recipe recipe) {}
