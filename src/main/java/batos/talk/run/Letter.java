package batos.talk.run;

/// A character: one Unicode code point.
public record Letter(int point) {
    @Override
    public String toString() {
        return Character.toString(point);
    }
}
