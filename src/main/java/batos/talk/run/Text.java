package batos.talk.run;

/// A String: code points that can be replaced one by one.
public final class Text extends Thing {
    public int[] points;

    public Text(Klass klass, int[] points) {
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
    public void become(Thing other) {
        klass = other.klass;
        slots = other.slots;
        points = ((Text) other).points;
    }

    @Override
    public Text copy() {
        return new Text(klass, points.clone());
    }

    @Override
    public String toString() {
        return new String(points, 0, points.length);
    }
}
