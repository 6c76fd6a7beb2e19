package batos.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForgettingTest {
    private final MemoryFixture fixture = new MemoryFixture();

    @Test
    void hidesATurnFromRecallFactsThemesAndExports() {
        fixture.moved().bring();
        new Consolidation(fixture.memory, FactExtractor.NONE, fixture.cause())
                .run((done, all) -> {});
        var gone = fixture.memory.forget(fixture.id("b"), fixture.cause()).orElseThrow();
        assertEquals(2, gone.size(), "the turn and the fact that cites it alone: " + gone);
        assertFalse(fixture.recalled("Paris new job").contains("b"));
        assertTrue(fixture.memory.items().stream().noneMatch(it -> it.text().contains("Paris")));
        assertTrue(
                fixture.memory.all(Level.EPISODE).stream()
                        .noneMatch(it -> it.text().contains("Paris")),
                "no summary tells of it");
    }

    @Test
    void ofASessionTakesItsTurns() {
        fixture.moved().bring();
        fixture.memory.forget(
                fixture.memory.find(fixture.id("a")).orElseThrow().parent(), fixture.cause());
        assertEquals(2, fixture.memory.size(Level.TURN));
        assertEquals(1, fixture.memory.size(Level.FACT));
    }

    @Test
    void ofHalfAnEpisodeKeepsTheOther() {
        fixture.image.update(
                fixture.cause(),
                change -> fixture.memory.remember(change, "my secret", "I see.", 0, List.of()));
        fixture.memory.forget("e1.1", fixture.cause());
        var episode = fixture.memory.find(1).orElseThrow();
        assertEquals("(forgotten)", episode.asked());
        assertEquals("I see.", episode.answered());
    }
}
