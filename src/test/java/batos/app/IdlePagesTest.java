package batos.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What waits gives back, and what does not wait has no thread for it.
class IdlePagesTest {
    private static Set<Thread> looking() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("idle pages"))
                .collect(Collectors.toSet());
    }

    @Test
    void areLookedAtUntilItIsClosed() throws Exception {
        var others = looking();
        Set<Thread> ours;
        try (var _ = new IdlePages(new DeedQueue(), true)) {
            ours = looking();
            ours.removeAll(others);
            assertEquals(1, ours.size());
        }
        var ended = ours.iterator().next();
        Patience.until("it looks still", () -> !ended.isAlive());
    }

    @Test
    void areLeftAloneByACommand() {
        var others = looking();
        try (var _ = new IdlePages(new DeedQueue(), false)) {
            assertTrue(others.containsAll(looking()));
        }
    }
}
