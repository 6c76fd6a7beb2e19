package batos.talk.syntax;

/// Where something stands in its source, as an offset in characters. Equal to every other place, so
/// that trees compare by structure.
public record Place(int offset) {
    public static final Place NONE = new Place(0);

    @Override
    public boolean equals(Object other) {
        return other instanceof Place;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
