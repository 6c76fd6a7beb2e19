package batos.talk.run;

/// A ByteArray.
public final class Bytes extends Thing {
    public byte[] bytes;

    public Bytes(Klass klass, byte[] bytes) {
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
    public void become(Thing other) {
        klass = other.klass;
        slots = other.slots;
        bytes = ((Bytes) other).bytes;
    }

    @Override
    public Bytes copy() {
        return new Bytes(klass, bytes.clone());
    }
}
