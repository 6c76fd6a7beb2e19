package batos.council;

import batos.memory.Contradiction;
import batos.memory.Scrapbook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Holds an answer against what memory has receipts for: what the Architect said, and facts drawn
/// from it.
final class MemoryCheck {
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?])\\s+|\\n+");
    private static final String ARCHITECT = "Architect";
    private static final Pattern ADDRESSED = Pattern.compile("(?i)\\byou(?:r|rs)?\\b");

    /// Words that address the Architect, each with the word that the Architect would use.
    private static final Map<Pattern, String> TURNED = turned();

    private MemoryCheck() {}

    private static Map<Pattern, String> turned() {
        var words = new LinkedHashMap<Pattern, String>();
        words.put(Pattern.compile("(?i)\\byou're\\b|\\byou are\\b"), "I am");
        words.put(Pattern.compile("(?i)\\byou've\\b"), "I have");
        words.put(Pattern.compile("(?i)\\byours\\b"), "mine");
        words.put(Pattern.compile("(?i)\\byour\\b"), "my");
        words.put(Pattern.compile("(?i)\\byou\\b"), "I");
        return Collections.unmodifiableMap(words);
    }

    /// The memories that contradict the answer, the most trusted first. Leaves out those that the
    /// question itself contradicts: the Architect may say something new.
    static List<Contradiction> against(Scrapbook memory, String question, String answer) {
        var found = new LinkedHashMap<String, Contradiction>();
        for (var sentence : SENTENCES.split(answer, -1)) {
            var addressed = ADDRESSED.matcher(sentence).find();
            memory.contradictions(
                            addressed ? turned(sentence) : sentence, addressed ? ARCHITECT : "")
                    .forEach(each -> found.putIfAbsent(each.memory(), each));
        }
        if (found.isEmpty()) {
            return List.of();
        }
        var news =
                memory.contradictions(question, ARCHITECT).stream()
                        .map(Contradiction::memory)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        var against = new ArrayList<>(found.values());
        against.removeIf(each -> news.contains(each.memory()));
        return List.copyOf(against);
    }

    private static String turned(String sentence) {
        var text = sentence;
        for (var word : TURNED.entrySet()) {
            text = word.getKey().matcher(text).replaceAll(word.getValue());
        }
        return text;
    }

    /// The strength of memory's contradiction: the trust of the most trusted memory that
    /// contradicts; NaN where none does.
    static double strength(List<Contradiction> against) {
        return against.stream().mapToDouble(Contradiction::trust).max().orElse(Double.NaN);
    }

    /// As it stands with the episode: the memory, the turns behind it, its words.
    static String line(Contradiction each) {
        return each.memory()
                + " ("
                + String.join(", ", each.receipts())
                + String.format(Locale.ROOT, "), trust %.2f: ", each.trust())
                + each.text();
    }
}
