package batos.talk.objects;

/// A character: one Unicode code point.
public record CharacterValue(int point) {
    private static final CharacterValue[] ASCII = new CharacterValue[128];

    static {
        for (var i = 0; i < ASCII.length; i++) {
            ASCII[i] = new CharacterValue(i);
        }
    }

    /// The character; those of ASCII are made once.
    public static CharacterValue of(int point) {
        return point >= 0 && point < ASCII.length ? ASCII[point] : new CharacterValue(point);
    }

    @Override
    public String toString() {
        return Character.toString(point);
    }
}
