package batos.memory;

import batos.memory.search.VectorSimilarity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Clusters of episodes, by k-means over the means of their turns' vectors, centred on the mean of
/// all (texts of one embedder are all alike before that). The first centre is the first episode,
/// each further one the episode farthest from those chosen, so that the same memories give the same
/// themes. Themes are for browsing, for the climb and for goals; ranking does not use them: k-means
/// themes made no difference to recall.
final class Themes {
    private static final int ROUNDS = 10;
    private static final int MOST = 20;

    private Themes() {}

    /// Episodes, each with its turns, grouped.
    static List<List<MemoryRecord>> clusters(MemoryState at) {
        var vectors = vectors(at);
        if (vectors.isEmpty()) {
            return List.of();
        }
        var mean = mean(vectors.values());
        var episodes = List.copyOf(vectors.keySet());
        var points = vectors.values().stream().map(vector -> centred(vector, mean)).toList();
        var count = Math.clamp(Math.round(Math.sqrt(points.size() / 2.0)), 1, MOST);
        var owner = assign(points, count);
        var clusters = new LinkedHashMap<Integer, List<MemoryRecord>>();
        for (int i = 0; i < owner.length; i++) {
            var episode = at.find(episodes.get(i));
            if (episode.isPresent()) {
                clusters.computeIfAbsent(owner[i], key -> new ArrayList<>()).add(episode.get());
            }
        }
        return List.copyOf(clusters.values());
    }

    private static int[] assign(List<float[]> points, int count) {
        var centres = new ArrayList<float[]>();
        centres.add(points.getFirst());
        while (centres.size() < count) {
            centres.add(points.get(farthest(points, centres)));
        }
        var owner = new int[points.size()];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < owner.length; i++) {
                owner[i] = nearest(points.get(i), centres);
            }
            for (int c = 0; c < centres.size(); c++) {
                var members = new ArrayList<float[]>();
                for (int i = 0; i < owner.length; i++) {
                    if (owner[i] == c) {
                        members.add(points.get(i));
                    }
                }
                if (!members.isEmpty()) {
                    centres.set(c, unit(mean(members)));
                }
            }
        }
        return owner;
    }

    private static int farthest(List<float[]> points, List<float[]> centres) {
        var best = 0;
        var least = Double.MAX_VALUE;
        for (int i = 0; i < points.size(); i++) {
            var near =
                    VectorSimilarity.dot(
                            points.get(i), centres.get(nearest(points.get(i), centres)));
            if (near < least) {
                least = near;
                best = i;
            }
        }
        return best;
    }

    private static int nearest(float[] point, List<float[]> centres) {
        var best = 0;
        for (int c = 1; c < centres.size(); c++) {
            if (VectorSimilarity.dot(point, centres.get(c))
                    > VectorSimilarity.dot(point, centres.get(best))) {
                best = c;
            }
        }
        return best;
    }

    /// The theme whose episodes are nearest to a vector.
    static Optional<MemoryRecord> nearest(MemoryState at, float @Nullable [] vector) {
        if (vector == null || at.next(Level.THEME) == 1) {
            return Optional.empty();
        }
        var vectors = vectors(at);
        if (vectors.isEmpty()) {
            return Optional.empty();
        }
        var mean = mean(vectors.values());
        var point = centred(vector, mean);
        return at.all(Level.THEME).stream()
                .filter(theme -> theme.evidence().stream().anyMatch(vectors::containsKey))
                .max(
                        Comparator.comparingDouble(theme ->
                                VectorSimilarity.dot(
                                        point,
                                        centred(
                                                mean(
                                                        theme.evidence().stream()
                                                                .filter(vectors::containsKey)
                                                                .map(vectors::get)
                                                                .toList()),
                                                mean))));
    }

    /// The mean vector of each episode's turns, by the episode's id.
    private static Map<String, float[]> vectors(MemoryState at) {
        var turns = new LinkedHashMap<String, List<float[]>>();
        for (var turn : at.all(Level.TURN)) {
            var embedding = turn.embedding();
            if (embedding.model().equals(at.embedder()) && !embedding.vector().isEmpty()) {
                turns.computeIfAbsent(turn.parent(), key -> new ArrayList<>())
                        .add(embedding.vector().floats());
            }
        }
        var means = new LinkedHashMap<String, float[]>();
        turns.forEach((episode, vectors) -> means.put(episode, mean(vectors)));
        return means;
    }

    private static float[] mean(Collection<float[]> vectors) {
        var sum = new float[vectors.iterator().next().length];
        for (var vector : vectors) {
            for (int i = 0; i < sum.length && i < vector.length; i++) {
                sum[i] += vector[i] / vectors.size();
            }
        }
        return sum;
    }

    private static float[] centred(float[] vector, float[] mean) {
        var moved = Arrays.copyOf(vector, vector.length);
        for (int i = 0; i < moved.length && i < mean.length; i++) {
            moved[i] -= mean[i];
        }
        return unit(moved);
    }

    private static float[] unit(float[] vector) {
        var length = Math.sqrt(VectorSimilarity.dot(vector, vector));
        var scaled = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            scaled[i] = length == 0 ? 0 : (float) (vector[i] / length);
        }
        return scaled;
    }
}
