package batos.talk.store;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The objects of a universe that came from the image, by identity, as long as something else
/// refers to them. A collected object leaves the table at the next entry.
final class LoadedObjects {
    private static final class Entry extends WeakReference<Object> {
        private final long oid;

        Entry(long oid, Object object, ReferenceQueue<Object> dead) {
            super(object, dead);
            this.oid = oid;
        }
    }

    private final Map<Long, Entry> entries = new HashMap<>();
    private final ReferenceQueue<Object> dead = new ReferenceQueue<>();

    @Nullable Object get(long oid) {
        var entry = entries.get(oid);
        return entry == null ? null : entry.get();
    }

    void put(long oid, Object object) {
        for (var gone = dead.poll(); gone != null; gone = dead.poll()) {
            var entry = (Entry) gone;
            entries.remove(entry.oid, entry);
        }
        entries.put(oid, new Entry(oid, object, dead));
    }

    void remove(long oid) {
        entries.remove(oid);
    }

    int size() {
        return entries.size();
    }
}
