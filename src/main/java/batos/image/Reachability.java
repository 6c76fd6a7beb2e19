package batos.image;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What can be reached from the named objects by references. An anonymous object that cannot is of
/// no use to anybody: there is no way to ask for it.
final class Reachability {
    private Reachability() {}

    /// The anonymous objects that nothing leads to, at one moment.
    ///
    /// @param roots objects that lead to others beside the named ones, or may soon be led to
    static List<Oid> unreachable(LivingImage image, StateView moment, Set<Long> roots) {
        var unreached = new OidSet();
        image.each(
                moment,
                (cell, oid) -> {
                    if (!isRoot(oid, roots)) {
                        unreached.add(oid);
                    }
                });
        if (!unreached.isEmpty()) {
            image.each(
                    moment,
                    (cell, oid) -> {
                        if (isRoot(oid, roots)) {
                            walk(image, moment, cell, unreached);
                        }
                    });
        }
        return list(unreached);
    }

    private static boolean isRoot(long oid, Set<Long> roots) {
        return new Oid(oid).isNamed() || roots.contains(oid);
    }

    private static List<Oid> list(OidSet marks) {
        var oids = new ArrayList<Oid>();
        marks.each(oid -> oids.add(new Oid(oid)));
        return oids;
    }

    /// What of that is still unreachable after the commits that were made meanwhile.
    static List<Oid> still(LivingImage image, StateView before, StateView latest, List<Oid> unreachable) {
        var unreached = new OidSet();
        unreachable.forEach(oid -> unreached.add(oid.value()));
        var changed = before.changed();
        changed.forEach(unreached::remove);
        for (var oid : changed) {
            var cell = latest.cell(oid);
            if (cell != null) {
                walk(image, latest, cell, unreached);
            }
        }
        return list(unreached);
    }

    /// Unmarks all that a cell leads to.
    private static void walk(LivingImage image, StateView moment, byte[] from, OidSet unreached) {
        var waiting = new ArrayDeque<Long>();
        for (var cell = from; cell != null; ) {
            references(
                    image.cells().form(cell),
                    oid -> {
                        if (unreached.remove(oid.value())) {
                            waiting.add(oid.value());
                        }
                    });
            cell = null;
            while (cell == null && !waiting.isEmpty()) {
                cell = moment.cell(waiting.remove());
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
