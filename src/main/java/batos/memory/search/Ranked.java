package batos.memory.search;

import java.util.Locale;
import java.util.Map;

/// A turn's place in the answer to one question.
///
/// @param document its number in the corpus
/// @param parts each signal's share of the score: its weight times its z-score
/// @param raw each signal before the z-score: a cosine, a BM25 sum
public record Ranked(
        int document, Turn turn, double score, Map<Signal, Double> parts, Map<Signal, Double> raw) {
    /// A reason for a turn.
    public enum Signal {
        /// The cosine of the question with the nearest of the turn and its facts.
        DENSE,
        /// BM25 of the turn with its facts.
        TEXT,
        /// BM25 of the turn with the turns before and after it.
        AROUND,
        /// The session's score: the mean of its three best turns by the signals above.
        PARENT,
        /// Whether the question names the speaker.
        SPEAKER,
        /// The content of the turn: the logarithm of its letters outside questions.
        SUBSTANCE,
        /// Whether the turn tells a time, where the question asks for one, or was said in the month
        /// that the question names.
        DATED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
