package batos.memory.index;

import batos.memory.search.FollowingIndex;
import batos.memory.search.HalfVector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The index of the present: the one on disk, without vectors gone or changed since it was written,
/// and with new ones. It names nothing, and all vectors are compared, while there are few of them
/// or while the one on disk is missing, damaged, or too old; then it is rewritten by a thread of
/// its own.
///
/// Used by one thread at a time, but for that thread, which hands over a finished index.
public final class LiveIndex implements FollowingIndex {
    /// Runs each piece of work on a thread of low priority that does not keep the process alive.
    @SuppressWarnings("ThreadPriorityCheck") // a hint, on which nothing depends
    public static final Executor BESIDE =
            task ->
                    Thread.ofPlatform()
                            .daemon()
                            .name("memory index")
                            .priority(Thread.MIN_PRIORITY)
                            .start(task);

    /// The same, half a minute later: an index takes minutes to write, so a process that ends after
    /// one command does not begin.
    public static final Executor LATER =
            CompletableFuture.delayedExecutor(30, TimeUnit.SECONDS, BESIDE);

    /// The share of the index on disk that may have gone or come before it is rewritten.
    private static final double STALE = 0.1;

    private final Path folder;
    private final String embedder;
    private final int crossover;
    private final Consumer<String> news;
    private final AtomicReference<@Nullable DiskIndex> finished = new AtomicReference<>();
    private Map<String, HalfVector> all = Map.of();
    private final Map<String, HalfVector> come = new LinkedHashMap<>();
    private final BitSet gone = new BitSet();
    private @Nullable DiskIndex base;
    private final Executor writers;
    private volatile @Nullable Thread writing;
    private volatile boolean begun;
    private volatile boolean closed;
    private boolean looked;
    private volatile boolean unwritable;

    /// @param crossover so many vectors are compared one by one as fast as through the index
    /// @param writers runs the writing of an index, which takes minutes, beside the present work
    /// @param news hears why the index is rewritten
    public LiveIndex(
            Path folder, String embedder, int crossover, Executor writers, Consumer<String> news) {
        this.folder = folder;
        this.embedder = embedder;
        this.crossover = crossover;
        this.writers = writers;
        this.news = news;
    }

    @Override
    public void follow(Map<String, HalfVector> vectors, Function<String, String> texts) {
        all = vectors;
        if (base != null) {
            compare(base);
        }
    }

    /// Finds the outdated entries of the index on disk, and the vectors missing from it.
    private void compare(DiskIndex index) {
        come.clear();
        gone.clear();
        for (int i = 0; i < index.size(); i++) {
            var vector = all.get(index.id(i));
            if (vector == null || vector.hashCode() != index.fingerprint(i)) {
                gone.set(i);
            }
        }
        all.forEach((id, vector) -> {
            var ordinal = index.ordinal(id);
            if (ordinal == null || gone.get(ordinal)) {
                come.put(id, vector);
            }
        });
    }

    @Override
    public void put(String id, HalfVector vector) {
        if (base == null) {
            return;
        }
        var ordinal = base.ordinal(id);
        if (ordinal != null && base.fingerprint(ordinal) == vector.hashCode()) {
            gone.clear(ordinal);
            come.remove(id);
        } else {
            if (ordinal != null) {
                gone.set(ordinal);
            }
            come.put(id, vector);
        }
    }

    @Override
    public void remove(String id) {
        come.remove(id);
        var ordinal = base == null ? null : base.ordinal(id);
        if (ordinal != null) {
            gone.set(ordinal);
        }
    }

    @Override
    public void settled(String root) {
        var done = finished.getAndSet(null);
        if (done != null) {
            replace(done);
        }
        if (all.size() < crossover) {
            return;
        }
        if (!looked) {
            looked = true;
            if (Files.isDirectory(folder)) {
                open(root);
            }
        }
        if (base == null) {
            write(root);
        } else if (come.size() + gone.cardinality() > STALE * base.size()) {
            write(root);
        }
    }

    private void open(String root) {
        try {
            var index = DiskIndex.open(folder);
            if (!index.embedder().equals(embedder)) {
                index.close();
                throw new IOException("it is of the vectors of " + index.embedder());
            }
            replace(index);
            if (!index.root().equals(root)) {
                news.accept(
                        "the index of memory is of another state of the image: %d vectors differ"
                                .formatted(come.size() + gone.cardinality()));
            }
        } catch (IOException e) {
            news.accept(
                    "the index of memory cannot be used: %s. All vectors are compared, which is exact, until it is rewritten"
                            .formatted(e.getMessage()));
        }
    }

    private void replace(DiskIndex index) {
        if (base != null) {
            base.close();
        }
        base = index;
        compare(index);
    }

    private void write(String root) {
        if (unwritable || begun) {
            return;
        }
        var vectors = new LinkedHashMap<String, HalfVector>();
        var dimension = all.values().iterator().next().dimension();
        all.forEach((id, vector) -> {
            if (vector.dimension() == dimension) {
                vectors.put(id, vector);
            }
        });
        begun = true;
        writers.execute(() -> write(root, vectors));
    }

    private void write(String root, Map<String, HalfVector> vectors) {
        writing = Thread.currentThread();
        try {
            if (closed) {
                return;
            }
            IndexWriting.write(folder, embedder, root, vectors);
            finished.set(DiskIndex.open(folder));
        } catch (IOException | RuntimeException e) {
            unwritable = true;
            news.accept(
                    "the index of memory cannot be written: "
                            + e.getMessage()
                            + ". All vectors are compared, which is exact");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            writing = null;
            begun = false;
        }
    }

    @Override
    public Optional<List<String>> near(float[] vector, String text, int count) {
        var index = base;
        if (index == null || all.size() < crossover) {
            return Optional.empty();
        }
        List<DiskIndex.Hit> hits;
        try {
            hits = index.search(vector, count, ordinal -> !gone.get(ordinal));
        } catch (RuntimeException | InternalError e) {
            // InternalError: the file was cut off while it was mapped
            base = null;
            news.accept(
                    "the index of memory cannot be read (%s). All vectors are compared, which is exact, until the next start"
                            .formatted(e));
            return Optional.empty();
        }
        var room = new float[vector.length];
        come.forEach((id, other) -> {
            if (other.dimension() == vector.length) {
                hits.add(new DiskIndex.Hit(id, other.dot(vector, room)));
            }
        });
        return Optional.of(
                hits.stream()
                        .sorted(
                                Comparator.comparingDouble(DiskIndex.Hit::similarity)
                                        .reversed()
                                        .thenComparing(DiskIndex.Hit::id))
                        .limit(count)
                        .map(DiskIndex.Hit::id)
                        .toList());
    }

    /// Whether an index on disk answers now.
    public boolean isReady() {
        return base != null;
    }

    /// Does not wait for an index that is being written; it is given up.
    @Override
    public void close() {
        closed = true;
        var thread = writing;
        if (thread != null) {
            thread.interrupt();
        }
        var done = finished.getAndSet(null);
        if (done != null) {
            done.close();
        }
        if (base != null) {
            base.close();
        }
    }
}
