package batos.memory.index;

import io.github.jbellis.jvector.disk.ReaderSupplier;
import io.github.jbellis.jvector.disk.ReaderSupplierFactory;
import io.github.jbellis.jvector.disk.SimpleReader;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.quantization.PQVectors;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// An index as it lies on the disk; it does not change. Used by one thread at a time.
public final class DiskIndex implements AutoCloseable {
    /// The candidates that the compressed vectors lead to, for each one asked for.
    private static final double OVERQUERY = 2.0;

    private static final int LEAST = 80;

    private final Manifest manifest;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final ReaderSupplier readers;
    private final OnDiskGraphIndex graph;
    private final PQVectors codes;
    private final GraphSearcher searcher;

    private DiskIndex(Manifest manifest, Path folder) throws IOException {
        this.manifest = manifest;
        for (int i = 0; i < manifest.ids().length; i++) {
            ordinals.put(manifest.ids()[i], i);
        }
        try (var in = new SimpleReader(folder.resolve(manifest.codes().name()))) {
            codes = PQVectors.load(in);
        }
        readers = ReaderSupplierFactory.open(folder.resolve(manifest.graph().name()));
        graph = OnDiskGraphIndex.load(readers);
        searcher = new GraphSearcher(graph);
    }

    /// Opens the index of a folder after its checksums were compared.
    ///
    /// @throws IOException where there is none, or it is damaged; the message says which
    public static DiskIndex open(Path folder) throws IOException {
        var manifest = Manifest.read(folder);
        manifest.graph().check(folder);
        manifest.codes().check(folder);
        try {
            return new DiskIndex(manifest, folder);
        } catch (RuntimeException e) {
            throw new IOException("jvector cannot read the index in " + folder, e);
        }
    }

    String embedder() {
        return manifest.embedder();
    }

    String root() {
        return manifest.root();
    }

    int size() {
        return manifest.ids().length;
    }

    String id(int ordinal) {
        return manifest.ids()[ordinal];
    }

    int fingerprint(int ordinal) {
        return manifest.fingerprints()[ordinal];
    }

    @Nullable Integer ordinal(String id) {
        return ordinals.get(id);
    }

    /// The result of a search.
    ///
    /// @param similarity the cosine, by the vector of 8 bits a component
    public record Hit(String id, double similarity) {}

    /// The nearest vectors, the nearest first.
    ///
    /// @param question of length 1
    /// @param live which ordinals may come
    /// @return a list that the caller may add to
    public List<Hit> search(float[] question, int count, IntPredicate live) {
        var vector = StoredVectors.TYPES.createFloatVector(question);
        var similarity = VectorSimilarityFunction.DOT_PRODUCT;
        var scores =
                new DefaultSearchScoreProvider(
                        codes.precomputedScoreFunctionFor(vector, similarity),
                        ((OnDiskGraphIndex.View) searcher.getView())
                                .rerankerFor(vector, similarity));
        var more = (int) Math.max(LEAST, count * OVERQUERY);
        var found = searcher.search(scores, count, more, 0f, 0f, live::test);
        var hits = new ArrayList<Hit>();
        for (var node : found.getNodes()) {
            // jvector's score of a dot product d is (1 + d) / 2
            hits.add(new Hit(id(node.node), 2.0 * node.score - 1));
        }
        return hits;
    }

    @Override
    public void close() {
        try {
            searcher.close();
            graph.close();
            readers.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the index cannot be closed", e);
        }
    }
}
