package batos.toolbox;

/// So many of a thing, in words.
public final class Count {
    private Count() {}

    /// For example `1 test` and `2 tests`.
    public static String of(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
