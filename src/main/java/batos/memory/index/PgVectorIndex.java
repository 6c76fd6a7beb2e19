package batos.memory.index;

import batos.memory.search.FollowingIndex;
import batos.memory.search.HalfVector;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/// The index in a PostgreSQL database with pgvector. The database follows the image, on a thread of
/// its own, and is compared with it when the image opens; vectors that it does not have yet are
/// compared here. While it cannot be reached it names nothing, and all vectors are compared; each
/// commit tries again.
public final class PgVectorIndex implements FollowingIndex {
    /// With more changes on their way than these, all vectors are compared.
    private static final int LATE = 5_000;

    private final PgDatabase database;
    private final Executor writers;
    private final Consumer<String> news;
    private Map<String, HalfVector> all = Map.of();
    private Function<String, String> texts = id -> "";
    private final Map<String, HalfVector> waiting = new LinkedHashMap<>();
    private final LinkedHashSet<String> gone = new LinkedHashSet<>();
    private String root = "";

    /// Written by the thread that writes to the database.
    private volatile boolean ready;

    private volatile boolean busy;
    private volatile boolean told;

    /// @param space names the image and the embedding model; rows of others are never touched
    /// @param writers runs what takes long beside the present work
    /// @param news hears when the database does not answer
    public PgVectorIndex(
            PgDatabase.Address address, String space, Executor writers, Consumer<String> news) {
        this.database = new PgDatabase(address, space);
        this.writers = writers;
        this.news = news;
    }

    @Override
    public void follow(Map<String, HalfVector> vectors, Function<String, String> newTexts) {
        all = vectors;
        texts = newTexts;
        ready = false;
        root = "";
    }

    @Override
    public synchronized void put(String id, HalfVector vector) {
        gone.remove(id);
        waiting.put(id, vector);
    }

    @Override
    public synchronized void remove(String id) {
        waiting.remove(id);
        gone.add(id);
    }

    @Override
    public void settled(String now) {
        if (busy || all.isEmpty() || (ready ? !hasWork() : now.equals(root))) {
            return;
        }
        root = now;
        busy = true;
        if (ready) {
            flush();
        } else {
            reconcile();
        }
    }

    private synchronized boolean hasWork() {
        return !waiting.isEmpty() || !gone.isEmpty();
    }

    private int dimension() {
        return all.values().iterator().next().dimension();
    }

    private PgDatabase.Row row(String id, HalfVector vector) {
        return new PgDatabase.Row(id, vector, texts.apply(id));
    }

    /// Brings the changes since then to the database.
    private void flush() {
        List<PgDatabase.Row> come;
        List<String> leaving;
        var dimension = dimension();
        synchronized (this) {
            come =
                    waiting.entrySet().stream()
                            .filter(it -> it.getValue().dimension() == dimension)
                            .map(it -> row(it.getKey(), it.getValue()))
                            .toList();
            leaving = List.copyOf(gone);
        }
        beside(() -> {
            database.apply(dimension, come, leaving);
            done(come, leaving);
        });
    }

    private synchronized void done(List<PgDatabase.Row> come, List<String> leaving) {
        come.forEach(row -> waiting.remove(row.id(), row.vector()));
        leaving.forEach(gone::remove);
    }

    /// Makes the database equal to the image, whatever it held.
    private void reconcile() {
        var dimension = dimension();
        var rows = new LinkedHashMap<String, PgDatabase.Row>();
        all.forEach((id, vector) -> {
            if (vector.dimension() == dimension) {
                rows.put(id, row(id, vector));
            }
        });
        synchronized (this) {
            waiting.clear();
            gone.clear();
        }
        beside(() -> {
            database.prepare(dimension);
            var known = database.fingerprints(dimension);
            var come =
                    rows.values().stream()
                            .filter(row -> {
                                var before = known.get(row.id());
                                return before == null || before != row.vector().hashCode();
                            })
                            .toList();
            known.keySet().removeAll(rows.keySet());
            database.apply(dimension, come, known.keySet());
            ready = true;
            told = false;
        });
    }

    private interface Work {
        void run() throws SQLException;
    }

    private void beside(Work work) {
        writers.execute(() -> {
            try {
                work.run();
            } catch (SQLException | RuntimeException e) {
                away(e);
            } finally {
                busy = false;
            }
        });
    }

    private void away(Exception e) {
        ready = false;
        if (!told) {
            told = true;
            news.accept(
                    "the database of memory.store does not answer (%s). All vectors are compared, which is exact, until it does"
                            .formatted(e.getMessage()));
        }
    }

    @Override
    public Optional<List<String>> near(float[] vector, String text, int count) {
        var late = waitingNow();
        if (!ready || late.size() > LATE) {
            return Optional.empty();
        }
        try {
            var found = new LinkedHashSet<>(database.near(vector, text, count));
            found.retainAll(all.keySet());
            found.addAll(nearest(late, vector, count));
            return Optional.of(List.copyOf(found));
        } catch (SQLException | RuntimeException e) {
            away(e);
            root = "";
            return Optional.empty();
        }
    }

    private synchronized Map<String, HalfVector> waitingNow() {
        return new LinkedHashMap<>(waiting);
    }

    private static List<String> nearest(Map<String, HalfVector> late, float[] vector, int count) {
        record Hit(String id, float near) {}
        var room = new float[vector.length];
        var hits = new ArrayList<Hit>();
        late.forEach((id, other) -> {
            if (other.dimension() == vector.length) {
                hits.add(new Hit(id, other.dot(vector, room)));
            }
        });
        return hits.stream()
                .sorted(Comparator.comparingDouble(Hit::near).reversed())
                .limit(count)
                .map(Hit::id)
                .toList();
    }

    /// Whether the database answers now.
    public boolean isReady() {
        return ready;
    }

    @Override
    public void close() {
        database.close();
    }
}
