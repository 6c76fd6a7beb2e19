package batos.memory;

import batos.memory.search.Ranked.Signal;
import batos.memory.search.Terms;
import batos.mind.OnnxEmbedder;
import java.util.HashSet;
import java.util.List;

/// Tells whether anything that came to mind is near the question. Recall always ranks the present
/// memories; on a topic never spoken about it finds the least far.
public final class RelevanceThreshold {
    /// The cosine of bge-small below which the best of ten answers 2.5 % of the questions of LoCoMo
    /// that were answered, and 28 % of those that were not (`src/bench/README.md`): enough for a
    /// word of warning, too little to leave anything out.
    static final double FLOOR = 0.64;

    private RelevanceThreshold() {}

    /// @param recalls the memories recalled for the question
    public static boolean of(String question, List<Recall> recalls, Scrapbook memory) {
        if (recalls.isEmpty()) {
            return false;
        }
        var asked = new HashSet<>(Terms.telling(question));
        var spoken =
                recalls.stream()
                        .anyMatch(it -> new HashSet<>(Terms.of(it.text())).containsAll(asked));
        if (asked.isEmpty() || spoken) {
            return true;
        }
        var compared = recalls.stream().anyMatch(it -> raw(it, Signal.DENSE) > 0);
        return (compared && memory.vectors().model().equals(OnnxEmbedder.NAME))
                ? recalls.stream().anyMatch(it -> raw(it, Signal.DENSE) >= FLOOR)
                : recalls.stream().anyMatch(it -> raw(it, Signal.TEXT) > 0);
    }

    private static double raw(Recall recall, Signal signal) {
        return recall.raw().getOrDefault(signal, 0.0);
    }
}
