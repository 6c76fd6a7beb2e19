package batos.talk.syntax;

/// A place in a source, as an offset in characters. Equal to every other place, so that trees
/// compare by structure.
public record SourceOffset(int offset) {
    public static final SourceOffset NONE = new SourceOffset(0);

    @Override
    public boolean equals(Object other) {
        return other instanceof SourceOffset;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
