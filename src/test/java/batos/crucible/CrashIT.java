package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.JavaProcess;
import batos.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an owner that is killed leaves behind: nothing. Idle containers end with their input, busy
/// ones with the clock of their call, and what has stopped its clock is reaped at the next start.
class CrashIT {
    /// A process that owns a pool, one of its containers busy.
    public static void main(String[] args) throws Exception {
        var crucible =
                (GVisorCrucible)
                        CrucibleFactory.choose(
                                CrucibleOptions.USUAL.with(CrucibleOptions.Prefer.GVISOR));
        crucible.run(AttackIT.HONEST);
        Thread.ofVirtual()
                .start(() ->
                        crucible.run(
                                new Trial(
                                        "import time\ndef f():\n    time.sleep(500)\n",
                                        "f",
                                        "{}",
                                        new Trial.Limits(
                                                Duration.ofSeconds(8), 256L << 20, 64 << 10))));
        awaitBusy(crucible);
        System.out.println(ProcessIdentity.self());
        Thread.sleep(Patience.BOUND);
    }

    /// Until one is well at work and the pool is full again.
    private static void awaitBusy(GVisorCrucible crucible) throws InterruptedException {
        Patience.until(
                "no container works",
                () -> crucible.containers().size() > CrucibleOptions.USUAL.pool());
        // Another call goes the same way and is answered: the first has long arrived.
        crucible.run(AttackIT.HONEST);
        Patience.until(
                "the pool is not full again",
                () -> crucible.containers().size() > CrucibleOptions.USUAL.pool());
    }

    @Test
    void containersOfAKilledOwnerAreGone() throws Exception {
        var child = owner(CrashIT.class);
        try (var lines = child.inputReader()) {
            var owner = lines.readLine();
            try (var containers = new Containers(CrucibleOptions.USUAL, owner)) {
                assertTrue(containers.own().size() >= 2, "no containers of " + owner);
                child.destroyForcibly().waitFor();
                Patience.until(() -> "still " + containers.own(), () -> containers.own().isEmpty());
            }
        } finally {
            child.destroyForcibly();
        }
    }

    /// Code that has stopped its clock and sleeps ends by no means of its own, so that its
    /// container outlives the owner.
    static final String ORPHAN =
            """
            import faulthandler, time
            def f():
                faulthandler.cancel_dump_traceback_later()
                time.sleep(600)
            """;

    /// The owner of an orphan.
    static final class Orphaning {
        private Orphaning() {}

        public static void main(String[] args) throws Exception {
            var crucible =
                    (GVisorCrucible)
                            CrucibleFactory.choose(
                                    CrucibleOptions.USUAL.with(CrucibleOptions.Prefer.GVISOR));
            crucible.run(AttackIT.HONEST);
            Thread.ofVirtual()
                    .start(() ->
                            crucible.run(
                                    new Trial(
                                            ORPHAN,
                                            "f",
                                            "{}",
                                            new Trial.Limits(
                                                    Duration.ofMinutes(9), 256L << 20, 64 << 10))));
            awaitBusy(crucible);
            System.out.println(ProcessIdentity.self());
            Thread.sleep(Patience.BOUND);
        }
    }

    @Test
    void anOrphanThatRunsOnIsRemovedAtTheNextStart() throws Exception {
        var child = owner(Orphaning.class);
        try (var lines = child.inputReader();
                var orphans = new Containers(CrucibleOptions.USUAL, lines.readLine())) {
            child.destroyForcibly().waitFor();
            // Those that wait end with their input; the busy one stays.
            Patience.until(() -> "still " + orphans.own(), () -> orphans.own().size() <= 1);
            assertEquals(1, orphans.own().size());
            try (var next =
                    CrucibleFactory.choose(
                            CrucibleOptions.USUAL.with(CrucibleOptions.Prefer.GVISOR))) {
                assertEquals("42", next.run(AttackIT.HONEST).words());
                Patience.until(() -> "still " + orphans.own(), () -> orphans.own().isEmpty());
            }
        } finally {
            child.destroyForcibly();
        }
    }

    private static Process owner(Class<?> main) throws IOException {
        return new ProcessBuilder(JavaProcess.command(List.of(), main))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    @Test
    void whatIsLeftAllTheSameIsReapedAtTheNextStart() throws Exception {
        var dead = new ProcessBuilder("true").start();
        var owner = ProcessIdentity.of(dead.toHandle());
        dead.waitFor();
        try (var orphans = new Containers(CrucibleOptions.USUAL, owner);
                var own = new Containers(CrucibleOptions.USUAL, ProcessIdentity.self())) {
            var orphan = orphans.create();
            var mine = own.create();
            assertTrue(own.reap() >= 1);
            assertFalse(orphans.own().contains(orphan));
            assertTrue(own.own().contains(mine));
            own.remove(mine);
        }
    }
}
