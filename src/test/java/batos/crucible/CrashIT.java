package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an owner that is killed leaves behind: nothing. Idle containers end with their input, busy
/// ones with the clock of their call, and what has stopped its clock is reaped at the next start.
class CrashIT {
    /// A process that owns a pool, one of its containers busy.
    public static void main(String[] args) throws Exception {
        var crucible = Crucibles.choose(Wanted.USUAL.with(Wanted.Prefer.GVISOR));
        crucible.run(AttackIT.HONEST);
        Thread.ofVirtual()
                .start(() ->
                        crucible.run(
                                new Trial(
                                        "import time\ndef f():\n    time.sleep(500)\n",
                                        "f",
                                        "{}",
                                        new Trial.Limits(
                                                java.time.Duration.ofSeconds(8),
                                                256L << 20,
                                                64 << 10))));
        Thread.sleep(2000);
        System.out.println(Owner.self());
        Thread.sleep(120_000);
    }

    @Test
    void containersOfAKilledOwnerAreGone() throws Exception {
        var child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashIT.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var lines = child.inputReader()) {
            var owner = lines.readLine();
            try (var containers = new Containers(Wanted.USUAL, owner)) {
                assertTrue(containers.own().size() >= 2, "no containers of " + owner);
                child.destroyForcibly().waitFor();
                for (int i = 0; i < 200 && !containers.own().isEmpty(); i++) {
                    Thread.sleep(100);
                }
                assertEquals(List.of(), containers.own());
            }
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void whatIsLeftAllTheSameIsReapedAtTheNextStart() throws Exception {
        var dead = new ProcessBuilder("true").start();
        var owner = Owner.of(dead.toHandle());
        dead.waitFor();
        try (var orphans = new Containers(Wanted.USUAL, owner);
                var own = new Containers(Wanted.USUAL, Owner.self())) {
            var orphan = orphans.create();
            var mine = own.create();
            assertTrue(own.reap() >= 1);
            assertFalse(orphans.own().contains(orphan));
            assertTrue(own.own().contains(mine));
            own.remove(mine);
        }
    }
}
