package batos.talk.objects;

/// A String: code points that can be replaced one by one.
public final class TextObject extends HeapObject {
    public int[] points;

    public TextObject(Klass klass, int[] points) {
        super(klass, NONE);
        this.points = points;
    }

    /// The code points of a text.
    public static int[] points(String text) {
        var points = new int[text.length()];
        for (var i = 0; i < points.length; i++) {
            var c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                return text.codePoints().toArray();
            }
            points[i] = c;
        }
        return points;
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
