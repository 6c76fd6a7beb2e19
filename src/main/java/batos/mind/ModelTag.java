package batos.mind;

/// Names of models as servers take them.
public final class ModelTag {
    private static final String LATEST = ":latest";

    private ModelTag() {}

    /// Whether two names mean one model: `smol` is `smol:latest`.
    public static boolean same(String a, String b) {
        return full(a).equals(full(b));
    }

    /// The name without the tag that is taken for granted.
    static String withoutLatest(String tag) {
        return tag.endsWith(LATEST) ? tag.substring(0, tag.length() - LATEST.length()) : tag;
    }

    private static String full(String tag) {
        return tag.lastIndexOf(':') > tag.lastIndexOf('/') ? tag : tag + LATEST;
    }
}
