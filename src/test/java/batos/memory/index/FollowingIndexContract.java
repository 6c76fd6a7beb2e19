package batos.memory.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.memory.search.FollowingIndex;
import batos.memory.search.HalfVector;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/// What every index over the vectors of memory does, wherever it is kept.
abstract class FollowingIndexContract {
    private static final int DIMENSION = 32;
    private static final int COUNT = 400;

    private final SplittableRandom random = new SplittableRandom(11);
    private final Map<String, HalfVector> vectors = new LinkedHashMap<>();

    /// What an index would do beside is done at once.
    static final Executor AT_ONCE = Runnable::run;

    abstract FollowingIndex open();

    private float[] vector() {
        var vector = new float[DIMENSION];
        var square = 0.0;
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
            square += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return vector;
    }

    private void fill() {
        for (int i = 0; i < COUNT; i++) {
            vectors.put("t" + i, HalfVector.of(vector()));
        }
    }

    private FollowingIndex following(String root) {
        var index = open();
        index.follow(vectors, id -> "text of " + id);
        index.settled(root);
        index.settled(root);
        return index;
    }

    private List<String> exact(float[] question, int count) {
        var room = new float[DIMENSION];
        return vectors.entrySet().stream()
                .sorted(
                        Comparator.<Map.Entry<String, HalfVector>>comparingDouble(
                                        it -> it.getValue().dot(question, room))
                                .reversed())
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> near(FollowingIndex index, float[] question) {
        return index.near(question, "nothing", 50).orElseThrow();
    }

    @Test
    void namesTheNearest() throws Exception {
        fill();
        try (var index = following("root1")) {
            for (int i = 0; i < 20; i++) {
                var question = vector();
                assertTrue(near(index, question).containsAll(exact(question, 5)));
            }
        }
    }

    @Test
    void followsWhatComesChangesAndGoes() throws Exception {
        fill();
        try (var index = following("root1")) {
            var question = vector();
            var fresh = HalfVector.of(question);
            vectors.put("t900", fresh);
            index.put("t900", fresh);
            assertTrue(near(index, question).contains("t900"), "before it is settled");
            index.settled("root2");
            assertTrue(near(index, question).contains("t900"));
            vectors.remove("t900");
            index.remove("t900");
            assertFalse(near(index, question).contains("t900"), "before it is settled");
            index.settled("root3");
            assertFalse(near(index, question).contains("t900"));
        }
    }

    @Test
    void isOfTheStateThatItFollowsWhateverItHeld() throws Exception {
        fill();
        following("root1").close();
        var question = vector();
        vectors.keySet().removeAll(List.copyOf(vectors.keySet()).subList(0, 30));
        vectors.put("t31", HalfVector.of(question));
        try (var index = following("another")) {
            assertEquals("t31", near(index, question).getFirst());
            assertTrue(vectors.keySet().containsAll(near(index, question)));
        }
    }

    @Test
    void namesNothingBeforeItFollowsAnything() throws Exception {
        try (var index = open()) {
            assertEquals(Optional.empty(), index.near(vector(), "nothing", 10));
        }
    }
}
