package batos.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.memory.search.Ranked.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What makes a memory bad, in rates, and why something came to mind.
class AuditTest {
    private static final Instant LONG_AGO = Instant.parse("2024-05-01T10:00:00Z");

    private final MemoryFixture fixture = new MemoryFixture();

    private Audit.Finding finding(String name) {
        return fixture.memory.audit().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsWhatIsThereTwiceAndSaysHowToMendIt() {
        fixture.turn("a", "s/1", MemoryFixture.MAY, "Anna", "The blue bike stands in the yard.")
                .turn("b", "s/2", MemoryFixture.MAY, "Anna", "The blue bike stands in the yard.")
                .turn("c", "s/3", MemoryFixture.MAY, "Ben", "Rain all day, and no end to it.")
                .turn("d", "s/4", MemoryFixture.MAY, "Ben", "Tomorrow we go to the lake.")
                .bring();
        var duplicates = finding("duplicates");
        assertEquals(1, duplicates.count());
        assertEquals(4, duplicates.of());
        assertEquals(0.25, duplicates.rate());
        var words = duplicates.next().split(" ");
        assertEquals(List.of("memory", "merge"), List.of(words[0], words[1]));
        new MemoryCuration(fixture.memory, fixture.cause()).merge(words[2], words[3]);
        assertEquals(0, finding("duplicates").count());
    }

    @Test
    void countsWhatIsOldUnusedOrSuperseded() {
        var now = fixture.now;
        fixture.now = LONG_AGO;
        fixture.turn("old", "s/9", LONG_AGO, "Ben", "The lake was frozen that winter.").bring();
        fixture.now = now;
        fixture.moved().bring();
        assertEquals(2, finding("stale").count(), "the old turn, the superseded fact");
        assertEquals(1, finding("never used").rate());
        fixture.image.update(
                fixture.cause(),
                change ->
                        fixture.memory.remember(
                                change,
                                "where?",
                                "There.",
                                0,
                                List.of(),
                                List.of(fixture.id("old"))));
        assertEquals(1, finding("stale").count(), "what was recalled is not stale");
        assertTrue(finding("never used").rate() < 1);
        assertEquals(0, finding("without a source").rate());
    }

    @Test
    void whatWasImportedTodayIsNotStaleHoweverOldItIs() {
        fixture.turn("old", "s/9", LONG_AGO, "Ben", "The lake was frozen that winter.").bring();
        assertEquals(0, finding("stale").count());
        fixture.now = fixture.now.plus(Duration.ofDays(366));
        assertEquals(1, finding("stale").count());
    }

    @Test
    void whySaysWhatEachSignalDidWhichWordsMatchedAndTheBestFact() {
        fixture.moved().bring();
        var why = fixture.memory.explain("When did Anna move to Paris?", 3).getFirst();
        assertEquals("b", why.recall().external());
        assertEquals(1, why.rank());
        assertTrue(why.matched().containsAll(List.of("anna", "mov", "paris")), "" + why.matched());
        assertEquals(fixture.id("f2") + " Anna lives in Paris.", why.bestFact());
        for (var signal : Signal.values()) {
            assertTrue(why.ranks().get(signal) >= 1, signal.label());
            assertTrue(why.without().get(signal) >= 1, signal.label());
            assertTrue(why.recall().parts().containsKey(signal), signal.label());
        }
    }
}
