package batos.mind;

/// Arithmetic of embeddings.
final class EmbeddingMath {
    private EmbeddingMath() {}

    /// The vector at length 1; a vector of length 0 stays as it is.
    static float[] unit(float[] vector) {
        var sum = 0.0;
        for (var x : vector) {
            sum += x * (double) x;
        }
        if (sum == 0) {
            return vector;
        }
        var scaled = new float[vector.length];
        var length = Math.sqrt(sum);
        for (int i = 0; i < vector.length; i++) {
            scaled[i] = (float) (vector[i] / length);
        }
        return scaled;
    }
}
