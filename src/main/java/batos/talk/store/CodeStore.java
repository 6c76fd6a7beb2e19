package batos.talk.store;

import batos.image.Change;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Oid;
import batos.image.View;
import batos.talk.classes.ClassChanges;
import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.Klass;
import batos.talk.objects.MethodSource;
import batos.talk.objects.Nil;
import batos.talk.objects.ObjectFormat;
import batos.talk.objects.SourceLocation;
import batos.talk.objects.UndoLog;
import batos.talk.objects.Universe;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Classes and methods in the image.
final class CodeStore {
    interface Encoding {
        Datum datum(Object value);
    }

    private final Universe universe;
    private final ClassChanges classes;
    private final MethodCompiler methods;
    private final ObjectDecoder decoder;

    CodeStore(
            Universe universe,
            ClassChanges classes,
            MethodCompiler methods,
            ObjectDecoder decoder) {
        this.universe = universe;
        this.classes = classes;
        this.methods = methods;
        this.decoder = decoder;
    }

    void write(Change change, UndoLog journal, Encoding encoding) {
        for (var klass : journal.classes) {
            var instance = klass.instance;
            var oid = Oid.named(DataForms.CLASS, instance.name);
            if (universe.global(instance.name).value != instance) {
                if (change.base().get(oid).isPresent()) {
                    change.remove(oid);
                }
                for (var side : List.of(instance, instance.klass)) {
                    side.methods.values().forEach(m -> drop(change, m.shown()));
                }
            } else {
                var form = form(instance, encoding);
                if (!form.equals(change.base().get(oid).orElse(null))) {
                    change.put(form);
                }
            }
        }
        for (var moved : journal.methods) {
            var method = moved.owner().methods.get(moved.selector());
            var alive = universe.klassOrNull(moved.owner().name) == moved.owner();
            if (method == null || method.author.isEmpty() || !alive) {
                drop(change, moved.owner().name + ">>" + moved.selector().name);
            } else {
                change.put(form(method));
            }
        }
    }

    private static void drop(Change change, String name) {
        var oid = Oid.named(DataForms.METHOD, name);
        if (change.base().get(oid).isPresent()) {
            change.remove(oid);
        }
    }

    private static Form form(MethodSource method) {
        var slots = DataForms.slots();
        slots.put("class", DataForms.text(method.owner.name));
        slots.put("selector", DataForms.text(method.selector.name));
        slots.put("source", DataForms.text(method.text));
        slots.put("category", DataForms.text(method.category));
        slots.put("author", DataForms.text(method.author));
        return Form.named(DataForms.METHOD, DataForms.VERSION, method.shown(), slots);
    }

    private Form form(Klass klass, Encoding encoding) {
        var slots = DataForms.slots();
        slots.put(
                "superclass",
                DataForms.text(klass.superclass == null ? "nil" : klass.superclass.name));
        slots.put("slots", Datum.Many.texts(klass.ownSlots));
        slots.put("class slots", Datum.Many.texts(klass.klass.ownSlots));
        slots.put("comment", DataForms.text(klass.comment));
        slots.put("category", DataForms.text(klass.category));
        slots.put("make", DataForms.text(klass.make.name()));
        if (!klass.pools.isEmpty()) {
            slots.put("pools", Datum.Many.texts(klass.pools));
        }
        var shared = DataForms.slots();
        klass.shared.forEach((name, binding) -> {
            var value = binding.value;
            shared.put(name, encoding.datum(value == null ? Nil.NIL : value));
        });
        slots.put("shared", new Datum.Slots(shared));
        var values = DataForms.slots();
        var names = klass.klass.allSlots();
        for (var i = 0; i < names.size() && i < klass.slots.length; i++) {
            values.put(names.get(i), encoding.datum(klass.slots[i]));
        }
        slots.put("values", new Datum.Slots(values));
        return Form.named(DataForms.CLASS, DataForms.VERSION, klass.name, slots);
    }

    void open(View view) {
        var done = new HashSet<String>();
        view.named(DataForms.CLASS).keySet().forEach(name -> define(view, name, done));
        view.named(DataForms.CLASS).keySet().forEach(name -> values(view, name));
        view.named(DataForms.METHOD)
                .values()
                .forEach(oid -> view.readable(oid).ifPresent(this::install));
    }

    /// The superclass first.
    private void define(View view, String name, Set<String> done) {
        var form = view.readable(DataForms.CLASS, name).orElse(null);
        if (form == null || !done.add(name)) {
            return;
        }
        var above = form.text("superclass");
        define(view, above, done);
        var klass = classes.define(name, above.equals("nil") ? null : universe.klassOrNull(above));
        if (!klass.kernel) {
            klass.make = make(form.text("make"), klass.make);
        }
        classes.slots(klass, form.words("slots"));
        classes.slots(klass.klass, form.words("class slots"));
        klass.comment = form.text("comment");
        klass.category = form.text("category");
        klass.pools = form.words("pools");
        for (var shared : List.copyOf(klass.shared.keySet())) {
            if (!klass.kernel && !DataForms.entries(form.at("shared")).containsKey(shared)) {
                classes.unshare(klass, shared);
            }
        }
        DataForms.entries(form.at("shared"))
                .keySet()
                .forEach(shared -> classes.share(klass, shared));
    }

    /// Classes as they were in another state; those that it does not have go.
    void restore(View then, List<String> names) {
        var done = new HashSet<String>();
        for (var name : names) {
            var klass = universe.klassOrNull(name);
            if (then.get(DataForms.CLASS, name).isPresent()) {
                define(then, name, done);
            } else if (klass != null && klass.kernel) {
                asShipped(klass);
            } else if (klass != null && klass.subclasses.isEmpty()) {
                classes.remove(klass);
            }
        }
    }

    private static ObjectFormat make(String name, ObjectFormat otherwise) {
        for (var make : ObjectFormat.values()) {
            if (make.name().equals(name)) {
                return make;
            }
        }
        return otherwise;
    }

    /// Class variables and class-instance variables, once every class is there.
    private void values(View view, String name) {
        var form = view.readable(DataForms.CLASS, name).orElse(null);
        var klass = universe.klassOrNull(name);
        if (form == null || klass == null) {
            return;
        }
        DataForms.entries(form.at("shared"))
                .forEach((shared, datum) -> {
                    var binding = klass.shared.get(shared);
                    if (binding != null) {
                        binding.value = decoder.value(datum);
                        binding.state = 0;
                    }
                });
        var names = klass.klass.allSlots();
        DataForms.entries(form.at("values"))
                .forEach((slot, datum) -> {
                    var index = names.lastIndexOf(slot);
                    if (index >= 0 && index < klass.slots.length) {
                        klass.slots[index] = decoder.value(datum);
                    }
                });
    }

    private void install(Form form) {
        var owner = universe.klassOrNull(form.text("class"));
        if (owner == null) {
            return;
        }
        classes.install(
                methods.source(
                        owner,
                        form.text("selector"),
                        form.text("source"),
                        form.text("category"),
                        new SourceLocation(owner.name, 1, 1),
                        form.text("author")));
    }

    /// The changes that another commit made to classes and methods.
    void moved(View before, View now, List<Oid> touched) {
        var done = new HashSet<String>();
        for (var oid : touched) {
            var form = now.readable(oid).orElse(null);
            if (form != null && form.kind().equals(DataForms.CLASS) && form.name() != null) {
                define(now, form.name(), done);
            }
        }
        for (var oid : touched) {
            var form = now.readable(oid).orElse(null);
            var was = before.readable(oid).orElse(null);
            var either = form == null ? was : form;
            if (either == null) {
                continue;
            }
            switch (either.kind()) {
                case DataForms.CLASS -> classMoved(now, form, either.name());
                case DataForms.METHOD -> methodMoved(form, either);
                default -> {}
            }
        }
    }

    private void classMoved(View now, @Nullable Form form, @Nullable String name) {
        if (name == null) {
            return;
        }
        if (form != null) {
            values(now, name);
            return;
        }
        var klass = universe.klassOrNull(name);
        if (klass != null && klass.kernel) {
            asShipped(klass);
        } else if (klass != null) {
            classes.remove(klass);
        }
    }

    /// Gives a kernel class its shipped declaration back, once the image no longer changes it.
    private void asShipped(Klass klass) {
        var shipped = klass.declared;
        classes.define(klass.name, shipped.superclass());
        classes.slots(klass, shipped.slots());
        classes.slots(klass.klass, klass.klass.declared.slots());
        klass.comment = shipped.comment();
        klass.category = shipped.category();
        for (var shared : List.copyOf(klass.shared.keySet())) {
            if (!shipped.shared().contains(shared)) {
                classes.unshare(klass, shared);
            }
        }
    }

    private void methodMoved(@Nullable Form form, Form either) {
        if (form != null) {
            install(form);
            return;
        }
        var owner = universe.klassOrNull(either.text("class"));
        if (owner != null) {
            classes.remove(owner, universe.selector(either.text("selector")));
        }
    }
}
