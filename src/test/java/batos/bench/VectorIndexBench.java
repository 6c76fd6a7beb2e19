package batos.bench;

import batos.memory.index.DiskIndex;
import batos.memory.index.IndexWriting;
import batos.memory.search.HalfVector;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.MMapDirectory;

/// The index of memory beside Lucene's, over clustered vectors of 384 components: bytes on disk,
/// recall@10 against a full scan, latency, and this process's resident memory after each.
///
/// `write FOLDER [count]` makes both indexes, `ours FOLDER [count]` and `lucene FOLDER [count]` ask
/// one of them in a process of its own, so that resident memory is that of one.
public final class VectorIndexBench {
    private static final int DIMENSION = 384;
    private static final int CLUSTERS = 1_000;

    /// How many independent components vectors have, and how far they lie from their centre, whose
    /// length is 1.
    private static final int INNER = 48;

    private static final double SPREAD = 0.8;
    private static final double NOISE = 2;
    private static final int QUESTIONS = 500;
    private static final int FIRST = 10;

    /// Lucene looks at so many for the first ten.
    private static final int FANOUT = 40;

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<float[]> centres = new ArrayList<>();
    private final List<float[]> spread = new ArrayList<>();
    private final Path folder;
    private final int count;

    private VectorIndexBench(Path folder, int count) {
        this.folder = folder;
        this.count = count;
        for (int i = 0; i < CLUSTERS; i++) {
            centres.add(noise(INNER, 1));
        }
        for (int i = 0; i < DIMENSION; i++) {
            spread.add(noise(INNER, 1));
        }
    }

    public static void main(String[] args) throws Exception {
        var bench =
                new VectorIndexBench(
                        Path.of(args[1]), args.length > 2 ? Integer.parseInt(args[2]) : 100_000);
        switch (args[0]) {
            case "write" -> bench.write();
            case "ours" -> bench.ours();
            case "lucene" -> bench.lucene();
            default -> throw new IllegalArgumentException("write, ours or lucene: " + args[0]);
        }
    }

    private float[] noise(int dimension, double length) {
        var vector = new float[dimension];
        var square = 0.0;
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
            square += vector[i] * vector[i];
        }
        for (int i = 0; i < dimension; i++) {
            vector[i] *= (float) (length / Math.sqrt(square));
        }
        return vector;
    }

    /// Near one of the centres, as sentences about one thing are; the rest of the 384 components
    /// follow from the inner ones but for a little noise.
    private float[] next() {
        var centre = centres.get(random.nextInt(CLUSTERS));
        var inner = noise(INNER, SPREAD);
        for (int i = 0; i < INNER; i++) {
            inner[i] += centre[i];
        }
        var vector = noise(DIMENSION, NOISE);
        var square = 0.0;
        for (int i = 0; i < DIMENSION; i++) {
            for (int k = 0; k < INNER; k++) {
                vector[i] += spread.get(i)[k] * inner[k];
            }
            square += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.sqrt(square);
        }
        return vector;
    }

    private List<HalfVector> vectors() {
        return IntStream.range(0, count).mapToObj(i -> HalfVector.of(next())).toList();
    }

    private void write() throws IOException, InterruptedException {
        var vectors = new LinkedHashMap<String, HalfVector>();
        for (var vector : vectors()) {
            vectors.put("t" + (vectors.size() + 1), vector);
        }
        var start = spent();
        IndexWriting.write(folder.resolve("ours"), "bench", "0123456789ab", vectors);
        told("ours, written", start);
        truth(vectors);
        start = spent();
        try (var directory = MMapDirectory.open(folder.resolve("lucene"));
                var writer = new IndexWriter(directory, new IndexWriterConfig())) {
            for (var entry : vectors.entrySet()) {
                var document = new Document();
                document.add(new StoredField("id", entry.getKey()));
                document.add(
                        new KnnFloatVectorField(
                                "v",
                                entry.getValue().floats(),
                                VectorSimilarityFunction.DOT_PRODUCT));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        told("lucene, written", start);
    }

    /// One line a question: its vector, and the ids of the nearest by a full scan.
    private void truth(Map<String, HalfVector> vectors) throws IOException {
        var truth = new ArrayList<String>();
        for (int i = 0; i < QUESTIONS; i++) {
            var question = HalfVector.of(next());
            truth.add(question.hex() + " " + String.join(" ", exact(vectors, question.floats())));
        }
        Files.write(folder.resolve("truth"), truth);
    }

    private static List<String> exact(Map<String, HalfVector> vectors, float[] question) {
        record Hit(String id, float near) {}
        var room = new float[DIMENSION];
        return vectors.entrySet().stream()
                .map(it -> new Hit(it.getKey(), it.getValue().dot(question, room)))
                .sorted(Comparator.comparing(Hit::near).reversed())
                .limit(FIRST)
                .map(Hit::id)
                .toList();
    }

    /// The processor's time of this process in nanoseconds: other programs do not count.
    private static long spent() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void told(String what, long start) {
        System.out.printf(
                Locale.ROOT, "%-16s %6.1f s of the processor%n", what, (spent() - start) / 1e9);
    }

    private void ours() throws IOException {
        try (var index = DiskIndex.open(folder.resolve("ours"))) {
            ask(
                    "ours",
                    question ->
                            index.search(question, FIRST, ordinal -> true).stream()
                                    .map(DiskIndex.Hit::id)
                                    .toList());
        }
    }

    private void lucene() throws IOException {
        try (var directory = MMapDirectory.open(folder.resolve("lucene"));
                var reader = DirectoryReader.open(directory)) {
            var searcher = new IndexSearcher(reader);
            ask("lucene", question -> luceneHits(searcher, question));
        }
    }

    private static List<String> luceneHits(IndexSearcher searcher, float[] question) {
        try {
            var ids = new ArrayList<String>();
            var top = searcher.search(new KnnFloatVectorQuery("v", question, FANOUT), FIRST);
            for (var hit : top.scoreDocs) {
                ids.add(searcher.storedFields().document(hit.doc).get("id"));
            }
            return ids;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void ask(String name, Function<float[], List<String>> search) throws IOException {
        var questions = new ArrayList<float[]>();
        var truth = new ArrayList<List<String>>();
        for (var line : Files.readAllLines(folder.resolve("truth"))) {
            var words = List.of(line.split(" ", 0));
            questions.add(HalfVector.ofHex(words.getFirst()).floats());
            truth.add(words.subList(1, words.size()));
        }
        var nanos = new ArrayList<Long>();
        var right = 0.0;
        for (int round = 0; round < 4; round++) {
            nanos.clear();
            right = 0;
            for (int i = 0; i < QUESTIONS; i++) {
                var start = System.nanoTime();
                var found = search.apply(questions.get(i));
                nanos.add(System.nanoTime() - start);
                right += found.stream().filter(truth.get(i)::contains).count() / (double) FIRST;
            }
        }
        nanos.sort(Comparator.naturalOrder());
        System.gc();
        System.out.printf(
                Locale.ROOT,
                "%-7s %d vectors: %.0f bytes each on disk, recall@10 %.3f, p50 %.3f ms, p95 %.3f"
                        + " ms, heap %d MB, resident %s%n",
                name,
                count,
                bytes(folder.resolve(name)) / (double) count,
                right / QUESTIONS,
                nanos.get(QUESTIONS / 2) / 1e6,
                nanos.get(QUESTIONS * 95 / 100) / 1e6,
                (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20,
                resident());
    }

    private static long bytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(it -> it.toFile().length()).sum();
        }
    }

    /// As Linux counts it; elsewhere nothing is said.
    private static String resident() throws IOException {
        var status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                        .findFirst()
                        .orElse("unknown")
                : "unknown";
    }
}
