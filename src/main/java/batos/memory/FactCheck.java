package batos.memory;

import batos.memory.search.Terms;
import batos.text.CalendarWords;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Checks a fact against the turns that it cites: every name, number and date in it must occur in
/// them (in the text, the speaker or the date of a turn), and most of its other words too. A
/// model's own additions are dropped.
final class FactCheck {
    private static final double SUPPORTED = 0.5;
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d.,:/-]*");
    private static final Pattern NAME = Pattern.compile("(?<![.!?]\\s|^)\\b\\p{Lu}[\\p{L}'’-]+");

    private FactCheck() {}

    /// The reason why the fact does not follow from its turns; empty where it does.
    static Optional<String> fault(String fact, List<MemoryRecord> turns) {
        if (turns.isEmpty()) {
            return Optional.of("it cites no turn that there is");
        }
        var said =
                turns.stream()
                        .map(turn -> MemoryState.turn(turn).key())
                        .collect(Collectors.joining("\n"));
        var lower = said.toLowerCase(Locale.ROOT);
        for (var pattern : List.of(NUMBER, NAME)) {
            var found = pattern.matcher(fact);
            while (found.find()) {
                var word = stripped(found.group());
                if (!lower.contains(word)
                        && !(CalendarWords.MONTHS.contains(word)
                                && lower.contains(word.substring(0, 3)))) {
                    return Optional.of("'" + found.group() + "' is in none of its turns");
                }
            }
        }
        var known = new HashSet<>(Terms.of(said));
        var terms = Terms.of(fact);
        var shared = terms.stream().filter(known::contains).count();
        return terms.isEmpty() || shared < SUPPORTED * terms.size()
                ? Optional.of("more than half of its words are in none of its turns")
                : Optional.empty();
    }

    private static String stripped(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("['’]s$", "").replaceAll("[.,:/'’-]+$", "");
    }
}
