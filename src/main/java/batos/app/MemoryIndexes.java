package batos.app;

import batos.config.Settings;
import batos.memory.IndexStore;
import batos.memory.index.LiveIndex;
import batos.memory.index.PgDatabase;
import batos.memory.index.PgVectorIndex;
import batos.memory.search.FollowingIndex;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The index that settings name for the vectors of memory. A session that is recorded, replayed or
/// rehearsed compares all vectors: what an index finds depends on when it was written.
final class MemoryIndexes implements IndexStore {
    private static final String IMAGE = "image";
    private static final String PGVECTOR = "pgvector:";
    private static final String FOLDER = "vectors";

    private final Supplier<Settings.Memory> settings;
    private final Path home;
    private final boolean exact;
    private final Consumer<String> news;

    MemoryIndexes(Supplier<Settings.Memory> settings, OpenOptions opening, Consumer<String> news) {
        this.settings = settings;
        this.home = opening.home();
        this.exact =
                opening.rehearsed() || opening.record().isPresent() || opening.replay().isPresent();
        this.news = news;
    }

    @Override
    public String place() {
        var now = settings.get();
        return exact ? "" : now.indexFrom() + " " + now.store();
    }

    @Override
    public Optional<FollowingIndex> open(String embedder) {
        if (exact) {
            return Optional.empty();
        }
        var now = settings.get();
        if (now.store().startsWith(PGVECTOR)) {
            return Optional.of(
                    new PgVectorIndex(
                            PgDatabase.Address.of(
                                    now.store().substring(PGVECTOR.length()),
                                    System.getenv("PGPASSWORD")),
                            home.toAbsolutePath().normalize() + " " + embedder,
                            LiveIndex.BESIDE,
                            news));
        }
        if (!now.store().equals(IMAGE)) {
            news.accept(
                    "memory.store is '%s', which is neither image nor pgvector:URL; the image has the index"
                            .formatted(now.store()));
        }
        return Optional.of(
                new LiveIndex(
                        home.resolve(FOLDER), embedder, now.indexFrom(), LiveIndex.LATER, news));
    }
}
