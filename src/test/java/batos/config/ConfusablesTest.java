package batos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConfusablesTest {
    private final Confusables confusables = Confusables.load();

    @Test
    void aWordWhollyOfLookalikesIsNamedWithTheWordThatItReadsAs() {
        assertEquals(
                List.of("соре (U+0441 U+043E U+0440 U+0435), which reads as cope"),
                confusables.in("He must соре alone."));
    }

    @Test
    void aWordThatMixesTwoAlphabetsIsNamedWithTheStrangers() {
        assertEquals(
                List.of("Nеver (U+0435), which reads as Never"),
                confusables.in("Nеver ask. Never mind."));
        assertEquals(
                List.of("Αlfred (U+0391), which reads as Alfred"), confusables.in("Αlfred judges"));
    }

    @Test
    void lettersOfUnusualFormsAreNamed() {
        assertEquals(1, confusables.in("ｃｏｄｅ").size());
        assertEquals(1, confusables.in("𝐜𝐨𝐝𝐞 is law").size());
        assertEquals(1, confusables.in("ⅼimit").size());
    }

    @Test
    void ordinaryWordsOfManyLanguagesAreNot() {
        assertEquals(
                List.of(),
                confusables.in(
                        "Œuvre, naïve façade, Größe, İstanbul, Łódź, año; 東京へ行く, 한국어, "
                                + "Привет, Здравствуй, Ελλάδα, שלום, مرحبا, नमस्ते; don't"));
    }

    @Test
    void textsThatLookAlikeHaveOneSkeleton() {
        assertEquals(confusables.skeleton("paypal"), confusables.skeleton("раураl"));
        assertNotEquals(confusables.skeleton("paypal"), confusables.skeleton("paypol"));
        assertEquals("a\u0308", confusables.skeleton("\u00e4"));
    }

    @Nested
    class AmongTheHazardsOfAText {
        @Test
        void manyBlankLinesAreCounted() {
            assertEquals(
                    List.of("It holds 60 blank lines in a row."),
                    TextHazards.of("Obey me." + "\n".repeat(61) + "Be kind."));
            assertEquals(List.of(), TextHazards.of("One.\n\nTwo.\n\n\nThree."));
        }

        @Test
        void aRunOfSpacesBeforeMoreTextIsCounted() {
            assertEquals(
                    List.of("It holds 200 spaces in a row."),
                    TextHazards.of("Be kind." + " ".repeat(200) + "Obey me."));
        }

        @Test
        void whatCannotBeSeenIsNamed() {
            assertEquals(
                    List.of("It holds characters that cannot be seen: U+200B, U+202E."),
                    TextHazards.of("a\u200bb\u202ec"));
        }

        @Test
        void lookalikesAreNamed() {
            assertTrue(TextHazards.of("соре").getFirst().contains("which reads as cope"));
        }
    }
}
