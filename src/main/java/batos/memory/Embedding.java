package batos.memory;

import batos.image.Datum;
import batos.memory.search.HalfVector;
import java.nio.ByteBuffer;

/// A vector as the image holds it.
///
/// @param model the embedding model's name; vectors of different models are never compared
/// @param key hash of the text that was embedded; when the text changes the vector is stale
/// @param vector empty where there is none
public record Embedding(String model, int key, HalfVector vector) {
    public static final Embedding NONE = new Embedding("", 0, HalfVector.NONE);

    static Embedding of(String model, String text, float[] vector) {
        return new Embedding(model, text.hashCode(), HalfVector.of(vector));
    }

    /// From the single-precision vectors of the first layout of episodes.
    static Embedding ofSingles(String model, String hex) {
        var singles = ByteBuffer.wrap(new Datum.Raw(hex).bytes()).asFloatBuffer();
        var vector = new float[singles.remaining()];
        singles.get(vector);
        return of(model, "", vector);
    }

    public int dimension() {
        return vector.dimension();
    }

    boolean isOf(String otherModel, String text) {
        return model.equals(otherModel) && key == text.hashCode() && !vector.isEmpty();
    }
}
