package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every hostile program gets its verdict in each crucible, nothing is left behind on the host, and
/// the next honest call works.
class AttackIT {
    /// For what only the clock ends.
    static final Trial.Limits TIGHT =
            new Trial.Limits(Duration.ofMillis(800), 256L << 20, 64 << 10);

    /// What ends by itself must not meet the clock, however busy the machine is.
    static final Trial.Limits UNHURRIED =
            new Trial.Limits(Duration.ofMinutes(2), 256L << 20, 64 << 10);

    static final Trial HONEST = new Trial("def f():\n    return 6 * 7\n", "f", "{}", UNHURRIED);
    static final Trial SECRET =
            new Trial(
                    "SECRET = 'SECRET-OF-ANOTHER'\ndef f():\n    return 1\n", "f", "{}", UNHURRIED);

    /// Those that end and leave nothing behind share one container, unless all of it is wanted: a
    /// start takes half a second of a processor.
    @Test
    void gVisorHoldsAgainstEveryProgram() throws Exception {
        try (var docker = new Containers(CrucibleOptions.USUAL, ProcessIdentity.self())) {
            var before = Footprint.of(List.of(docker));
            try (var crucible =
                    (GVisorCrucible)
                            CrucibleFactory.choose(
                                    CrucibleOptions.USUAL.with(CrucibleOptions.Prefer.GVISOR))) {
                crucible.run(SECRET);
                var harmless = Attack.all().stream().filter(AttackIT::leavesNoTrace).toList();
                var rest = new ArrayList<>(Attack.all());
                var together = holdTogether(crucible, harmless, Attack::gvisor);
                if (together && !WHOLE) {
                    rest.removeAll(harmless);
                }
                assertEquals(List.of(), wrong(crucible, rest, Attack::gvisor, 2));
                assertTrue(together, "right alone, and not together");
                assertEquals("42", crucible.run(HONEST).words());
                awaitOnlyTheWarm(crucible);
            }
            assertEquals(List.of(), docker.own());
            nothingHasGrown(before, List.of(docker));
        }
    }

    /// One after another: they share a worker, and each that ends it costs a start. Those that find
    /// no door to the host at all share a context too, which costs most of a second.
    @Test
    void polyglotHoldsAgainstEveryProgram() throws Exception {
        var before = Footprint.of(List.of());
        try (var crucible =
                CrucibleFactory.choose(
                        CrucibleOptions.USUAL.with(CrucibleOptions.Prefer.POLYGLOT))) {
            crucible.run(SECRET);
            var doorless = Attack.all().stream().filter(AttackIT::isDoorless).toList();
            var rest = new ArrayList<>(Attack.all());
            if (!WHOLE) {
                rest.removeIf(attack -> OF_THE_CONTRACT.contains(attack.name()));
            }
            var together = holdTogether(crucible, doorless, Attack::polyglot);
            if (together) {
                rest.removeAll(doorless);
            }
            assertEquals(List.of(), wrong(crucible, rest, Attack::polyglot, 1));
            assertTrue(together, "refused alone, and not together");
            assertEquals("42", crucible.run(HONEST).words());
        }
        nothingHasGrown(before, List.of());
    }

    @Test
    void thereAreAtLeastSixtyAndEachHasAVerdictInBoth() throws Exception {
        var attacks = Attack.all();
        assertTrue(attacks.size() >= 60);
        var names = attacks.stream().map(Attack::name).toList();
        assertTrue(names.containsAll(OF_THE_CONTRACT), names.toString());
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

    private static final Set<String> NO_DOOR =
            Set.of("failed=AttributeError", "failed=ImportError", "failed=.*not permitted.*");

    /// What [PolyglotIT] runs in GraalPy as well, or much the same. Each of them ends its worker,
    /// and the starts of the next ones cost eight seconds of a processor each: only with
    /// `-Dbatos.whole=true`.
    private static final Set<String> OF_THE_CONTRACT =
            Set.of("memory bomb, bytes", "memory bomb, text", "blocks in C");

    private static final boolean WHOLE = Boolean.getBoolean("batos.whole");

    /// Those that fill a disk, change what the others see, or look at the frames, the objects or
    /// the result of their own call.
    private static final Set<String> LONERS =
            Set.of(
                    "disk bomb in tmp",
                    "shared memory file",
                    "a name space of its own",
                    "looks for expectations in the frames",
                    "another call's input",
                    "not a number",
                    "terminal escapes");

    /// Whether it raises an error or gives a result in gVisor, and the harness has no part in that.
    private static boolean leavesNoTrace(Attack attack) {
        var verdicts = attack.gvisor();
        return !LONERS.contains(attack.name())
                && Stream.of("killed", "violated", "ResultError", "cannot be read")
                        .noneMatch(verdicts::contains);
    }

    private static boolean isDoorless(Attack attack) {
        return NO_DOOR.contains(attack.polyglot());
    }

    private static final String TOGETHER =
            """
            import json
            def f(programs):
                said = []
                for program in programs:
                    try:
                        names = {'__name__': 'tool'}
                        exec(program, names)
                        said.append(['survived', json.dumps(names['f']())])
                    except BaseException as error:
                        said.append(['failed', type(error).__name__ + ': ' + str(error)])
                return said
            """;

    /// Whether each of them ends as it should, all in one context.
    private static boolean holdTogether(
            Crucible crucible, List<Attack> attacks, Function<Attack, String> expected) {
        var arguments = Json.object();
        var programs = arguments.putArray("programs");
        attacks.forEach(attack -> programs.add(attack.source()));
        var verdict = crucible.run(new Trial(TOGETHER, "f", arguments.toString(), UNHURRIED));
        if (!(verdict instanceof Verdict.Survived survived)) {
            return false;
        }
        var all = Json.tryRead(survived.result()).orElse(Json.object());
        for (int i = 0; i < attacks.size(); i++) {
            var text = all.path(i).path(1).asText();
            var said =
                    all.path(i).path(0).asText().equals("survived")
                            ? new Verdict.Survived(text, "", Duration.ZERO)
                            : new Verdict.Failed(text, "", "");
            if (!Attack.fits(expected.apply(attacks.get(i)), said)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> wrong(
            Crucible crucible, List<Attack> attacks, Function<Attack, String> expected, int atOnce)
            throws Exception {
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            var running = new ArrayList<Future<String>>();
            for (var attack : attacks) {
                var fits = expected.apply(attack);
                running.add(threads.submit(() -> wrong(crucible, attack, fits)));
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

    private static String wrong(Crucible crucible, Attack attack, String expected) {
        var limits = expected.contains("WALL_CLOCK") ? TIGHT : UNHURRIED;
        var verdict = crucible.run(new Trial(attack.source(), "f", "{}", limits));
        var visible = verdict.words().codePoints().noneMatch(c -> c == 0x1b || c == 0x9b || c == 7);
        return Attack.fits(expected, verdict) && visible
                ? ""
                : "%s: expected %s, got %s".formatted(attack.name(), expected, verdict);
    }

    /// Until the pool is full and nothing else is there: before, one goes as another comes.
    static void awaitOnlyTheWarm(GVisorCrucible crucible) throws InterruptedException {
        Patience.until(
                () -> crucible.waiting() + " are warm of " + crucible.containers(),
                () ->
                        full(crucible)
                                && crucible.containers().size() == CrucibleOptions.USUAL.pool());
    }

    private static boolean full(GVisorCrucible crucible) {
        return crucible.waiting() == CrucibleOptions.USUAL.pool();
    }

    /// Dockerd buries the last containers in its own time, and others on the machine come and go.
    private static void nothingHasGrown(Footprint before, List<Containers> docker)
            throws Exception {
        var grown = new ArrayList<String>();
        Patience.until(
                () -> "it is still there: " + grown,
                () -> {
                    grown.clear();
                    grown.addAll(Footprint.of(docker).beyond(before));
                    return grown.isEmpty();
                });
    }
}
