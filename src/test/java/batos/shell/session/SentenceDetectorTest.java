package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceDetectorTest {
    private static Optional<String> in(String line) {
        return SentenceDetector.in(
                line, Set.of("memory", "Smalltalk", "self")::contains, Set.of("models")::contains);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello, who are you?",
                "what is 3 + 4?",
                "please slugify this title",
                "how do I undo the last thing?",
                "I don't know what to do.",
            })
    void aSentenceIsForTheCouncil(String line) {
        assertTrue(in(line).orElse("").endsWith("Next: @ " + line), in(line).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 + 4",
                "answer := 6 * 7",
                "memory size printString size",
                "unknown",
                "unknown foo",
                "unknown foo: 3 bar: 4",
                "unknown do: [:each | each foo]",
                "Smalltalk at: #x put: 3.",
                "self is this it?",
                "one two three\nfour",
                "'who are you?'",
            })
    void whatMayBeAnExpressionIsLeftAlone(String line) {
        assertEquals(Optional.empty(), in(line));
    }

    @Test
    void aCommandAsTypedOutsideThePromptIsNamedAsItIsHere() {
        assertEquals(
                Optional.of("this is the prompt of batos. Next: /models use robin q"),
                in("batos models use robin q"));
        assertEquals(Optional.empty(), in("batos size"));
        assertEquals(Optional.empty(), in("batos"));
    }

    @Test
    void aCommandWithoutItsSlashIsNamed() {
        assertTrue(in("models").orElse("").endsWith("Next: /models"), in("models").toString());
        assertTrue(in("models use robin qwen").orElse("").endsWith("/models use robin qwen"));
    }

    @Test
    void knowsAnApostropheWithinAWord() {
        assertTrue(SentenceDetector.in("what's up", word -> false, word -> false).isPresent());
        assertTrue(SentenceDetector.in("x := 'it is'", word -> false, word -> false).isEmpty());
    }
}
