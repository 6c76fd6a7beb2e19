package batos.nerve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The kinds of pulses, and the words by which the wire and the log name them.
class PulseKindTest {
    static Stream<PulseKind> known() {
        return Stream.of(
                        PulseKind.Image.values(),
                        PulseKind.Governance.values(),
                        PulseKind.Model.values(),
                        PulseKind.Tool.values(),
                        PulseKind.Memory.values(),
                        PulseKind.Council.values(),
                        PulseKind.Turn.values())
                .flatMap(Stream::of);
    }

    @ParameterizedTest
    @MethodSource("known")
    void isReadByItsWord(PulseKind kind) {
        assertEquals(kind, PulseKind.of(kind.word()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"commit", "tool.bound", "turn.streamed", "tuning.step", "codex", "goal.new"})
    void keepsItsWord(String word) {
        assertEquals(word, PulseKind.of(word).word());
    }

    @Test
    void hasTheStageOfATraining() {
        assertEquals(new PulseKind.Tuning("passed"), PulseKind.of("tuning.passed"));
    }

    @Test
    void mayBeOfANewerVersion() {
        assertInstanceOf(PulseKind.Other.class, PulseKind.of("goal.new"));
        assertEquals("goal", PulseKind.of("goal.new").topic());
    }

    @Test
    void hasAWordOfItsOwn() {
        var words = known().map(PulseKind::word).toList();
        assertEquals(words.size(), List.copyOf(new java.util.TreeSet<>(words)).size());
        assertNotEquals(0, words.size());
    }
}
