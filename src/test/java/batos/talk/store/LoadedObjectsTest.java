package batos.talk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import batos.Patience;
import org.junit.jupiter.api.Test;

/// The table of objects that were read from the image does not outgrow the objects.
final class LoadedObjectsTest {
    @Test
    void letsGoOfWhatTheCollectorTook() throws InterruptedException {
        var loaded = new LoadedObjects();
        var kept = new Object();
        loaded.put(1, kept);
        for (long oid = 2; oid <= 10_000; oid++) {
            loaded.put(oid, new Object());
        }
        Patience.until(
                () -> loaded.size() + " entries",
                () -> {
                    System.gc();
                    loaded.put(1, kept);
                    return loaded.size() == 1;
                });
        assertSame(kept, loaded.get(1));
    }

    @Test
    void keepsTheLaterOfTwoObjectsOfOneIdentity() throws InterruptedException {
        var loaded = new LoadedObjects();
        loaded.put(7, new Object());
        var later = new Object();
        loaded.put(7, later);
        for (int i = 0; i < 20; i++) {
            System.gc();
            loaded.put(8, later);
        }
        assertSame(later, loaded.get(7));
        assertEquals(2, loaded.size());
    }
}
