package batos.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The words of a text: runs of letters and digits, in lower case.
public final class Words {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /// Words that say nothing about a text's subject (resource `stopwords-en.txt`).
    private static final Set<String> STOP = read("stopwords-en.txt");

    private Words() {}

    /// All words in their order, repeated ones too.
    public static List<String> of(String text) {
        return WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .toList();
    }

    /// The different words of two letters or more that are not [#isStopWord], in their order.
    public static Set<String> telling(String text) {
        return of(text).stream()
                .filter(word -> word.length() > 1 && !isStopWord(word))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Whether a word in lower case says nothing about a text's subject.
    public static boolean isStopWord(String word) {
        return STOP.contains(word);
    }

    /// Jaccard's index of the [#telling] words, 0 to 1; 0 where neither text has any.
    public static double likeness(String a, String b) {
        var common = telling(a);
        var other = telling(b);
        var all = common.size() + other.size();
        common.retainAll(other);
        return all == common.size() ? 0 : (double) common.size() / (all - common.size());
    }

    private static Set<String> read(String name) {
        try (var in = Objects.requireNonNull(Words.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(
                            Collectors.collectingAndThen(
                                    Collectors.toCollection(LinkedHashSet::new),
                                    Collections::unmodifiableSet));
        } catch (IOException e) {
            throw new UncheckedIOException("the resource " + name + " cannot be read", e);
        }
    }
}
