package batos.memory.search;

/// Similarities of vectors. Sums are made in a fixed order, so that the same vectors give the same
/// bits on every machine, which a replay needs; eight of them side by side, as one would have each
/// addition wait for the one before it.
public final class VectorSimilarity {
    private static final int SUMS = 8;

    private VectorSimilarity() {}

    /// The dot product; for vectors of length 1 it is their cosine.
    public static float dot(float[] a, float[] b) {
        var s0 = 0f;
        var s1 = 0f;
        var s2 = 0f;
        var s3 = 0f;
        var s4 = 0f;
        var s5 = 0f;
        var s6 = 0f;
        var s7 = 0f;
        var i = 0;
        for (; i + SUMS <= a.length; i += SUMS) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
            s4 += a[i + 4] * b[i + 4];
            s5 += a[i + 5] * b[i + 5];
            s6 += a[i + 6] * b[i + 6];
            s7 += a[i + 7] * b[i + 7];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }
}
