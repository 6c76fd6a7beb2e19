package batos.persona;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The words of a language that carry style rather than subject, and the masking of all others.
final class FunctionWords {
    private static final Pattern PIECE =
            Pattern.compile(
                    "[\\p{L}]+(?:['’][\\p{L}]+)?|\\p{N}+(?:[.,]\\p{N}+)*|[^\\s\\p{L}\\p{N}]");

    private final List<String> words;
    private final TreeSet<String> known;

    private FunctionWords(List<String> words) {
        this.known = new TreeSet<>(words);
        this.words = List.copyOf(known);
    }

    /// @param language for example `en`: the resource `batos/persona/function-words.en.txt`
    static FunctionWords of(String language) {
        var resource = "/batos/persona/function-words." + language + ".txt";
        try (var in = FunctionWords.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            var words = new ArrayList<String>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> words.addAll(List.of(line.strip().split("\\s+"))));
            words.removeIf(String::isEmpty);
            return new FunctionWords(words);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /// All of them, in alphabetical order.
    List<String> words() {
        return words;
    }

    /// The text without its subject: function words and punctuation stay, a number becomes `0`, any
    /// other word the shape of its ending.
    List<String> masked(String text) {
        var masked = new ArrayList<String>();
        var matcher = PIECE.matcher(text.replace('’', '\''));
        while (matcher.find()) {
            var piece = matcher.group();
            var low = piece.toLowerCase(Locale.ROOT);
            if (Character.isDigit(low.charAt(0))) {
                masked.add("0");
            } else if (!Character.isLetter(low.charAt(0)) || known.contains(low)) {
                masked.add(low);
            } else {
                masked.add(shape(low));
            }
        }
        return masked;
    }

    private static String shape(String word) {
        if (word.length() > 4) {
            for (var ending : List.of("ing", "ed", "ly", "s")) {
                if (word.endsWith(ending)) {
                    return "x" + ending;
                }
            }
        }
        return "x";
    }
}
