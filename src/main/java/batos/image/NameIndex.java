package batos.image;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;

/// The named objects of the requested kinds, in memory from the first request on; each commit keeps
/// them up to date.
final class NameIndex {
    private final Heap heap;
    private final Map<String, Kind> kinds = new HashMap<>();

    NameIndex(Heap heap) {
        this.heap = heap;
    }

    private static final class Kind {
        private NavigableMap<String, Oid> names;
        private boolean lent;

        Kind(NavigableMap<String, Oid> names) {
            this.names = names;
        }

        /// Readers keep the lent map; the next change works on a copy.
        Map<String, Oid> own() {
            if (lent) {
                names = new TreeMap<>(names);
                lent = false;
            }
            return names;
        }
    }

    synchronized SequencedMap<String, Oid> of(String kind) {
        var known = kinds.computeIfAbsent(kind, k -> new Kind(heap.names(k)));
        known.lent = true;
        return Collections.unmodifiableSequencedMap(known.names);
    }

    /// To be called after the edits are in the heap.
    synchronized void apply(List<Edit> edits) {
        if (kinds.isEmpty()) {
            return;
        }
        for (var edit : edits) {
            var before = edit.before;
            var after = edit.after;
            var oid = new Oid(edit.oid);
            if (oid.isNamed() && (before == null) != (after == null)) {
                var label =
                        ObjectCodec.label(Objects.requireNonNull(after == null ? before : after));
                var known = kinds.get(label.kind());
                if (known != null) {
                    var name = Objects.requireNonNull(label.name());
                    if (after == null) {
                        known.own().remove(name);
                    } else {
                        known.own().put(name, oid);
                    }
                }
            }
        }
    }
}
