package batos.loops.strategic;

import batos.trainer.TrainingLimits;
import batos.trainer.TrainingRequest;
import java.time.Duration;

/// The settings of the strategic loop.
///
/// @param examples fewer golden examples than this are not trained on
/// @param heldOut share of the examples that is held out, 0 to 1
/// @param promote `ask` or `auto`
/// @param judge `auto`, `architect`, or the tag of a model
/// @param probation so many turns decide whether a promoted model stays
/// @param trainer `auto` or one of [batos.trainer.Trainers#NAMES]
/// @param base a file with the base's weights for servers that do not tell; empty for none
/// @param answerTokens the longest answer of a model that is measured
/// @param textsAge words of older calls are let go
/// @param textsBytes compressed words of calls beyond this are let go, the oldest first
public record StrategicSettings(
        int examples,
        double heldOut,
        String promote,
        String judge,
        int probation,
        String trainer,
        String base,
        int answerTokens,
        Duration textsAge,
        long textsBytes,
        Curator.Rules curator,
        PromotionGate.Bounds gate,
        TrainingRequest.Recipe recipe,
        TrainingLimits limits) {}
