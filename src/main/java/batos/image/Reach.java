package batos.image;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// What can be reached from the named objects by references. An anonymous object that cannot is of
/// no use to anybody: there is no way to ask for it.
final class Reach {
    private Reach() {}

    /// The anonymous objects that nothing leads to, at one moment.
    ///
    /// @param young objects that may still be about to be referred to
    static List<Oid> unreachable(LivingImage image, Moment moment, Set<Long> young) {
        var unreached = new TreeSet<Long>();
        var waiting = new ArrayDeque<Long>();
        image.each(
                moment,
                (cell, oid) -> {
                    if (new Oid(oid).isNamed() || young.contains(oid)) {
                        waiting.add(oid);
                    } else {
                        unreached.add(oid);
                    }
                });
        if (!unreached.isEmpty()) {
            walk(image, moment, waiting, unreached);
        }
        return unreached.stream().map(Oid::new).toList();
    }

    /// What of that is still unreachable after the commits that were made meanwhile.
    static List<Oid> still(LivingImage image, Moment before, Moment latest, List<Oid> unreachable) {
        var unreached = new TreeSet<Long>();
        unreachable.forEach(oid -> unreached.add(oid.value()));
        var changed = before.changed();
        unreached.removeAll(changed);
        walk(image, latest, new ArrayDeque<>(changed), unreached);
        return unreached.stream().map(Oid::new).toList();
    }

    private static void walk(
            LivingImage image, Moment moment, Deque<Long> waiting, Set<Long> unreached) {
        while (!waiting.isEmpty()) {
            var cell = moment.cell(waiting.remove());
            if (cell != null) {
                references(
                        image.cells().form(cell),
                        oid -> {
                            if (unreached.remove(oid.value())) {
                                waiting.add(oid.value());
                            }
                        });
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
