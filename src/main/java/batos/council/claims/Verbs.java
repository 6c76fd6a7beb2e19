package batos.council.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Verbs in all their forms. An entry is `base/past/participle`; missing forms are made with -ed. A
/// star at its end marks a verb that is a claim only with an object of its section.
final class Verbs {
    static final Verbs NONE = new Verbs(List.of());

    /// A gap of so many tokens may stand between a verb and its particle: looked it up.
    private static final int GAP = 2;

    enum Tense {
        BASE,
        THIRD,
        PAST,
        GERUND
    }

    /// @param base the verb as it stands in a dictionary
    /// @param length how many tokens the form takes, the gap before its particle included
    record Form(String base, Tense tense, boolean weak, int length) {}

    private record Entry(List<String> words, Form form) {}

    private final Map<String, List<Entry>> byFirst = new HashMap<>();

    Verbs(List<String> entries) {
        for (var entry : entries) {
            var weak = entry.endsWith("*");
            var forms =
                    (weak ? entry.substring(0, entry.length() - 1) : entry)
                            .toLowerCase(Locale.ROOT)
                            .split("/", 0);
            var base = forms[0].strip();
            add(base, Tense.PAST, weak, forms.length > 1 ? forms[1] : onFirst(base, Verbs::past));
            if (forms.length > 2) {
                add(base, Tense.PAST, weak, forms[2]);
            }
            add(base, Tense.BASE, weak, base);
            add(base, Tense.THIRD, weak, onFirst(base, Verbs::third));
            add(base, Tense.GERUND, weak, onFirst(base, Verbs::gerund));
        }
    }

    private void add(String base, Tense tense, boolean weak, String words) {
        var list = List.of(words.strip().split("\\s+"));
        byFirst.computeIfAbsent(list.getFirst(), first -> new ArrayList<>())
                .add(new Entry(list, new Form(base, tense, weak, list.size())));
    }

    /// The verb form that begins at this place, the longest and, among equals, a past form first.
    Optional<Form> at(List<Token> tokens, int place) {
        if (tokens.get(place).isLiteral()) {
            return Optional.empty();
        }
        Form best = null;
        for (var entry : byFirst.getOrDefault(tokens.get(place).low(), List.of())) {
            var length = length(entry.words(), tokens, place);
            if (length > 0
                    && (best == null || (entry.words().size() > 1 && length > best.length()))) {
                best =
                        new Form(
                                entry.form().base(),
                                entry.form().tense(),
                                entry.form().weak(),
                                length);
            }
        }
        return Optional.ofNullable(best);
    }

    private static int length(List<String> words, List<Token> tokens, int place) {
        var at = place + 1;
        for (int i = 1; i < words.size(); i++) {
            var gap = 0;
            while (at < tokens.size() && !tokens.get(at).is(words.get(i)) && gap < GAP) {
                at++;
                gap++;
            }
            if (at >= tokens.size() || !tokens.get(at).is(words.get(i))) {
                return 0;
            }
            at++;
        }
        return at - place;
    }

    private static String onFirst(String base, java.util.function.UnaryOperator<String> inflect) {
        var space = base.indexOf(' ');
        return space < 0
                ? inflect.apply(base)
                : inflect.apply(base.substring(0, space)) + base.substring(space);
    }

    private static String past(String base) {
        if (base.endsWith("e")) {
            return base + "d";
        }
        return base.matches(".*[^aeiou]y")
                ? base.substring(0, base.length() - 1) + "ied"
                : base + "ed";
    }

    private static String third(String base) {
        if (base.matches(".*(?:s|x|z|ch|sh|o)")) {
            return base + "es";
        }
        return base.matches(".*[^aeiou]y")
                ? base.substring(0, base.length() - 1) + "ies"
                : base + "s";
    }

    private static String gerund(String base) {
        if (base.matches("[^aeiou]*[aeiou][^aeiouwxy]")) {
            return base + base.charAt(base.length() - 1) + "ing";
        }
        return base.endsWith("e") && !base.endsWith("ee")
                ? base.substring(0, base.length() - 1) + "ing"
                : base + "ing";
    }
}
