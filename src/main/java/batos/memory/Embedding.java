package batos.memory;

import batos.image.Datum;
import java.nio.ByteBuffer;

/// A vector as the image holds it: half-precision floats (IEEE 754 binary16), big-endian.
///
/// @param model the embedding model's name; vectors of different models are never compared
/// @param key hash of the text that was embedded; when the text changes the vector is stale
/// @param hex the components in hexadecimal; empty where there are none
public record Embedding(String model, int key, String hex) {
    public static final Embedding NONE = new Embedding("", 0, "");

    private static final int HEX_DIGITS = 2 * Short.BYTES;

    static Embedding of(String model, String text, float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Short.BYTES);
        for (var component : vector) {
            bytes.putShort(Float.floatToFloat16(component));
        }
        return new Embedding(model, text.hashCode(), Datum.Raw.of(bytes.array()).hex());
    }

    /// From the single-precision vectors of the first layout of episodes.
    static Embedding ofSingles(String model, String hex) {
        var singles = ByteBuffer.wrap(new Datum.Raw(hex).bytes()).asFloatBuffer();
        var vector = new float[singles.remaining()];
        singles.get(vector);
        return of(model, "", vector);
    }

    public int dimension() {
        return hex.length() / HEX_DIGITS;
    }

    boolean isOf(String otherModel, String text) {
        return model.equals(otherModel) && key == text.hashCode() && !hex.isEmpty();
    }

    float[] vector() {
        var bytes = ByteBuffer.wrap(new Datum.Raw(hex).bytes());
        var vector = new float[dimension()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = Float.float16ToFloat(bytes.getShort());
        }
        return vector;
    }
}
