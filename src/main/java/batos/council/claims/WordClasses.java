package batos.council.claims;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The class of each word of a language: verbs by form and by the class of their commonest sense
/// (creation, change, cognition, …), nouns by theirs. They stand in
/// `batos/council/claims/LANGUAGE.words.txt`, made of WordNet 3.0, so that a verb that no list of
/// ours has is still known as one of doing or one of thinking.
final class WordClasses {
    private static final Map<String, WordClasses> READ = new ConcurrentHashMap<>();

    private final Map<String, String> verbs = new HashMap<>();
    private final Map<String, String> nouns = new HashMap<>();
    private final Map<String, String> irregular = new HashMap<>();
    private final Set<String> adjectives = new HashSet<>();
    private final Set<String> rather = new HashSet<>();

    /// The form of a verb.
    enum Form {
        BASE,
        THIRD,
        PAST,
        GERUND
    }

    /// A word as a verb.
    ///
    /// @param kind the class of its commonest sense, for example `creation`
    record Verb(String base, String kind, Form form) {}

    static WordClasses of(String language) {
        return READ.computeIfAbsent(language, WordClasses::new);
    }

    private WordClasses(String language) {
        var resource = "/batos/council/claims/" + language + ".words.txt";
        try (var in = WordClasses.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "no words in the language '" + language + "': " + resource + " is missing");
            }
            var section = "";
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    section = line.substring(1, line.indexOf(']'));
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    for (var word : line.split(" ", -1)) {
                        add(section, word);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private void add(String section, String word) {
        if (section.startsWith("verb.")) {
            verbs.put(word, section.substring(5));
        } else if (section.startsWith("noun.")) {
            nouns.put(word, section.substring(5));
        } else if (section.equals("irregular")) {
            irregular.put(
                    word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        } else if (section.equals("adjective")) {
            adjectives.add(word);
        } else {
            rather.add(word);
        }
    }

    /// The word as a verb, or null where it is none.
    @Nullable Verb verb(String low) {
        var past = irregular.get(low);
        if (past != null) {
            return new Verb(past, verbs.getOrDefault(past, "change"), Form.PAST);
        }
        if (verbs.containsKey(low)) {
            return new Verb(low, verbs.get(low), Form.BASE);
        }
        if (low.length() > 3 && low.endsWith("ed")) {
            return formed(low.substring(0, low.length() - 2), Form.PAST);
        }
        if (low.length() > 4 && low.endsWith("ing")) {
            return formed(low.substring(0, low.length() - 3), Form.GERUND);
        }
        if (low.length() > 3 && low.endsWith("s") && !low.endsWith("ss")) {
            var stem = low.substring(0, low.length() - 1);
            var es = low.endsWith("es") ? low.substring(0, low.length() - 2) : stem;
            var ies = low.endsWith("ies") ? low.substring(0, low.length() - 3) + "y" : stem;
            for (var base : new String[] {stem, es, ies}) {
                if (verbs.containsKey(base)) {
                    return new Verb(base, verbs.get(base), Form.THIRD);
                }
            }
        }
        return null;
    }

    private @Nullable Verb formed(String stem, Form form) {
        var last = stem.length() - 1;
        var single =
                last > 1 && stem.charAt(last) == stem.charAt(last - 1)
                        ? stem.substring(0, last)
                        : stem;
        var y = stem.endsWith("i") ? stem.substring(0, last) + "y" : stem;
        for (var base : new String[] {stem + "e", stem, single, y}) {
            if (verbs.containsKey(base)) {
                return new Verb(base, verbs.get(base), form);
            }
        }
        for (var prefix : new String[] {"re", "un", "de", "pre", "over", "mis"}) {
            if (stem.startsWith(prefix) && stem.length() > prefix.length() + 2) {
                var inner = formed(stem.substring(prefix.length()), form);
                if (inner != null) {
                    return inner;
                }
            }
        }
        return null;
    }

    /// Whether a form that is a verb as well is a noun more often: `file`, `tests`.
    boolean nounRather(Verb verb) {
        return (verb.form() == Form.BASE || verb.form() == Form.THIRD)
                && rather.contains(verb.base());
    }

    /// The class of a noun, for example `artifact`, or null where it is none.
    @Nullable String noun(String low) {
        var found = nouns.get(low);
        if (found == null && low.length() > 3 && low.endsWith("s")) {
            found = nouns.get(low.substring(0, low.length() - 1));
            if (found == null && low.endsWith("ies")) {
                found = nouns.get(low.substring(0, low.length() - 3) + "y");
            }
            if (found == null && low.endsWith("es")) {
                found = nouns.get(low.substring(0, low.length() - 2));
            }
        }
        return found;
    }

    boolean adjective(String low) {
        return adjectives.contains(low);
    }
}
