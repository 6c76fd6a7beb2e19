package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.Patience;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// No container of ours outlives its use, whatever dockerd says when it is to go.
class RemovalIT {
    private static final String REFUSED =
            """
            HTTP/1.1 500 Internal Server Error\r
            Content-Type: application/json\r
            Content-Length: 43\r
            Connection: close\r
            \r
            {"message":"did not receive an exit event"}\
            """;

    @Test
    void whatDockerdDoesNotKillAtOnceIsKilledLater() throws Exception {
        nothingStays(new RoughDockerd("DELETE ", 6, REFUSED));
    }

    @Test
    void aRemovalWithoutAnswerIsAskedForAgain() throws Exception {
        nothingStays(new RoughDockerd("DELETE ", 6, ""));
    }

    @Test
    void aStartThatBreaksOffLeavesNoContainer() throws Exception {
        nothingStays(new RoughDockerd("/attach", 1, ""));
    }

    /// Waits until no container is there but the warm ones, while the crucible lives.
    private static void nothingStays(RoughDockerd dockerd) throws Exception {
        try (dockerd;
                var crucible = (GVisorCrucible) CrucibleFactory.choose(dockerd.wanted())) {
            // Nothing but its removal ends this one.
            crucible.run(new Trial(CrashIT.ORPHAN, "f", "{}", AttackIT.TIGHT));
            var looks = new AtomicInteger();
            Patience.until("it does not answer", () -> answersAndIsFull(crucible, looks));
            AttackIT.awaitOnlyTheWarm(crucible);
            assertEquals(0, dockerd.left());
        }
        try (var docker = new Containers(CrucibleOptions.USUAL, ProcessIdentity.self())) {
            Patience.until(() -> "still " + docker.own(), () -> docker.own().isEmpty());
        }
    }

    /// After a start that failed, the next one waits for a call: one is made now and then. Each
    /// takes a container out of the pool, so that it is full only some time after.
    private static boolean answersAndIsFull(GVisorCrucible crucible, AtomicInteger looks) {
        var full = crucible.waiting() == CrucibleOptions.USUAL.pool();
        return (full || looks.incrementAndGet() % 20 == 0)
                && crucible.run(AttackIT.HONEST).words().equals("42")
                && full;
    }
}
