package batos.loops.strategic;

import java.util.List;
import java.util.Optional;

/// The source of a persona's answers.
public interface AnswerSource {
    /// In order of time.
    ///
    /// @param theme only turns of this theme; empty for all
    List<AnswerRecord> answers(String persona, Optional<String> theme);

    /// The persona that answered a turn: the one asked alone, ALFRED for all four.
    ///
    /// @param turn the last one where empty
    Optional<Whose> whose(Optional<Long> turn);

    record Whose(String persona, long episode) {}
}
