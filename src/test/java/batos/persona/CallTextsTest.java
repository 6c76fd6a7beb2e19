package batos.persona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.persona.CallTexts.CallText;
import batos.persona.CallTexts.Spoken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallTextsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String LONG = "how should I carry the piano upstairs? ".repeat(40);

    private final MemoryImage image = new MemoryImage();

    /// Each is a deed of its own.
    private Cause cause() {
        return new Cause(Author.ARCHITECT, "@ how", image.now().number());
    }

    private static CallText call(String persona, String instruction, String asked, String reply) {
        return new CallText(
                persona, "thesis", instruction, List.of(new Spoken("asked", asked)), reply);
    }

    /// A turn each day.
    private void turn(long number, CallText... calls) {
        image.update(
                cause(),
                change ->
                        CallTexts.put(
                                change,
                                number,
                                START.plus(Duration.ofDays(number)),
                                List.of(calls)));
    }

    private int prune(Instant before, long bytes) {
        var pruned = new int[1];
        image.update(cause(), change -> pruned[0] = CallTexts.prune(change, before, bytes));
        return pruned[0];
    }

    private int kept(String kind) {
        return image.now().named(kind).size();
    }

    private boolean has(long turn) {
        return !CallTexts.of(image.now(), turn).isEmpty();
    }

    @Test
    void theWordsOfATurnComeBack() {
        var brick = call("BRICK", "You are BRICK.", LONG, "Measure \u2014 then lift.");
        var robin = call("ROBIN", "You are ROBIN.", LONG, "");
        turn(1, brick, robin);
        assertEquals(List.of(brick, robin), CallTexts.of(image.now(), 1));
        assertEquals(List.of(), CallTexts.of(image.now(), 2));
    }

    @Test
    void aTextIsKeptOnceAndCompressed() {
        var once = stored(call("BRICK", "You are BRICK.", LONG, "a"));
        var often =
                stored(
                        call("BRICK", "You are BRICK.", LONG, "a"),
                        call("BRICK", "You are BRICK.", LONG, "b"),
                        call("BRICK", "You are BRICK.", LONG, "c"));
        assertTrue(once < LONG.length() / 2, () -> once + " bytes");
        assertTrue(often < once + LONG.length() / 2, () -> often + " bytes");
        assertEquals(1, kept("call.instruction"));
    }

    private int stored(CallText... calls) {
        turn(1, calls);
        var form = image.now().get(image.now().named(CallTexts.KIND).get("00000001"));
        return form.orElseThrow().toString().length() / 2; // bytes are shown as two digits each
    }

    @Test
    void oldTurnsLoseTheirWordsFirstAndUndoBringsThemBack() {
        for (int i = 1; i <= 4; i++) {
            turn(i, call("BRICK", "You are BRICK " + i, "question " + i, "answer " + i));
        }
        assertEquals(2, prune(START.plus(Duration.ofDays(3)), 1 << 20));
        assertFalse(has(1) || has(2));
        assertTrue(has(3) && has(4));
        assertEquals(2, kept("call.instruction"));
        image.undo(1, cause());
        assertTrue(has(1) && has(2));
        assertEquals("You are BRICK 1", CallTexts.of(image.now(), 1).getFirst().instruction());
    }

    @Test
    void beyondTheirBytesTheOldestGo() {
        for (int i = 1; i <= 4; i++) {
            turn(i, call("BRICK", "You are BRICK.", "question " + i, "answer " + i));
        }
        var all = 4 * 2 * 20;
        assertEquals(0, prune(Instant.EPOCH, all * 2L));
        assertTrue(prune(Instant.EPOCH, all / 2) > 0);
        assertTrue(!has(1) && has(4));
        assertTrue(prune(Instant.EPOCH, 0) > 0);
        assertEquals(0, kept(CallTexts.KIND));
        assertEquals(0, kept("call.instruction"));
    }
}
