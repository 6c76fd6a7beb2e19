package batos.text;

import java.util.Locale;

/// A number with its noun.
public final class Plural {
    private Plural() {}

    /// For example `1 test`, `2 tests`, `12,000 memories`: English's regular plural.
    public static String of(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : plural(noun));
    }

    /// A number with a noun whose plural is irregular, for example `1 child`, `2 children`.
    public static String of(long number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    private static String plural(String noun) {
        var last = noun.isEmpty() ? ' ' : noun.charAt(noun.length() - 1);
        var before = noun.length() < 2 ? ' ' : noun.charAt(noun.length() - 2);
        if (last == 'y' && "aeiou".indexOf(before) < 0) {
            return noun.substring(0, noun.length() - 1) + "ies";
        }
        var hisses =
                last == 's'
                        || last == 'x'
                        || last == 'z'
                        || noun.endsWith("ch")
                        || noun.endsWith("sh");
        return noun + (hisses ? "es" : "s");
    }
}
