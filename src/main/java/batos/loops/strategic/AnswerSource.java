package batos.loops.strategic;

import java.util.List;
import java.util.Optional;

/// Where a persona's answers are found.
@FunctionalInterface
public interface AnswerSource {
    /// In order of time.
    ///
    /// @param theme only turns of this theme; empty for all
    List<AnswerRecord> answers(String persona, Optional<String> theme);
}
