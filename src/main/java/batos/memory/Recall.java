package batos.memory;

import java.util.Locale;

/// An episode that came to mind, and why.
///
/// @param likeness cosine of the question's and the episode's vectors, 0 where one has none
/// @param words share of the question's words that the episode has too, 0 to 1
/// @param recency 1 for the latest episode, falling by half every eight episodes
public record Recall(Episode episode, double likeness, double words, double recency) {
    /// The order of recall. The weights lean on meaning, let exact words break ties, and let the
    /// conversation of a moment ago win over an equally good one of last month.
    public double score() {
        return likeness + 0.3 * words + 0.2 * recency;
    }

    public String why() {
        return String.format(
                Locale.ROOT,
                "likeness %.2f, words %.2f, recency %.2f, score %.2f",
                likeness,
                words,
                recency,
                score());
    }
}
