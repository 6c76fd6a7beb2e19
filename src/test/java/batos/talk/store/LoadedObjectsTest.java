package batos.talk.store;

import static org.junit.jupiter.api.Assertions.assertSame;

import batos.Patience;
import java.lang.ref.WeakReference;
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
        var earlier = new Object();
        var gone = new WeakReference<>(earlier);
        loaded.put(7, earlier);
        var later = new Object();
        loaded.put(7, later);
        earlier = null;
        Patience.until(
                "the earlier one is still there",
                () -> {
                    System.gc();
                    return gone.refersTo(null);
                });
        // What is collected later leaves the table later: the entry of the earlier one is past.
        loaded.put(9, new Object());
        Patience.until(
                () -> loaded.size() + " entries",
                () -> {
                    System.gc();
                    loaded.put(8, later);
                    return loaded.size() == 2;
                });
        assertSame(later, loaded.get(7));
    }
}
