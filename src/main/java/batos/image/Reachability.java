package batos.image;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Finds the anonymous objects that named ones reach by references. Others are garbage: no message
/// can name them.
final class Reachability {
    private final HeapScan scan;
    private final ObjectCodec codec;

    Reachability(HeapScan scan, ObjectCodec codec) {
        this.scan = scan;
        this.codec = codec;
    }

    /// The anonymous objects of a state that nothing leads to.
    ///
    /// @param roots objects that lead to others, beside the named ones
    List<Oid> unreachable(StateView view, Set<Long> roots) {
        var unreached = new OidSet();
        scan.each(
                view,
                (cell, oid) -> {
                    if (!isRoot(oid, roots)) {
                        unreached.add(oid);
                    }
                });
        if (!unreached.isEmpty()) {
            scan.each(
                    view,
                    (cell, oid) -> {
                        if (isRoot(oid, roots)) {
                            walk(view, cell, unreached);
                        }
                    });
        }
        return list(unreached);
    }

    /// The objects whose slots refer to one, in no order.
    ///
    /// @param limit at most so many
    List<Oid> referrers(StateView view, Oid to, int limit) {
        var found = new ArrayList<Oid>();
        scan.each(
                view,
                (cell, oid) -> {
                    if (found.size() < limit && refers(cell, to)) {
                        found.add(new Oid(oid));
                    }
                });
        return found;
    }

    private boolean refers(byte[] cell, Oid to) {
        var found = new boolean[1];
        try {
            references(codec.form(cell), oid -> found[0] |= oid.equals(to));
        } catch (DamagedData e) {
            return false; // an object that cannot be read is reported where it is looked at
        }
        return found[0];
    }

    private static boolean isRoot(long oid, Set<Long> roots) {
        return new Oid(oid).isNamed() || roots.contains(oid);
    }

    private static List<Oid> list(OidSet set) {
        var oids = new ArrayList<Oid>();
        set.each(oid -> oids.add(new Oid(oid)));
        return oids;
    }

    /// Those that are still unreachable after the commits made meanwhile.
    List<Oid> stillUnreachable(StateView before, StateView latest, List<Oid> unreachable) {
        var unreached = new OidSet();
        unreachable.forEach(oid -> unreached.add(oid.value()));
        var changed = before.changed();
        changed.forEach(unreached::remove);
        for (var oid : changed) {
            var cell = latest.cell(oid);
            if (cell != null) {
                walk(latest, cell, unreached);
            }
        }
        return list(unreached);
    }

    /// Removes all that a cell leads to from the set.
    private void walk(StateView view, byte[] from, OidSet unreached) {
        var waiting = new ArrayDeque<Long>();
        for (var cell = from; cell != null; ) {
            references(
                    codec.form(cell),
                    oid -> {
                        if (unreached.remove(oid.value())) {
                            waiting.add(oid.value());
                        }
                    });
            cell = null;
            while (cell == null && !waiting.isEmpty()) {
                cell = view.cell(waiting.remove());
            }
        }
    }

    /// All references that a form holds, at any depth.
    static void references(Form form, Consumer<Oid> visitor) {
        form.slots().values().forEach(datum -> references(datum, visitor));
    }

    private static void references(Datum datum, Consumer<Oid> visitor) {
        switch (datum) {
            case Datum.Ref(var oid) -> visitor.accept(oid);
            case Datum.Many(var items) -> items.forEach(item -> references(item, visitor));
            case Datum.Slots(var entries) ->
                    entries.values().forEach(item -> references(item, visitor));
            case Datum.Nothing n -> {}
            case Datum.Truth n -> {}
            case Datum.Whole n -> {}
            case Datum.Big n -> {}
            case Datum.Real n -> {}
            case Datum.Text n -> {}
            case Datum.Sign n -> {}
            case Datum.Letter n -> {}
            case Datum.Raw n -> {}
        }
    }
}
