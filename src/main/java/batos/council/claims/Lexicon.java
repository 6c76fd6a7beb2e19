package batos.council.claims;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words of one language by which claims are known. They stand in a resource file,
/// `batos/council/claims/LANGUAGE.txt`: sections in brackets, entries between commas.
final class Lexicon {
    private static final Map<String, Lexicon> READ = new java.util.concurrent.ConcurrentHashMap<>();

    private final Map<String, Phrases> phrases = new HashMap<>();
    private final Map<String, Verbs> verbs = new HashMap<>();
    private final Map<String, Double> numbers = new HashMap<>();
    private final Map<String, Double> times = new HashMap<>();
    private final Map<String, List<String>> synonyms = new HashMap<>();

    private Lexicon(Map<String, List<String>> sections) {
        sections.forEach((name, entries) -> {
            switch (name) {
                case "number" -> entries.forEach(entry -> pair(entry, numbers));
                case "times" -> entries.forEach(entry -> pair(entry, times));
                case "synonym" -> entries.forEach(this::group);
                default -> phrases.put(name, new Phrases(entries));
            }
        });
        for (var name : VERBS) {
            verbs.put(name, new Verbs(sections.getOrDefault(name, List.of())));
        }
    }

    private static final Set<String> VERBS =
            Set.of(
                    "return",
                    "compute",
                    "call",
                    "make",
                    "bind",
                    "save",
                    "recall",
                    "snapshot",
                    "codex",
                    "codex.proposed",
                    "codex.approved",
                    "codex.rejected",
                    "codex.withdrawn",
                    "codex.rolledback",
                    "act",
                    "pass",
                    "fail");

    static Lexicon of(String language) {
        return READ.computeIfAbsent(language, Lexicon::read);
    }

    private static Lexicon read(String language) {
        var resource = "/batos/council/claims/" + language + ".txt";
        try (var in = Lexicon.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "no claims in the language '"
                                + language
                                + "': "
                                + resource
                                + " is missing");
            }
            var sections = new LinkedHashMap<String, List<String>>();
            var present = new ArrayList<String>();
            var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    present = new ArrayList<>();
                    sections.put(line.substring(1, line.indexOf(']')), present);
                } else if (!line.startsWith("#")) {
                    for (var entry : line.split(",", -1)) {
                        if (!entry.isBlank()) {
                            present.add(entry.strip());
                        }
                    }
                }
            }
            return new Lexicon(sections);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static void pair(String entry, Map<String, Double> into) {
        var equals = entry.indexOf('=');
        into.put(
                entry.substring(0, equals).strip(),
                Double.valueOf(entry.substring(equals + 1).strip()));
    }

    /// The words and phrases of a section; it is empty where the file has none.
    Phrases phrases(String section) {
        return phrases.getOrDefault(section, Phrases.NONE);
    }

    /// @param section one of the sections that hold verbs
    Verbs verbs(String section) {
        return verbs.getOrDefault(section, Verbs.NONE);
    }

    /// `mean average avg`: each of the words may stand for the others.
    private void group(String entry) {
        var words = List.of(entry.split("\\s+"));
        for (var word : words) {
            synonyms.computeIfAbsent(word, first -> new ArrayList<>()).addAll(words);
        }
    }

    List<String> synonyms(String word) {
        return synonyms.getOrDefault(word, List.of());
    }

    Optional<Double> times(String word) {
        return Optional.ofNullable(times.get(word));
    }

    /// Number words become numbers, `forty-two` and `two hundred` as well.
    List<Token> numbered(List<Token> tokens) {
        var out = new ArrayList<Token>();
        var i = 0;
        while (i < tokens.size()) {
            var token = tokens.get(i);
            var value = word(token);
            if (value.isEmpty()) {
                out.add(token);
                i++;
                continue;
            }
            // thousands are summed up, the part below them is still open: 1000 + 2 -> 1000 + 200
            var closed = 0.0;
            double open = value.get();
            var text = new StringBuilder(token.text());
            i++;
            while (i < tokens.size()) {
                var and =
                        closed + open >= 100 && tokens.get(i).is("and") && i + 1 < tokens.size()
                                ? 1
                                : 0;
                var next = word(tokens.get(i + and));
                if (next.isEmpty() || next.get() < 0 || (and == 1 && next.get() >= 100)) {
                    break;
                }
                var number = next.get();
                if (number >= 1000 && open > 0 && open < number) {
                    closed += open * number;
                    open = 0;
                } else if (number == 100 && open > 0 && open < 100) {
                    open *= 100;
                } else if (number < 100 && (open == 0 ? closed > 0 : takesLess(open, number))) {
                    if (open >= 1000) {
                        closed += open;
                        open = 0;
                    }
                    open += number;
                } else {
                    break;
                }
                text.append(' ').append(tokens.get(i + and).text());
                i += 1 + and;
            }
            var sum = closed + open;
            var half = half(tokens, i);
            if (half > 0) {
                sum += half;
                text.append(" and a ").append(tokens.get(i + 2).text());
                i += 3;
            }
            out.add(
                    new Token(
                            text.toString(),
                            text.toString().toLowerCase(Locale.ROOT),
                            Token.Kind.NUMBER,
                            sum));
        }
        return out;
    }

    /// `two and a half`
    private static double half(List<Token> tokens, int at) {
        if (at + 2 >= tokens.size() || !tokens.get(at).is("and") || !tokens.get(at + 1).is("a")) {
            return 0;
        }
        return tokens.get(at + 2).is("half") ? 0.5 : tokens.get(at + 2).is("quarter") ? 0.25 : 0;
    }

    private Optional<Double> word(Token token) {
        if (token.kind() == Token.Kind.WORD) {
            return Optional.ofNullable(numbers.get(token.low()));
        }
        if (token.kind() == Token.Kind.IDENTIFIER && token.low().indexOf('-') > 0) {
            var sum = 0.0;
            for (var part : token.low().split("-", -1)) {
                var value = numbers.get(part);
                if (value == null) {
                    return Optional.empty();
                }
                sum = value >= 100 ? Math.max(sum, 1) * value : sum + value;
            }
            return Optional.of(sum);
        }
        return Optional.empty();
    }

    /// Whether `number` may follow `open` in a number in words: `two thousand` seven, `three
    /// hundred` forty, `sixty` two.
    private static boolean takesLess(double open, double number) {
        var tens = open >= 20 && open < 100 && open % 10 == 0;
        return (open >= 1000 && open % 1000 == 0)
                || (open >= 100 && open % 100 == 0)
                || (tens && number < 10 && number > 0);
    }
}
