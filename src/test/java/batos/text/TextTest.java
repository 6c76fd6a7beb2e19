package batos.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TextTest {
    @Nested
    class TheNearestName {
        private static final List<String> COMMANDS = List.of("image", "log", "tools", "memory");

        @Test
        void isAtMostAThirdOfTheWordAway() {
            assertEquals(Optional.of("image"), NearestName.to("imgae", COMMANDS));
            assertEquals(Optional.empty(), NearestName.to("foo", COMMANDS));
        }

        @Test
        void mayBeBegunOnly() {
            assertEquals(Optional.of("memory"), NearestName.to("mem", COMMANDS));
        }

        @Test
        void isTheFirstOfEqualsInTheAlphabet() {
            assertEquals(Optional.of("cat"), NearestName.to("bat", List.of("hat", "cat")));
        }

        @Test
        void countsASwapOfNeighboursOnceAndIgnoresCase() {
            assertEquals(1, NearestName.distance("BRIKC", "brick"));
            assertEquals(0, NearestName.distance("ROBIN", "robin"));
            assertEquals(3, NearestName.distance("", "abc"));
        }
    }

    @Nested
    class APlural {
        @Test
        void isRegular() {
            assertEquals("1 test", Plural.of(1, "test"));
            assertEquals("2 tests", Plural.of(2, "test"));
            assertEquals("0 memories", Plural.of(0, "memory"));
            assertEquals("3 classes", Plural.of(3, "class"));
            assertEquals("2 days", Plural.of(2, "day"));
            assertEquals("12,000 turns", Plural.of(12_000, "turn"));
        }

        @Test
        void mayBeGiven() {
            assertEquals("2 children", Plural.of(2, "child", "children"));
        }
    }

    @Nested
    class ADifference {
        @Test
        void ofWordsJoinsToBothTexts() {
            var diff = WordDiff.between("be kind and brief", "be kind, always brief");
            assertEquals("be [-kind-]{+kind,+} [-and-]{+always+} brief", diff.plain());
            assertEquals("be kind and brief", joined(diff, WordDiff.Sort.GONE));
            assertEquals("be kind, always brief", joined(diff, WordDiff.Sort.NEW));
        }

        private static String joined(WordDiff diff, WordDiff.Sort side) {
            var text = new StringBuilder();
            diff.pieces().stream()
                    .filter(piece -> piece.sort() == side || piece.sort() == WordDiff.Sort.SAME)
                    .forEach(piece -> text.append(piece.text()));
            return text.toString();
        }

        @Test
        void ofLinesIsWhatDiffWrites() {
            assertEquals(
                    "--- a\n+++ b\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three",
                    LineDiff.unified(
                            "a",
                            List.of("one", "two", "three"),
                            "b",
                            List.of("one", "2", "three")));
            assertEquals("", LineDiff.unified("a", List.of("x"), "b", List.of("x")));
        }
    }

    @Nested
    class WordsOfAText {
        @Test
        void areLettersAndDigitsInLowerCase() {
            assertEquals(List.of("größe", "42", "don", "t"), Words.of("Größe 42: don't!"));
        }

        @Test
        void thatTellSomethingAreNoStopWords() {
            assertEquals(
                    Set.of("clean", "addresses"),
                    Words.telling("How should I clean the addresses?"));
            assertTrue(Words.isStopWord("the"));
            assertFalse(Words.isStopWord("tool"));
        }

        @Test
        void likenessIsTheShareOfCommonOnes() {
            assertEquals(1.0 / 3, Words.likeness("clean addresses", "clean names"));
            assertEquals(0, Words.likeness("", "the"));
        }
    }

    @Test
    void textForATerminalHasNoPowerOverIt() {
        assertEquals("red", TerminalText.safe("\u001b[31mred\u001b[0m"));
        assertEquals("title", TerminalText.safe("\u001b]0;owned\u0007title\u009b2J"));
        assertEquals("abc", TerminalText.safe("a\u202ebc"));
        assertEquals("two lines", TerminalText.oneLine("two\n lines "));
    }
}
