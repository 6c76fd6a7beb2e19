package batos.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryImporterTest {
    private final MemoryFixture fixture = new MemoryFixture();

    @Test
    void countsWhatItBringsAndASecondImportAddsNothing() {
        var first = fixture.moved().bring();
        assertEquals(3, first.turns());
        assertEquals(2, first.facts());
        assertEquals(2, first.sessions());
        var root = fixture.image.now().root();
        var second = fixture.bring();
        assertEquals(0, second.turns() + second.facts() + second.sessions());
        assertEquals(5, second.known());
        assertEquals(root, fixture.image.now().root());
    }

    @Test
    void leavesOutAFactWhoseTurnsAreNowhere() {
        var report =
                fixture.moved().fact("f9", "s/9", MemoryFixture.MAY, "Anna flies.", "z").bring();
        assertEquals(1, report.orphans());
        assertEquals(2, fixture.memory.size(Level.FACT));
    }

    @Test
    void isTakenBackByUndoWithItsIndex() {
        fixture.memory.note("the tea is in the tin", fixture.cause());
        fixture.moved().bring();
        assertTrue(fixture.recalled("Berlin").contains("a"));
        fixture.image.undo(1, fixture.cause());
        assertEquals(List.of(""), fixture.recalled("Berlin"));
        fixture.image.undo(1, fixture.cause());
        assertTrue(fixture.recalled("Berlin").contains("a"));
    }

    @Test
    void findsATurnByItsFact() {
        fixture.turn("x", "s/1", MemoryFixture.MAY, "Ben", "Yes, that one, with the dog.")
                .turn("y", "s/1", MemoryFixture.MAY, "Ben", "Nothing else happened at all.")
                .fact("f", "s/1", MemoryFixture.MAY, "Ben adopted a spaniel in Oslo.", "x")
                .bring();
        assertEquals("x", fixture.recalled("spaniel Oslo").getFirst());
    }
}
