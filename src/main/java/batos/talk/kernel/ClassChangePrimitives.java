package batos.talk.kernel;

import batos.talk.objects.Klass;
import batos.talk.objects.ObjectFormat;
import batos.talk.objects.Primitive;
import batos.talk.processes.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The primitives that change a class: its slots, shared names, comment, category, shape and place
/// in the tree.
final class ClassChangePrimitives extends ClassPrimitives {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*");

    ClassChangePrimitives(PrimitiveContext room) {
        super(room);
    }

    @Override
    void install() {
        named("subclassNamed", this::subclassNamed);
        methods.primitive("setCategoryOf", (Primitive.Ternary) this::setCategoryOf);
        methods.primitive("subclassSlots", (Primitive.Ternary) this::subclassSlots);
        named("setSlots", this::setSlots);
        named("addSlot", this::addSlot);
        named("removeSlot", this::removeSlot);
        named("addShared", this::addShared);
        named("removeShared", this::removeShared);
        named("setPools", this::setPools);
        named("setComment", this::setComment);
        named("setCategory", this::setCategory);
        named("setShape", this::setShape);
        methods.primitive("setSuperclass", (Primitive.Binary) this::setSuperclass);
        unary("removeClass", this::removeClass);
    }

    /// The error for a slot that has no proper name; null if all have.
    private @Nullable Object refused(Frame f, List<String> names) {
        for (var name : names) {
            if (!NAME.matcher(name).matches()) {
                return f.run.error(
                        f,
                        "SystemExceptions.InvalidValue",
                        room.text(name),
                        "Invalid value " + name + ": invalid Smalltalk identifier");
            }
        }
        return null;
    }

    private @Nullable Object subclass(Klass superclass, String name, @Nullable List<String> slots) {
        var known = room.universe.klassOrNull(name);
        if (!NAME.matcher(name).matches() || (known != null && known.kernel)) {
            return null;
        }
        if (superclass.meta || (known != null && superclass.inherits(known))) {
            return null;
        }
        return slots == null
                ? room.classes.define(name, superclass)
                : room.classes.define(name, superclass, slots);
    }

    private static List<String> words(String names) {
        return names.isBlank() ? List.of() : List.of(names.strip().split("\\s+"));
    }

    /// Files a method of a user under another category; the kernel's own stay where they are.
    private @Nullable Object setCategoryOf(Frame f, Object s, Object selector, Object category) {
        var name = PrimitiveContext.string(selector);
        var text = PrimitiveContext.string(category);
        var method =
                s instanceof Klass k && name != null
                        ? k.methods.get(room.universe.selector(name))
                        : null;
        if (method == null || text == null || method.author.isEmpty()) {
            return null;
        }
        return room.classes.during(
                f,
                () -> {
                    room.classes.install(method.under(text));
                    return s;
                });
    }

    private @Nullable Object subclassNamed(Frame f, Klass k, String name) {
        return subclass(k, name, null);
    }

    private @Nullable Object subclassSlots(Frame f, Object s, Object named, Object names) {
        var name = PrimitiveContext.string(named);
        var slots = PrimitiveContext.string(names);
        if (!(s instanceof Klass k) || name == null || slots == null) {
            return null;
        }
        var refused = refused(f, words(slots));
        return refused == null
                ? room.classes.during(f, () -> subclass(k, name, words(slots)))
                : refused;
    }

    private @Nullable Object setSlots(Frame f, Klass k, String names) {
        var list = words(names);
        var refused = refused(f, list);
        if (refused == null) {
            room.classes.slots(k, list);
        }
        return refused == null ? k : refused;
    }

    private @Nullable Object addSlot(Frame f, Klass k, String name) {
        var list = new ArrayList<>(k.ownSlots);
        if (!list.contains(name)) {
            list.add(name);
        }
        room.classes.slots(k, list);
        return k;
    }

    private @Nullable Object removeSlot(Frame f, Klass k, String name) {
        var list = new ArrayList<>(k.ownSlots);
        if (!list.remove(name)) {
            return null;
        }
        room.classes.slots(k, list);
        return k;
    }

    private @Nullable Object addShared(Frame f, Klass k, String name) {
        room.classes.share(k.instance, name);
        return k;
    }

    private @Nullable Object removeShared(Frame f, Klass k, String name) {
        room.classes.unshare(k.instance, name);
        return k;
    }

    private @Nullable Object setPools(Frame f, Klass k, String names) {
        room.classes.pools(k.instance, words(names));
        return k;
    }

    private @Nullable Object setComment(Frame f, Klass k, String text) {
        room.classes.set(k.instance, c -> c.comment, (c, v) -> c.comment = v, text);
        return k;
    }

    private @Nullable Object setCategory(Frame f, Klass k, String text) {
        room.classes.set(k.instance, c -> c.category, (c, v) -> c.category = v, text);
        return k;
    }

    private @Nullable Object setShape(Frame f, Klass k, String text) {
        var make = ObjectFormat.ofShape(text);
        room.classes.set(k, c -> c.make, (c, v) -> c.make = v, make);
        return k;
    }

    private @Nullable Object setSuperclass(Frame f, Object s, Object above) {
        if (!(s instanceof Klass klass)
                || !(above instanceof Klass superclass)
                || superclass.inherits(klass)) {
            return null;
        }
        return room.classes.during(
                f,
                () -> {
                    if (klass.anonymous) {
                        room.classes.superclass(klass, superclass);
                    } else {
                        room.classes.define(klass.name, superclass);
                    }
                    return s;
                });
    }

    private @Nullable Object removeClass(Frame f, Klass k) {
        if (k.kernel || !k.subclasses.isEmpty()) {
            return null;
        }
        room.classes.remove(k);
        return k;
    }
}
