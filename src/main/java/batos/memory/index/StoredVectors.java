package batos.memory.index;

import batos.memory.search.HalfVector;
import io.github.jbellis.jvector.graph.RandomAccessVectorValues;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Vectors in half precision as jvector reads them. One instance serves one thread: each vector is
/// written over the one before.
final class StoredVectors implements RandomAccessVectorValues {
    /// It would tell on standard error which instructions it computes with. Held here, since a
    /// logger that nobody holds is forgotten with its level.
    @SuppressWarnings("UnusedVariable")
    private static final Logger LOGGER = quiet();

    static final VectorTypeSupport TYPES =
            VectorizationProvider.getInstance().getVectorTypeSupport();

    private final List<HalfVector> all;
    private final int dimension;
    private final float[] room;
    private final VectorFloat<?> shared;

    StoredVectors(List<HalfVector> all, int dimension) {
        this.all = all;
        this.dimension = dimension;
        this.room = new float[dimension];
        this.shared = TYPES.createFloatVector(room);
    }

    private static Logger quiet() {
        var logger = Logger.getLogger("io.github.jbellis.jvector");
        logger.setLevel(Level.SEVERE);
        return logger;
    }

    @Override
    public int size() {
        return all.size();
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public VectorFloat<?> getVector(int ordinal) {
        all.get(ordinal).into(room);
        return shared;
    }

    @Override
    public boolean isValueShared() {
        return true;
    }

    @Override
    public RandomAccessVectorValues copy() {
        return new StoredVectors(all, dimension);
    }
}
