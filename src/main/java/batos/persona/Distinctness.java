package batos.persona;

import batos.mind.Embedder;
import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Measures whether the four still sound like four: how often a classifier that sees neither names
/// nor subjects tells who said something.
///
/// Each utterance is left out in turn, a linear classifier (LIBLINEAR, L2-regularised logistic
/// regression) learns from the others, and says whose it is. Utterances of the same words are left
/// out together, so that nobody is recognised by a repetition. Classes weigh the same, however
/// often each persona spoke: without information the result is 1 in as many as there are.
public final class Distinctness {
    /// Fewer utterances of a persona say nothing about it.
    public static final int FEWEST = 2;

    private static final double COST = 0.05;
    private static final double PRECISION = 0.01;

    private final StyleFeatures features;

    /// @param embedder embeds texts whose subject was masked
    public Distinctness(Embedder embedder) {
        Linear.disableDebugOutput();
        this.features = new StyleFeatures(FunctionWords.of("en"), embedder);
    }

    /// Something that a persona said.
    public record Utterance(String persona, String text) {}

    /// @param attribution the share of utterances that went to whoever said them, the mean over the
    ///   personas
    /// @param chance the share that guessing would reach
    /// @param confusion who said it -> who it was taken for -> how often
    public record Attribution(
            double attribution,
            double chance,
            int utterances,
            SequencedMap<String, SequencedMap<String, Integer>> confusion) {
        /// The share of one persona's utterances that were recognised as its own.
        public double of(String persona) {
            var row = confusion.getOrDefault(persona, new TreeMap<>());
            var all = row.values().stream().mapToInt(n -> n).sum();
            return all == 0 ? 0 : row.getOrDefault(persona, 0) / (double) all;
        }
    }

    /// Personas with fewer than [#FEWEST] utterances are left out.
    public Attribution attribute(List<Utterance> all) {
        var counts = new HashMap<String, Integer>();
        all.forEach(each -> counts.merge(each.persona(), 1, Integer::sum));
        var utterances =
                all.stream()
                        .filter(each -> counts.getOrDefault(each.persona(), 0) >= FEWEST)
                        .toList();
        var personas =
                List.copyOf(new TreeSet<>(utterances.stream().map(Utterance::persona).toList()));
        var confusion = new TreeMap<String, SequencedMap<String, Integer>>();
        for (var persona : personas) {
            var row = new TreeMap<String, Integer>();
            personas.forEach(other -> row.put(other, 0));
            confusion.put(persona, row);
        }
        if (personas.size() < 2) {
            return new Attribution(0, personas.isEmpty() ? 0 : 1, utterances.size(), confusion);
        }
        var vectors = utterances.stream().map(each -> features.of(each.text())).toList();
        var answers = new HashMap<String, String>();
        for (int i = 0; i < utterances.size(); i++) {
            var said = utterances.get(i);
            var who = answers.get(key(said));
            if (who == null) {
                who = withoutIt(utterances, vectors, i, personas);
                answers.put(key(said), who);
            }
            confusion
                    .computeIfAbsent(said.persona(), persona -> new TreeMap<>())
                    .merge(who, 1, Integer::sum);
        }
        var result = new Attribution(0, 1.0 / personas.size(), utterances.size(), confusion);
        var mean = personas.stream().mapToDouble(result::of).average().orElse(0);
        return new Attribution(mean, result.chance(), utterances.size(), confusion);
    }

    private static String key(Utterance utterance) {
        return utterance.persona() + " " + same(utterance);
    }

    private static String same(Utterance utterance) {
        return utterance.text().strip().replaceAll("\\s+", " ");
    }

    private static String withoutIt(
            List<Utterance> utterances, List<double[]> vectors, int left, List<String> personas) {
        var out = same(utterances.get(left));
        var rest = new ArrayList<Integer>();
        for (int i = 0; i < utterances.size(); i++) {
            if (i != left && !same(utterances.get(i)).equals(out)) {
                rest.add(i);
            }
        }
        var present =
                personas.stream()
                        .filter(persona ->
                                rest.stream()
                                        .anyMatch(i -> utterances.get(i).persona().equals(persona)))
                        .toList();
        if (present.size() < 2) {
            return present.isEmpty() ? personas.getFirst() : present.getFirst();
        }
        var scale = Scale.of(rest.stream().map(vectors::get).toList());
        var problem = new Problem();
        problem.l = rest.size();
        problem.n = vectors.getFirst().length + 1;
        problem.bias = 1;
        problem.x = rest.stream().map(i -> scale.nodes(vectors.get(i))).toArray(Feature[][]::new);
        problem.y =
                rest.stream()
                        .mapToDouble(i -> present.indexOf(utterances.get(i).persona()))
                        .toArray();
        var parameter = new Parameter(SolverType.L2R_LR, COST, PRECISION);
        parameter.setWeights(weights(problem.y, present.size()), labels(present.size()));
        var model = Linear.train(problem, parameter);
        return present.get((int) Linear.predict(model, scale.nodes(vectors.get(left))));
    }

    private static int[] labels(int classes) {
        var labels = new int[classes];
        for (int i = 0; i < classes; i++) {
            labels[i] = i;
        }
        return labels;
    }

    /// Inverse to how often a class occurs.
    private static double[] weights(double[] classes, int count) {
        var weights = new double[count];
        for (var each : classes) {
            weights[(int) each]++;
        }
        for (int i = 0; i < count; i++) {
            weights[i] = classes.length / (count * Math.max(1, weights[i]));
        }
        return weights;
    }

    /// The middle of what a persona says, for comparing two times: 1 minus the cosine of both.
    ///
    /// @return 0 for no movement to 2; empty lists do not move
    public double moved(List<String> before, List<String> since) {
        if (before.isEmpty() || since.isEmpty()) {
            return 0;
        }
        var all = new ArrayList<double[]>();
        before.forEach(text -> all.add(features.of(text)));
        since.forEach(text -> all.add(features.of(text)));
        return 1
                - cosine(
                        mean(all.subList(0, before.size())),
                        mean(all.subList(before.size(), all.size())));
    }

    private static double[] mean(List<double[]> vectors) {
        var mean = new double[vectors.getFirst().length];
        for (var vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        }
        return mean;
    }

    private static double cosine(double[] a, double[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return aa == 0 || bb == 0 ? 0 : dot / Math.sqrt(aa * bb);
    }

    /// Mean 0 and deviation 1 for each feature, measured on the training texts.
    @SuppressWarnings("ArrayRecordComponent") // computed once, compared by nobody
    private record Scale(double[] mean, double[] deviation) {
        static Scale of(List<double[]> vectors) {
            var mean = Distinctness.mean(vectors);
            var deviation = new double[mean.length];
            for (var vector : vectors) {
                for (int i = 0; i < mean.length; i++) {
                    deviation[i] += (vector[i] - mean[i]) * (vector[i] - mean[i]) / vectors.size();
                }
            }
            for (int i = 0; i < deviation.length; i++) {
                deviation[i] = Math.sqrt(deviation[i]);
            }
            return new Scale(mean, deviation);
        }

        Feature[] nodes(double[] vector) {
            var nodes = new ArrayList<Feature>();
            var size = Math.sqrt(vector.length);
            for (int i = 0; i < vector.length; i++) {
                if (deviation[i] > 1e-9) {
                    nodes.add(
                            new FeatureNode(
                                    i + 1,
                                    Math.clamp((vector[i] - mean[i]) / deviation[i], -4, 4)
                                            / size
                                            * 4));
                }
            }
            nodes.add(new FeatureNode(vector.length + 1, 1));
            return nodes.toArray(Feature[]::new);
        }
    }

    static Map<String, Integer> counts(List<Utterance> utterances) {
        var counts = new TreeMap<String, Integer>();
        utterances.forEach(each -> counts.merge(each.persona(), 1, Integer::sum));
        return counts;
    }
}
