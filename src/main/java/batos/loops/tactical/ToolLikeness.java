package batos.loops.tactical;

import batos.mind.Embedder;
import batos.toolbox.CapabilityGap.MissingTool;
import batos.toolbox.Tool;
import batos.toolbox.ToolTable;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

/// The likeness of a missing tool and a bound one, from 0 to 1: by meaning where an embedding model
/// is at hand, by shared words elsewhere. Each text is embedded once. Safe for use by any thread.
public final class ToolLikeness {
    /// Above this a tool counts as the wished-for one. Chosen high and not measured: a twin too
    /// many costs less than a tool that does something else.
    private static final double SAME = 0.86;

    private final ToDoubleBiFunction<String, String> measure;

    private ToolLikeness(ToDoubleBiFunction<String, String> measure) {
        this.measure = measure;
    }

    public static ToolLikeness byMeaning(Embedder embedder) {
        var vectors = new VectorCache(embedder);
        return new ToolLikeness((a, b) -> cosine(vectors.of(a), vectors.of(b)));
    }

    public static ToolLikeness byWords() {
        return new ToolLikeness(ToolLikeness::shared);
    }

    /// The bound tool that does the missing task, if there is one.
    Optional<Tool> find(ToolTable tools, MissingTool wish) {
        return tools.live().stream()
                // a stranger's server must not draw wishes to itself by its own words
                .filter(tool -> tool.origin() != Tool.Origin.GUEST)
                .filter(tool -> takes(tool, wish))
                .map(tool ->
                        new Candidate(
                                tool,
                                measure.applyAsDouble(wish.specification(), tool.description())))
                .filter(candidate -> candidate.likeness() > SAME)
                .max(Comparator.comparingDouble(Candidate::likeness))
                .map(Candidate::tool);
    }

    private record Candidate(Tool tool, double likeness) {}

    /// Whether its signature takes the wish's arguments.
    private static boolean takes(Tool tool, MissingTool wish) {
        return wish.arguments().stream().allMatch(tool::takes);
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// Jaccard's index of the words.
    private static double shared(String a, String b) {
        var common = words(a);
        var all = words(b);
        int count = common.size() + all.size();
        common.retainAll(all);
        return count == common.size() ? 0 : (double) common.size() / (count - common.size());
    }

    private static Set<String> words(String text) {
        var words = new HashSet<String>();
        for (var word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
            if (word.length() > 2) {
                words.add(word);
            }
        }
        return words;
    }
}
