package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every hostile program gets its verdict in each crucible, nothing is left behind on the host, and
/// the next honest call works.
class AttackIT {
    static final Trial.Limits TIGHT =
            new Trial.Limits(Duration.ofMillis(1500), 256L << 20, 64 << 10);

    /// The first run of any code in a context is slow: what is no bomb must not meet the clock.
    static final Trial.Limits UNHURRIED =
            new Trial.Limits(Duration.ofSeconds(3), 256L << 20, 64 << 10);

    static final Trial HONEST = new Trial("def f():\n    return 6 * 7\n", "f", "{}", TIGHT);
    static final Trial SECRET =
            new Trial("SECRET = 'SECRET-OF-ANOTHER'\ndef f():\n    return 1\n", "f", "{}", TIGHT);

    @Test
    void gVisorHoldsAgainstEveryProgram() throws Exception {
        try (var docker = new Containers(CrucibleOptions.USUAL, ProcessIdentity.self())) {
            var before = Footprint.of(List.of(docker));
            try (var crucible =
                    (GVisorCrucible)
                            CrucibleFactory.choose(
                                    CrucibleOptions.USUAL.with(CrucibleOptions.Prefer.GVISOR))) {
                crucible.run(SECRET);
                assertEquals(List.of(), wrong(crucible, Attack::gvisor, TIGHT, 2));
                assertEquals("42", crucible.run(HONEST).words());
                awaitOnlyTheWarm(crucible);
            }
            assertEquals(List.of(), docker.own());
            assertEquals(List.of(), grown(before, List.of(docker)));
        }
    }

    /// One after another: they share a worker, and each that ends it costs a start.
    @Test
    void polyglotHoldsAgainstEveryProgram() throws Exception {
        var before = Footprint.of(List.of());
        try (var crucible =
                CrucibleFactory.choose(
                        CrucibleOptions.USUAL.with(CrucibleOptions.Prefer.POLYGLOT))) {
            crucible.run(SECRET);
            assertEquals(List.of(), wrong(crucible, Attack::polyglot, UNHURRIED, 1));
            assertEquals("42", crucible.run(HONEST).words());
        }
        assertEquals(List.of(), grown(before, List.of()));
    }

    @Test
    void thereAreAtLeastSixtyAndEachHasAVerdictInBoth() throws Exception {
        var attacks = Attack.all();
        assertTrue(attacks.size() >= 60);
        for (var attack : attacks) {
            assertTrue(attack.gvisor().matches(VERDICTS), attack.name());
            assertTrue(attack.polyglot().matches(VERDICTS), attack.name());
        }
        assertEquals(
                attacks.size(),
                attacks.stream().map(Attack::name).collect(Collectors.toSet()).size());
    }

    private static final String VERDICTS = "((survived|failed|killed)=.+|violated( \\| .+)?)";

    /// What the measures would miss, they could never find.
    @Test
    void aLeakWouldBeSeen() throws Exception {
        try (var docker = new Containers(CrucibleOptions.USUAL, ProcessIdentity.self())) {
            var before = Footprint.of(List.of(docker));
            var held = new byte[100 << 20];
            var child = new ProcessBuilder("sleep", "60").start();
            try {
                var grown = Footprint.of(List.of(docker)).beyond(before).toString();
                assertTrue(grown.contains("heap of this JVM"), grown);
                assertTrue(grown.contains("child process " + child.pid()), grown);
            } finally {
                child.destroyForcibly().waitFor();
            }
            assertEquals(100 << 20, held.length);
        }
    }

    private static List<String> wrong(
            Crucible crucible, Function<Attack, String> expected, Trial.Limits limits, int atOnce)
            throws Exception {
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            var running = new ArrayList<Future<String>>();
            for (var attack : Attack.all()) {
                var fits = expected.apply(attack);
                running.add(threads.submit(() -> wrong(crucible, attack, fits, limits)));
            }
            var wrong = new ArrayList<String>();
            for (var each : running) {
                if (!each.get().isEmpty()) {
                    wrong.add(each.get());
                }
            }
            return wrong;
        }
    }

    private static String wrong(
            Crucible crucible, Attack attack, String expected, Trial.Limits limits) {
        var verdict = crucible.run(new Trial(attack.source(), "f", "{}", limits));
        var visible = verdict.words().codePoints().noneMatch(c -> c == 0x1b || c == 0x9b || c == 7);
        return Attack.fits(expected, verdict) && visible
                ? ""
                : "%s: expected %s, got %s".formatted(attack.name(), expected, verdict);
    }

    /// Until the pool is full and nothing else is there: before, one goes as another comes.
    static void awaitOnlyTheWarm(GVisorCrucible crucible) throws InterruptedException {
        var there = crucible.containers();
        for (int i = 0; i < 600 && !(full(crucible) && there.size() == crucible.waiting()); i++) {
            Thread.sleep(100);
            there = crucible.containers();
        }
        assertTrue(full(crucible), crucible.waiting() + " are warm");
        assertEquals(crucible.waiting(), there.size(), there.toString());
    }

    private static boolean full(GVisorCrucible crucible) {
        return crucible.waiting() == CrucibleOptions.USUAL.pool();
    }

    /// Dockerd buries the last containers in its own time, and others on the machine come and go.
    private static List<String> grown(Footprint before, List<Containers> docker) throws Exception {
        var grown = Footprint.of(docker).beyond(before);
        for (int i = 0; i < 60 && !grown.isEmpty(); i++) {
            Thread.sleep(500);
            grown = Footprint.of(docker).beyond(before);
        }
        return grown;
    }
}
