package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RepetitionGuardTest {
    /// As SmolLM2-135M-Instruct said it, asked how to clean addresses.
    private static final String PERFECTIONIST =
            "The Architect is a master of his craft, and he's always looking for ways to improve"
                    + " his work. He's a bit of a perfectionist. He's not just a master of his craft,"
                    + " he's also a master of his craft. He's a bit of a perfectionist. He's not just a"
                    + " master of his craft, he's also a master of his craft.";

    @Nested
    class ACircle {
        @Test
        void ofOneSentenceIsSeen() {
            var circle = "Clean the data. " + "Then clean the data again. ".repeat(4);
            assertTrue(RepetitionGuard.repeats(circle));
            assertEquals(
                    "Clean the data. Then clean the data again.", RepetitionGuard.once(circle));
        }

        @Test
        void ofTwoSentencesIsSeen() {
            assertFalse(RepetitionGuard.repeats(PERFECTIONIST));
            var circle =
                    PERFECTIONIST
                            + (" He's a bit of a perfectionist. He's not just a master of his"
                                            + " craft, he's also a master of his craft.")
                                    .repeat(3);
            assertTrue(RepetitionGuard.repeats(circle));
            assertEquals(
                    "The Architect is a master of his craft, and he's always looking for ways to"
                            + " improve his work. He's a bit of a perfectionist. He's not just a master"
                            + " of his craft, he's also a master of his craft.",
                    RepetitionGuard.once(circle));
        }

        @Test
        void ofOneWordIsSeen() {
            assertTrue(RepetitionGuard.repeats("It is " + "very ".repeat(20)));
        }

        @Test
        void ofLinesThatDifferInTheirNumbersIsSeen() {
            var lines =
                    IntStream.rangeClosed(1, 14)
                            .mapToObj(i -> i + ". Check that the address has a street and a number")
                            .collect(Collectors.joining("\n"));
            assertTrue(RepetitionGuard.repeats(lines));
            assertEquals(
                    "1. Check that the address has a street and a number",
                    RepetitionGuard.once(lines)
                            .lines()
                            .filter(l -> l.length() > 3)
                            .findFirst()
                            .orElse(""));
        }

        @Test
        void inAnOpenTextOfADocumentIsSeen() {
            var document = "{\"antithesis\": \"" + "This is not the case, but it is. ".repeat(6);
            assertTrue(RepetitionGuard.repeats(document));
        }
    }

    @Nested
    class NoCircle {
        @Test
        void isCounting() {
            assertFalse(
                    RepetitionGuard.repeats(
                            IntStream.rangeClosed(1, 200)
                                    .mapToObj(Integer::toString)
                                    .collect(Collectors.joining("\n"))));
        }

        @Test
        void isARuledTable() {
            var rule = "|" + "---------|".repeat(12);
            assertFalse(RepetitionGuard.repeats("| a | b |\n" + rule));
        }

        @Test
        void isAListOfTestCases() {
            var cases =
                    IntStream.range(0, 40)
                            .mapToObj(i ->
                                    "{\"arguments\": {\"n\": %d}, \"expect\": %d}"
                                            .formatted(i, i * i))
                            .collect(Collectors.joining(", "));
            assertFalse(RepetitionGuard.repeats("{\"tests\": [" + cases + "]}"));
        }

        @Test
        void isASongWithARefrain() {
            var refrain = "Row, row, row your boat, gently down the stream.\n";
            assertFalse(
                    RepetitionGuard.repeats(
                            refrain
                                    + "Merrily we go along, life is but a dream.\n"
                                    + refrain
                                    + "If you see a crocodile, don't forget to scream.\n"
                                    + refrain));
        }

        @Test
        void isAProgramWithManyEqualReturns() {
            var code =
                    IntStream.range(0, 8)
                            .mapToObj(i -> "    if n == %d:\n        return None".formatted(i))
                            .collect(Collectors.joining("\n"));
            assertFalse(RepetitionGuard.repeats("def f(n):\n" + code));
        }
    }
}
