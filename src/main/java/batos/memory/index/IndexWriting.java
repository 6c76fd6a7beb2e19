package batos.memory.index;

import batos.memory.search.HalfVector;
import io.github.jbellis.jvector.disk.SimpleWriter;
import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndex;
import io.github.jbellis.jvector.graph.disk.OnDiskGraphIndexWriter;
import io.github.jbellis.jvector.graph.disk.feature.Feature;
import io.github.jbellis.jvector.graph.disk.feature.FeatureId;
import io.github.jbellis.jvector.graph.disk.feature.NVQ;
import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.quantization.NVQuantization;
import io.github.jbellis.jvector.quantization.PQVectors;
import io.github.jbellis.jvector.quantization.ProductQuantization;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;

/// Writes an index: a graph with each vector in 8 bits a component beside its neighbours (NVQ), and
/// the vectors once more in a quarter byte a component (product quantisation), which are kept in
/// memory and lead the search.
public final class IndexWriting {
    /// Neighbours of a node, of the upper layers' too.
    private static final int DEGREE = 28;

    private static final int BEAM = 64;
    private static final float OVERFLOW = 1.2f;
    private static final float ALPHA = 1.2f;

    /// Components that one byte stands for.
    private static final int COMPONENTS = 4;

    private static final int CLUSTERS = 256;

    private IndexWriting() {}

    /// @param root names the state of the image that these vectors are of
    /// @throws InterruptedException when the thread was interrupted; nothing is in place then
    public static void write(
            Path folder, String embedder, String root, Map<String, HalfVector> vectors)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var ids = vectors.keySet().toArray(new String[0]);
        var all = List.copyOf(vectors.values());
        var dimension = all.getFirst().dimension();
        // a name that no other writing has, not even one of the same state that was given up
        var name =
                root.substring(0, Math.min(12, root.length()))
                        + "-"
                        + Long.toHexString(System.nanoTime());
        var graphFile = folder.resolve(name + ".graph");
        var codesFile = folder.resolve(name + ".codes");
        try (var pool = new ForkJoinPool(1)) {
            var values = new StoredVectors(all, dimension);
            var codes =
                    ProductQuantization.compute(
                                    values,
                                    Math.max(1, dimension / COMPONENTS),
                                    Math.min(CLUSTERS, all.size()),
                                    false,
                                    -1f,
                                    pool,
                                    pool)
                            .encodeAll(values, pool);
            checkInterrupt();
            try (var out = new SimpleWriter(codesFile)) {
                codes.write(out, OnDiskGraphIndex.CURRENT_VERSION);
            }
            graph(values, codes, pool, graphFile);
        }
        new Manifest(
                        embedder,
                        root,
                        dimension,
                        Manifest.Part.of(graphFile),
                        Manifest.Part.of(codesFile),
                        ids,
                        all.stream().mapToInt(HalfVector::hashCode).toArray())
                .write(folder);
        removeOthers(folder, name);
    }

    /// Neighbours are chosen by the compressed vectors, which takes a third of the time that the
    /// whole ones would; a search compares the vectors of 8 bits a component at its end.
    @SuppressWarnings("deprecation") // the constructor that takes a pool has no successor
    private static void graph(StoredVectors values, PQVectors codes, ForkJoinPool pool, Path file)
            throws IOException, InterruptedException {
        var scores =
                BuildScoreProvider.pqBuildScoreProvider(
                        VectorSimilarityFunction.DOT_PRODUCT, codes);
        try (var builder =
                new GraphIndexBuilder(
                        scores,
                        values.dimension(),
                        DEGREE,
                        BEAM,
                        OVERFLOW,
                        ALPHA,
                        true,
                        false,
                        pool,
                        pool)) {
            for (int i = 0; i < values.size(); i++) {
                builder.addGraphNode(i, values.getVector(i));
                checkInterrupt();
            }
            builder.cleanup();
            write(builder.getGraph(), values, file);
        }
    }

    private static void write(ImmutableGraphIndex graph, StoredVectors values, Path file)
            throws IOException {
        var quantisation = NVQuantization.compute(values, 2);
        Files.deleteIfExists(file);
        try (var out =
                new OnDiskGraphIndexWriter.Builder(graph, file)
                        .with(new NVQ(quantisation))
                        .build()) {
            out.write(
                    Feature.singleStateFactory(
                            FeatureId.NVQ_VECTORS,
                            node -> new NVQ.State(quantisation.encode(values.getVector(node)))));
        }
    }

    private static void checkInterrupt() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the index is not written to its end");
        }
    }

    /// The files of earlier generations. Where one cannot be removed, the next writing tries again.
    private static void removeOthers(Path folder, String name) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var other = String.valueOf(file.getFileName());
                if (!other.startsWith(name) && !other.equals(Manifest.NAME)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
