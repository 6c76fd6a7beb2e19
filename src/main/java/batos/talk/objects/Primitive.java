package batos.talk.objects;

import batos.talk.processes.Frame;
import org.jspecify.annotations.Nullable;

/// A method's fast way in Java. It answers null when the case is not its own, and the method's body
/// runs.
public sealed interface Primitive {
    /// `f` is the sender's frame.
    @FunctionalInterface
    non-sealed interface Unary extends Primitive {
        @Nullable Object call(Frame f, Object self);
    }

    @FunctionalInterface
    non-sealed interface Binary extends Primitive {
        @Nullable Object call(Frame f, Object self, Object a);
    }

    @FunctionalInterface
    non-sealed interface Ternary extends Primitive {
        @Nullable Object call(Frame f, Object self, Object a, Object b);
    }

    @FunctionalInterface
    non-sealed interface Any extends Primitive {
        @Nullable Object call(Frame f, Object self, Object[] arguments);
    }
}
