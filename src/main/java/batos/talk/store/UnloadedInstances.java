package batos.talk.store;

import batos.image.Oid;
import batos.image.View;
import batos.talk.classes.InstanceSearch;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Finds objects of the image that no evaluation has looked at yet, by reading forms and making
/// objects only of those that are wanted.
record UnloadedInstances(Supplier<View> base, ObjectDecoder decoder)
        implements InstanceSearch.Asleep {
    @Override
    public List<HeapObject> instances(Set<Klass> classes, Collection<HeapObject> hollow) {
        var view = base.get();
        var names =
                classes.stream()
                        .filter(klass ->
                                klass.kernel || view.get(DataForms.CLASS, klass.name).isPresent())
                        .map(klass -> klass.name)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return names.isEmpty() ? List.of() : found(view, names, hollow);
    }

    private List<HeapObject> found(View view, Set<String> names, Collection<HeapObject> hollow) {
        var seen = new HashSet<Oid>();
        var waiting = new ArrayDeque<Oid>();
        for (var kind : List.of(DataForms.VAR, DataForms.CLASS)) {
            view.named(kind)
                    .values()
                    .forEach(oid -> {
                        seen.add(oid);
                        waiting.add(oid);
                    });
        }
        for (var thing : hollow) {
            if (seen.add(new Oid(thing.oid))) {
                waiting.add(new Oid(thing.oid));
            }
        }
        var found = new ArrayList<HeapObject>();
        while (!waiting.isEmpty()) {
            var oid = waiting.remove();
            var form = view.readable(oid).orElse(null);
            if (form == null) {
                continue;
            }
            if (form.kind().equals(DataForms.OBJECT) && names.contains(form.text("class"))) {
                var object = decoder.woken(oid);
                if (object != null) {
                    found.add(object);
                }
            }
            form.references(to -> {
                if (seen.add(to)) {
                    waiting.add(to);
                }
            });
        }
        return found;
    }
}
