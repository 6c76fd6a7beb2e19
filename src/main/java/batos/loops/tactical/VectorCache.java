package batos.loops.tactical;

import batos.mind.Embedder;
import java.util.LinkedHashMap;
import java.util.Map;

/// Vectors by the text that they are of and the model that made them. Safe for use by any thread.
final class VectorCache {
    /// At 384 components a vector takes 1.5 kB.
    private static final int KEPT = 1024;

    private record Key(String model, String text) {}

    private final Embedder embedder;
    private final Map<Key, float[]> vectors =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, float[]> eldest) {
                    return size() > KEPT;
                }
            };

    VectorCache(Embedder embedder) {
        this.embedder = embedder;
    }

    float[] of(String text) {
        var key = new Key(embedder.name(), text);
        synchronized (vectors) {
            var known = vectors.get(key);
            if (known != null) {
                return known;
            }
        }
        var vector = embedder.embed(text);
        synchronized (vectors) {
            vectors.put(key, vector);
        }
        return vector;
    }
}
