package batos.talk.objects;

import java.util.Arrays;

/// An object with identity: its class, its named slots, and behind them its indexed ones.
public class HeapObject {
    /// In no image; nothing but the running evaluation knows it.
    public static final byte NEW = 0;

    /// As the image has it.
    public static final byte CLEAN = 1;

    /// In the image, and changed since.
    public static final byte DIRTY = 2;

    /// In the image, and not loaded: [#klass] is [Universe#hollow].
    public static final byte HOLLOW = 3;

    /// A literal of a method: never changed.
    public static final byte LITERAL = 4;

    public static final Object[] NONE = {};

    public Klass klass;
    public Object[] slots;
    public byte state;

    /// Its identity in the image; 0 for none.
    public long oid;

    public HeapObject(Klass klass, Object[] slots) {
        this.klass = klass;
        this.slots = slots;
    }

    public static Object[] nils(int size) {
        var slots = new Object[size];
        Arrays.fill(slots, Nil.NIL);
        return slots;
    }

    /// A copy of the slots for a rollback; the undo log takes it before the first change.
    public Object memento() {
        return slots.clone();
    }

    public void revert(Object memento) {
        slots = (Object[]) memento;
    }

    /// Takes everything from another thing of the same make, but for its identity.
    public void become(HeapObject other) {
        klass = other.klass;
        slots = other.slots;
    }

    /// A copy that shares what the slots hold.
    public HeapObject copy() {
        return new HeapObject(klass, slots.clone());
    }
}
