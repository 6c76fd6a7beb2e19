package batos.talk.kernel;

import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.Klass;
import batos.talk.objects.Primitive;
import batos.talk.processes.Frame;
import org.jspecify.annotations.Nullable;

/// Primitives whose receiver is a class; on any other receiver they fail, and the kernel's own text
/// goes on.
abstract class ClassPrimitives {
    final PrimitiveContext room;
    final MethodCompiler methods;

    ClassPrimitives(PrimitiveContext room) {
        this.room = room;
        this.methods = room.methods;
    }

    /// Names the primitives to the compiler.
    abstract void install();

    interface OnClass {
        @Nullable Object call(Frame f, Klass klass);
    }

    final void unary(String name, OnClass action) {
        methods.primitive(
                name,
                (Primitive.Unary)
                        (f, s) -> s instanceof Klass klass ? action.call(f, klass) : null);
    }

    interface OnName {
        @Nullable Object call(Frame f, Klass klass, String name);
    }

    final void named(String name, OnName action) {
        methods.primitive(
                name,
                (Primitive.Binary)
                        (f, s, a) -> {
                            var text = PrimitiveContext.string(a);
                            return s instanceof Klass klass && text != null
                                    ? room.classes.during(f, () -> action.call(f, klass, text))
                                    : null;
                        });
    }
}
