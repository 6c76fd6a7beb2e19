package batos.talk.objects;

/// A String: code points that can be replaced one by one.
public final class TextObject extends HeapObject {
    public int[] points;

    public TextObject(Klass klass, int[] points) {
        super(klass, NONE);
        this.points = points;
    }

    @Override
    public Object memento() {
        return points.clone();
    }

    @Override
    public void revert(Object memento) {
        points = (int[]) memento;
    }

    @Override
    public void become(HeapObject other) {
        klass = other.klass;
        slots = other.slots;
        points = ((TextObject) other).points;
    }

    @Override
    public TextObject copy() {
        return new TextObject(klass, points.clone());
    }

    @Override
    public String toString() {
        return new String(points, 0, points.length);
    }
}
