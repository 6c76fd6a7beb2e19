package batos.memory;

import batos.memory.search.Terms;
import java.util.Comparator;
import java.util.stream.Collectors;

/// The subject of a question.
///
/// @param id of a theme in memory, `h3`; where there is none yet, `w:` and its label
/// @param label its most telling words
public record QuestionTheme(String id, String label) {
    private static final int WORDS = 2;

    /// The rarest terms of a text among those that memory knows; of a text without any, the first.
    static QuestionTheme ofWords(MemoryState at, String text) {
        var terms = Terms.of(text).stream().distinct().toList();
        var weight =
                Comparator.<String>comparingDouble(term -> -at.corpus().weight(term))
                        .thenComparing(Comparator.naturalOrder());
        var known = terms.stream().filter(term -> at.corpus().weight(term) > 0).sorted(weight);
        var label = known.limit(WORDS).sorted().collect(Collectors.joining(" "));
        var shown =
                label.isEmpty()
                        ? terms.stream().sorted().limit(WORDS).collect(Collectors.joining(" "))
                        : label;
        return new QuestionTheme("w:" + shown, shown);
    }
}
