package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PolyglotIT extends CrucibleContract {
    static Crucible crucible;

    @BeforeAll
    static void open() {
        crucible =
                CrucibleFactory.choose(CrucibleOptions.USUAL.with(CrucibleOptions.Prefer.POLYGLOT));
    }

    @AfterAll
    static void close() {
        crucible.close();
    }

    @Override
    Crucible crucible() {
        return crucible;
    }

    /// Only the end of the worker stops what is busy in Java code of its own.
    private static final String DEAF = "def f():\n    return len(str(7 ** (10 ** 9)))\n";

    private static final String BUSY =
            """
            import time
            def f():
                time.sleep(6)
                return 'answered'
            """;

    @Test
    void aNeighbourOfWhatEndsTheWorkerIsHeardAgain() throws Exception {
        var patient = new Trial.Limits(Duration.ofSeconds(30), 256L << 20, 64 << 10);
        assertEquals("42", crucible.run(AttackIT.HONEST).words());
        var honest = new FutureTask<>(() -> crucible.run(new Trial(BUSY, "f", "{}", patient)));
        Thread.ofVirtual().start(honest);
        var deaf = crucible.run(new Trial(DEAF, "f", "{}", AttackIT.TIGHT));
        assertInstanceOf(Verdict.Killed.class, deaf, deaf.words());
        assertEquals("\"answered\"", honest.get().words());
    }

    @Test
    void whatAToolLeavesInTheHeapIsNotLaidOnTheNext() {
        var hoard = "held = bytearray(%d)\ndef f():\n    return len(held)\n";
        for (var bytes = 300_000_000; bytes < 300_000_003; bytes++) {
            var patient = new Trial.Limits(Duration.ofSeconds(30), 256L << 20, 64 << 10);
            var verdict = crucible.run(new Trial(hoard.formatted(bytes), "f", "{}", patient));
            assertEquals(String.valueOf(bytes), verdict.words());
        }
    }

    @Test
    void saysWhatItDoesNotProtectFrom() {
        var said =
                crucible.check().stream()
                        .filter(finding -> finding.subject().startsWith("does not"))
                        .map(Crucible.Finding::detail)
                        .collect(Collectors.joining("\n"));
        for (var gap : List.of("bugs of the JVM", "slows another", "host's kernel")) {
            assertTrue(said.contains(gap), said);
        }
    }
}
