package batos.app;

import batos.config.Settings;
import batos.memory.IndexStore;
import batos.memory.index.LiveIndex;
import batos.memory.search.FollowingIndex;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The index that settings name for the vectors of memory. A session that is recorded, replayed or
/// rehearsed compares all vectors: what an index finds depends on when it was written.
final class MemoryIndexes implements IndexStore {
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
        return Optional.of(
                new LiveIndex(
                        home.resolve(FOLDER), embedder, now.indexFrom(), LiveIndex.BESIDE, news));
    }
}
