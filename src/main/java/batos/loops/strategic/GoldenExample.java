package batos.loops.strategic;

import batos.text.Sha256;
import java.time.Instant;

/// An answer that is worth learning, with the reason why it is.
///
/// @param episode the turn it came from; 0 for one that the Architect brought in
/// @param theme of that turn, or the empty string
/// @param at when the turn was, or when the example was brought in
/// @param instead the answer that was given and corrected, or the empty string
public record GoldenExample(
        String persona,
        String question,
        String answer,
        Source source,
        long episode,
        String theme,
        Instant at,
        String instead) {
    /// The reasons why an answer counts as golden, the strongest first.
    public enum Source {
        CORRECTION("the Architect corrected it"),
        GOOD("the Architect said /good"),
        FILE("the Architect added it"),
        TOOLS("tools measured it and every receipt holds"),
        JUDGED("the judge preferred it in both orders");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /// The same with another answer, by a word of the Architect.
    GoldenExample answering(String other) {
        return new GoldenExample(
                persona,
                question,
                other,
                episode > 0 ? Source.CORRECTION : source,
                episode,
                theme,
                at,
                instead.isEmpty() && episode > 0 ? answer : instead);
    }

    /// 12 hexadecimal digits that question and answer decide.
    public String id() {
        return Sha256.of(question + "\u0000" + answer).substring(0, 12);
    }

    /// Its origin, in words.
    public String provenance() {
        return (episode == 0 ? "" : "turn " + episode + ", ") + source.words();
    }
}
