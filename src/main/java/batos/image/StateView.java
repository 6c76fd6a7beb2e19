package batos.image;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One consistent state, seen from the present.
///
/// A reader looks into the present heap first and then asks whether the object changed since this
/// moment; if so, what it was then stands in the [Step] of that commit. Each commit hangs its step
/// on the chain *before* it touches the heap, so a reader that saw a newer object also sees the
/// step. The chain runs one way, from past to present: what no moment still needs is collected by
/// the garbage collector, and nobody waits for anybody.
final class StateView implements View {
    /// So many steps are looked through faster than they are brought together in one table.
    private static final int FEW = 16;

    private final LivingImage image;
    private final long number;
    private final long size;
    private final RootHash root;
    private final Map<Long, PriorCell> since;

    /// The youngest link whose steps are already in [#since].
    private volatile Link seen;

    private volatile boolean untouched;

    /// @param since what was, of all objects changed from this moment up to the link `seen`
    StateView(LivingImage image, long number, long size, RootHash root, Map<Long, PriorCell> since, Link seen) {
        this.image = image;
        this.number = number;
        this.size = size;
        this.root = root;
        this.since = since;
        this.untouched = since.isEmpty();
        this.seen = seen;
    }

    static StateView present(LivingImage image, long number, long size, RootHash root, Link seen) {
        return new StateView(image, number, size, root, new HashMap<>(), seen);
    }

    /// What an object was before the first commit that changed it since, and that commit.
    static final class PriorCell {
        private final byte @Nullable [] cell;
        private final Commit by;

        PriorCell(byte @Nullable [] cell, Commit by) {
            this.cell = cell;
            this.by = by;
        }

        Commit by() {
            return by;
        }
    }

    /// A commit's objects before it, and where the chain goes on.
    private record Step(Map<Long, PriorCell> was, Link to) {}

    /// The place between two commits.
    static final class Link {
        private volatile @Nullable Step next;

        /// Hangs a commit behind this link, which was the last until now.
        Link step(Map<Long, PriorCell> was) {
            var to = new Link();
            next = new Step(was, to);
            return to;
        }
    }

    private void catchUp() {
        synchronized (since) {
            for (var step = seen.next; step != null; step = seen.next) {
                step.was.forEach(since::putIfAbsent);
                if (!step.was.isEmpty()) {
                    untouched = false;
                }
                seen = step.to;
            }
        }
    }

    private boolean isPresent() {
        var last = seen;
        return last.next == null && untouched;
    }

    /// What the object was at this moment if it changed since; null if it did not.
    @Nullable PriorCell was(long oid) {
        var link = seen;
        if (untouched) {
            Long key = oid;
            var step = link.next;
            for (int i = 0; i < FEW && step != null; i++, step = step.to.next) {
                var was = step.was.get(key);
                if (was != null) {
                    return was;
                }
            }
            if (step == null) {
                return null;
            }
        }
        synchronized (since) {
            catchUp();
            return since.get(oid);
        }
    }

    /// The objects changed since.
    Set<Long> changed() {
        synchronized (since) {
            catchUp();
            return new HashSet<>(
                    since.keySet()); // unlike that of Set.copyOf, good for numbers in a row
        }
    }

    byte @Nullable [] cell(long oid) {
        return then(oid, image.heap().get(oid));
    }

    /// The same, compared with its checksum where it comes from a disk.
    ///
    /// @throws DamagedData where the disk has changed it
    byte @Nullable [] sound(long oid) {
        return then(oid, image.heap().sound(oid));
    }

    private byte @Nullable [] then(long oid, byte @Nullable [] now) {
        var was = was(oid);
        return was == null ? now : was.cell;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public Optional<Form> get(Oid oid) {
        var cell = cell(oid.value());
        return cell == null ? Optional.empty() : Optional.of(image.cells().form(cell));
    }

    @Override
    public SequencedMap<String, Oid> named(String kind) {
        var names = image.names(kind);
        if (isPresent()) {
            return names;
        }
        synchronized (since) {
            catchUp();
            var then = new TreeMap<>(names);
            then.values().removeIf(oid -> since.containsKey(oid.value()));
            since.forEach((oid, was) -> {
                var cell = was.cell;
                if (cell != null) {
                    var label = ObjectCodec.label(cell);
                    if (label.name() != null && label.kind().equals(kind)) {
                        then.put(label.name(), new Oid(oid));
                    }
                }
            });
            return then;
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public String root() {
        return root.toString();
    }

    RootHash rootHash() {
        return root;
    }

    LivingImage image() {
        return image;
    }
}
