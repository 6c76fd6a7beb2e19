package batos.council.claims;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/// Learns the weights of [AssertionModel]: `AssertionTraining OUT COST FILE…`, files of lines as of
/// `batos council claims` or `1|a claim`, `0|no claim`.
public final class AssertionTraining {
    /// Lighter weights are left out: they change hardly any probability.
    private static final double WEIGHTY = 0.02;

    private AssertionTraining() {}

    public static void main(String[] args) throws IOException {
        Linear.disableDebugOutput();
        var features = new SentenceFeatures(Lexicon.of("en"), WordClasses.of("en"));
        var all = new ArrayList<Set<String>>();
        var claims = new ArrayList<Boolean>();
        var counts = new TreeMap<String, Integer>();
        for (int i = 2; i < args.length; i++) {
            for (var line : Files.readAllLines(Path.of(args[i]))) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                var text = "";
                if (line.startsWith("{")) {
                    var read = ClaimLine.read(line, 1);
                    text = read.text();
                    claims.add(read.expected() != ClaimVerdict.NO_CLAIM);
                } else {
                    text = line.substring(2);
                    claims.add(line.startsWith("1"));
                }
                all.add(features.of(Tokens.of(text, Lexicon.of("en"))));
                all.getLast().forEach(each -> counts.merge(each, 1, Integer::sum));
            }
        }
        var numbers = new TreeMap<String, Integer>();
        counts.forEach((name, count) -> {
            if (count > 1) {
                numbers.put(name, numbers.size() + 1);
            }
        });
        var problem = new Problem();
        problem.l = all.size();
        problem.n = numbers.size() + 1;
        problem.bias = 1;
        problem.x = new Feature[all.size()][];
        problem.y = new double[all.size()];
        for (int i = 0; i < all.size(); i++) {
            var nodes = new ArrayList<Feature>();
            all.get(i).stream()
                    .filter(numbers::containsKey)
                    .map(numbers::get)
                    .sorted()
                    .forEach(n -> nodes.add(new FeatureNode(n, 1)));
            nodes.add(new FeatureNode(problem.n, 1));
            problem.x[i] = nodes.toArray(Feature[]::new);
            problem.y[i] = claims.get(i) ? 1 : 0;
        }
        Model model =
                Linear.train(
                        problem,
                        new Parameter(SolverType.L2R_LR, Double.parseDouble(args[1]), 0.001));
        var sign = model.getLabels()[0] == 1 ? 1 : -1;
        var weights = model.getFeatureWeights();
        var out = new StringBuilder();
        out.append(
                        "# Weights of a logistic regression, by AssertionTraining: does a sentence assert")
                .append(" something done or computed?\n");
        out.append(String.format(Locale.ROOT, "%.3f%n", sign * weights[problem.n - 1]));
        numbers.forEach((name, n) -> {
            var weight = sign * weights[n - 1];
            if (Math.abs(weight) >= WEIGHTY) {
                out.append(String.format(Locale.ROOT, "%.3f %s%n", weight, name));
            }
        });
        Files.writeString(Path.of(args[0]), out.toString());
        System.out.println(all.size() + " sentences, " + numbers.size() + " features");
    }
}
