package batos.mind;

/// Names of models as servers take them.
public final class ModelTag {
    private static final String LATEST = ":latest";

    private ModelTag() {}

    /// Whether two names mean one model: `smol` is `smol:latest`.
    public static boolean same(String a, String b) {
        return full(a).equals(full(b));
    }

    private static String full(String tag) {
        return tag.lastIndexOf(':') > tag.lastIndexOf('/') ? tag : tag + LATEST;
    }
}
