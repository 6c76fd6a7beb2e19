package batos.memory.search;

import io.github.jbellis.jvector.vector.DefaultVectorizationProvider;
import io.github.jbellis.jvector.vector.VectorUtilSupport;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;

/// Similarities of vectors, by jvector's portable arithmetic: it sums in a fixed order, so that the
/// same vectors give the same bits on every machine, which a replay needs.
public final class Dense {
    private static final DefaultVectorizationProvider PORTABLE = new DefaultVectorizationProvider();
    private static final VectorTypeSupport TYPES = PORTABLE.getVectorTypeSupport();
    private static final VectorUtilSupport ARITHMETIC = PORTABLE.getVectorUtilSupport();

    private Dense() {}

    /// The dot product; for vectors of length 1 it is their cosine.
    public static float dot(float[] a, float[] b) {
        return ARITHMETIC.dotProduct(TYPES.createFloatVector(a), TYPES.createFloatVector(b));
    }
}
