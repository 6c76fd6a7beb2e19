package batos.talk.keep;

import batos.image.Oid;
import batos.image.View;
import batos.talk.run.Census;
import batos.talk.run.Klass;
import batos.talk.run.Thing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Finds objects of the image that no evaluation has looked at yet, by reading forms and making
/// objects only of those that are wanted.
record Sleeping(Supplier<View> base, Decoder decoder) implements Census.Asleep {
    @Override
    public List<Thing> instances(Set<Klass> classes, Collection<Thing> hollow) {
        var view = base.get();
        var names =
                classes.stream()
                        .filter(klass ->
                                klass.kernel || view.get(Words.CLASS, klass.name).isPresent())
                        .map(klass -> klass.name)
                        .collect(Collectors.toSet());
        return names.isEmpty() ? List.of() : found(view, names, hollow);
    }

    private List<Thing> found(View view, Set<String> names, Collection<Thing> hollow) {
        var seen = new HashSet<Oid>();
        var waiting = new ArrayDeque<Oid>();
        for (var kind : List.of(Words.VAR, Words.CLASS)) {
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
        var found = new ArrayList<Thing>();
        while (!waiting.isEmpty()) {
            var oid = waiting.remove();
            var form = view.get(oid).orElse(null);
            if (form == null) {
                continue;
            }
            if (form.kind().equals(Words.OBJECT) && names.contains(form.text("class"))) {
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
