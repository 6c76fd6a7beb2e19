package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every hostile program gets its verdict, nothing is left behind, and the next honest call works.
class AttackIT {
    static final Trial.Limits TIGHT =
            new Trial.Limits(Duration.ofMillis(1500), 256L << 20, 64 << 10);
    static final Trial HONEST = new Trial("def f():\n    return 6 * 7\n", "f", "{}", TIGHT);

    @Test
    void gVisorHoldsAgainstEveryProgram() throws Exception {
        var before = sandboxes();
        try (var crucible = (GVisor) Crucibles.choose(Wanted.USUAL.with(Wanted.Prefer.GVISOR))) {
            crucible.run(
                    new Trial(
                            "SECRET = 'SECRET-OF-ANOTHER'\ndef f():\n    return 1\n",
                            "f",
                            "{}",
                            TIGHT));
            assertEquals(List.of(), wrong(crucible, Attack::gvisor, 2));
            assertEquals("42", crucible.run(HONEST).words());
            awaitRemoved(crucible, Wanted.USUAL.pool());
            crucible.close();
        }
        try (var containers = new Containers(Wanted.USUAL, Owner.self())) {
            assertEquals(List.of(), containers.own());
        }
        assertEquals(before, sandboxes());
    }

    @Test
    void polyglotHoldsAgainstThePrograms() throws Exception {
        try (var crucible = Crucibles.choose(Wanted.USUAL.with(Wanted.Prefer.POLYGLOT))) {
            crucible.run(
                    new Trial(
                            "SECRET = 'SECRET-OF-ANOTHER'\ndef f():\n    return 1\n",
                            "f",
                            "{}",
                            TIGHT));
            assertEquals(List.of(), wrong(crucible, Attack::polyglot, 1));
            assertEquals("42", crucible.run(HONEST).words());
        }
        assertTrue(
                ProcessHandle.current()
                        .descendants()
                        .noneMatch(process ->
                                process.isAlive()
                                        && process.info()
                                                .commandLine()
                                                .orElse("")
                                                .contains(Worker.class.getName())));
    }

    @Test
    void thereAreAtLeastSixty() throws Exception {
        assertTrue(Attack.all().size() >= 60);
        assertTrue(
                Attack.all().stream().filter(attack -> !attack.polyglot().equals("-")).count()
                        >= 10);
    }

    private static List<String> wrong(
            Crucible crucible, Function<Attack, String> expected, int atOnce) throws Exception {
        try (var threads = Executors.newFixedThreadPool(atOnce)) {
            var running = new ArrayList<Future<String>>();
            for (var attack : Attack.all()) {
                var fits = expected.apply(attack);
                if (!fits.equals("-")) {
                    running.add(
                            threads.submit(() -> {
                                var verdict =
                                        crucible.run(new Trial(attack.source(), "f", "{}", TIGHT));
                                return Attack.fits(fits, verdict)
                                        ? ""
                                        : "%s: expected %s, got %s"
                                                .formatted(attack.name(), fits, verdict);
                            }));
                }
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

    private static void awaitRemoved(GVisor crucible, int waiting) throws InterruptedException {
        for (int i = 0; i < 300 && crucible.containers().size() > waiting; i++) {
            Thread.sleep(100);
        }
        assertTrue(crucible.containers().size() <= waiting, crucible.containers().toString());
    }

    /// Sandbox processes whose containers no longer exist do not go unseen: they keep their names.
    private static List<String> sandboxes() throws IOException, InterruptedException {
        Thread.sleep(1000);
        return ProcessHandle.allProcesses()
                .map(process -> command(process.pid()))
                .filter(line -> line.contains("runsc-sandbox") || line.contains("runsc-gofer"))
                .filter(line -> line.contains(Owner.self()))
                .sorted()
                .collect(Collectors.toList());
    }

    private static String command(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
