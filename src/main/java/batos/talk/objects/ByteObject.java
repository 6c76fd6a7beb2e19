package batos.talk.objects;

/// A ByteArray.
public final class ByteObject extends HeapObject {
    public byte[] bytes;

    public ByteObject(Klass klass, byte[] bytes) {
        super(klass, NONE);
        this.bytes = bytes;
    }

    @Override
    public Object memento() {
        return bytes.clone();
    }

    @Override
    public void revert(Object memento) {
        bytes = (byte[]) memento;
    }

    @Override
    public void become(HeapObject other) {
        klass = other.klass;
        slots = other.slots;
        bytes = ((ByteObject) other).bytes;
    }

    @Override
    public ByteObject copy() {
        return new ByteObject(klass, bytes.clone());
    }
}
