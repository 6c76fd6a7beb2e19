package batos.memory;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The words of a text, without those that say nothing about its subject.
record Words(Set<String> words) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{2,}");
    private static final Set<String> EMPTY =
            Set.of(
                    "the",
                    "and",
                    "for",
                    "with",
                    "that",
                    "this",
                    "what",
                    "how",
                    "is",
                    "are",
                    "was",
                    "of",
                    "to",
                    "in",
                    "on",
                    "it",
                    "me",
                    "my",
                    "you",
                    "do",
                    "does",
                    "should",
                    "can",
                    "we",
                    "an",
                    "as",
                    "at",
                    "be",
                    "or",
                    "architect",
                    "council");

    static Words of(String text) {
        var words = new TreeSet<String>();
        var matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            if (!EMPTY.contains(matcher.group())) {
                words.add(matcher.group());
            }
        }
        return new Words(words);
    }

    /// The share of these words that the other text has too; 0 when there are none.
    double sharedWith(Words other) {
        if (words.isEmpty()) {
            return 0;
        }
        return words.stream().filter(other.words::contains).count() / (double) words.size();
    }
}
