package batos.talk.objects;

import org.jspecify.annotations.Nullable;

/// A name and its value: a global, a workspace variable or a class variable.
public final class Binding {
    public enum Sort {
        /// Made by the system or a class definition: never written by an assignment.
        SYSTEM,
        /// The Architect's own, kept in the image.
        WORKSPACE,
        /// A class variable, kept with its class.
        SHARED
    }

    public final String name;
    public Sort sort;

    /// Null as long as nothing was bound.
    public @Nullable Object value;

    /// The class of a class variable; null for other bindings.
    public @Nullable Klass owner;

    /// Looks the value up at each use, for names that a room above supplies.
    public java.util.function.@Nullable Supplier<Object> live;

    /// As for [HeapObject#state].
    public byte state;

    public Binding(String name, Sort sort, @Nullable Object value) {
        this.name = name;
        this.sort = sort;
        this.value = value;
    }

    public @Nullable Object get() {
        return live == null ? value : live.get();
    }
}
