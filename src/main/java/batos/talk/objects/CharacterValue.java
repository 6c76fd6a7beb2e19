package batos.talk.objects;

/// A character: one Unicode code point.
public record CharacterValue(int point) {
    @Override
    public String toString() {
        return Character.toString(point);
    }
}
