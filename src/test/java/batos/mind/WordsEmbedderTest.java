package batos.mind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WordsEmbedderTest {
    private final Embedder words = new WordsEmbedder();

    private double likeness(String one, String other) {
        var a = words.embed(one);
        var b = words.embed(other);
        var sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * (double) b[i];
        }
        return sum;
    }

    @Test
    void textsThatShareWordsAreAlike() {
        var question = "how should I clean these addresses?";
        assertEquals(1, likeness(question, "How should I CLEAN these addresses"), 1e-6);
        assertTrue(
                likeness(question, "cleaning an address")
                        > likeness(question, "what worries you about that?"));
    }

    /// Any other bits would change the roots in the shipped transcripts.
    @Test
    void theBitsAreTheSameOnEveryMachine() {
        assertEquals(-1598767603, Arrays.hashCode(words.embed("the quick brown fox")));
    }

    @Test
    void aTextWithoutAWordHasNoDirection() {
        assertArrayEquals(new float[words.dimension()], words.embed("?! …"));
    }
}
