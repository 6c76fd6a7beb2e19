package batos.image;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One consistent state, read from the present.
///
/// A reader takes the object from the present heap first and then asks whether a later commit
/// changed it; if so, the [Step] of that commit holds its former cell. Each commit adds its step to
/// the chain *before* it changes the heap, so a reader that saw a newer object also sees the step.
/// The chain leads from past to present only: the garbage collector removes steps that no view
/// needs, and no reader waits for a writer.
final class StateView implements View {
    /// Up to this many steps a search is faster than a table.
    private static final int FEW_STEPS = 16;

    private final HeapAccess store;
    private final long number;
    private final long size;
    private final RootHash root;
    private final Map<Long, PriorCell> since;

    /// The youngest link whose steps are already in [#since].
    private volatile Link seen;

    private volatile boolean untouched;

    /// @param since for each object changed between this state and the link `seen`: its former cell
    StateView(
            HeapAccess store,
            long number,
            long size,
            RootHash root,
            Map<Long, PriorCell> since,
            Link seen) {
        this.store = store;
        this.number = number;
        this.size = size;
        this.root = root;
        this.since = since;
        this.untouched = since.isEmpty();
        this.seen = seen;
    }

    static StateView latest(HeapAccess store, long number, long size, RootHash root, Link seen) {
        return new StateView(store, number, size, root, new HashMap<>(), seen);
    }

    /// An object's cell before the first commit that changed it since, and that commit.
    static final class PriorCell {
        private final byte @Nullable [] cell;
        private final JournalEntry.Origin by;

        PriorCell(byte @Nullable [] cell, JournalEntry.Origin by) {
            this.cell = cell;
            this.by = by;
        }

        byte @Nullable [] cell() {
            return cell;
        }

        JournalEntry.Origin by() {
            return by;
        }
    }

    /// The cells of a commit's objects before it, and the link behind it.
    private record Step(PriorCells was, Link to) {}

    /// A place between two commits.
    static final class Link {
        private volatile @Nullable Step next;

        /// Adds a commit behind this link, the last one so far.
        Link step(PriorCells was) {
            var to = new Link();
            next = new Step(was, to);
            return to;
        }
    }

    private void catchUp() {
        synchronized (since) {
            for (var step = seen.next; step != null; step = seen.next) {
                var was = step.was;
                was.each(oid -> since.computeIfAbsent(oid, was::get));
                if (!was.isEmpty()) {
                    untouched = false;
                }
                seen = step.to;
            }
        }
    }

    private boolean isLatest() {
        var last = seen;
        return last.next == null && untouched;
    }

    /// The object's cell in this state if it changed since; null if it did not.
    @Nullable PriorCell prior(long oid) {
        var link = seen;
        if (untouched) {
            var step = link.next;
            for (int i = 0; i < FEW_STEPS && step != null; i++, step = step.to.next) {
                var was = step.was.get(oid);
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

    /// The objects that changed since this state.
    Set<Long> changed() {
        synchronized (since) {
            catchUp();
            return new HashSet<>(since.keySet()); // Set.copyOf clusters consecutive numbers
        }
    }

    byte @Nullable [] cell(long oid) {
        return then(oid, store.heap().get(oid));
    }

    /// As [#cell], compared with its checksum where it comes from the heap file.
    ///
    /// @throws DamagedData when they differ
    byte @Nullable [] checkedCell(long oid) {
        return then(oid, store.heap().checked(oid));
    }

    private byte @Nullable [] then(long oid, byte @Nullable [] now) {
        var prior = prior(oid);
        return prior == null ? now : prior.cell();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public Optional<Form> get(Oid oid) {
        var cell = cell(oid.value());
        if (cell == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(store.codec().form(cell));
        } catch (DamagedData e) {
            throw changed(oid.value(), cell, e);
        }
    }

    /// The fault of an object that does not read. An object in the heap file has a checksum that
    /// tells whether the disk changed it since it was folded.
    private DamagedData changed(long oid, byte[] cell, DamagedData cause) {
        try {
            checkedCell(oid);
            return store.unreadable().found(oid, cell, cause);
        } catch (DamagedData inHeap) {
            return store.unreadable().inHeap(oid, cell, inHeap);
        }
    }

    @Override
    public SequencedMap<String, Oid> named(String kind) {
        var names = store.names().of(kind);
        if (isLatest()) {
            return names;
        }
        synchronized (since) {
            catchUp();
            var then = new TreeMap<>(names);
            then.values().removeIf(oid -> since.containsKey(oid.value()));
            since.forEach((oid, was) -> {
                var cell = was.cell();
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

    /// Whether it is a state of the image with this store.
    @SuppressWarnings("ReferenceEquality") // one store is one object
    boolean isOf(HeapAccess other) {
        return store == other;
    }
}
