package batos.loops.strategic;

import java.time.Instant;
import java.util.Optional;

/// The record of one answer of a persona.
///
/// @param trust of the text, 0 to 1: the least trust of all that led to it
/// @param recalled whether the answer repeats a memory
/// @param toolsHeld tool calls of the turn that gave a result
/// @param toolsFailed tool calls of the turn that broke
/// @param good the Architect's judgement of the turn; empty for none
/// @param correction the answer as it should have been
public record AnswerRecord(
        String persona,
        long episode,
        String theme,
        Instant at,
        String question,
        String answer,
        double dissonance,
        double trust,
        boolean recalled,
        int toolsHeld,
        int toolsFailed,
        Optional<Boolean> good,
        Optional<String> correction) {}
