package batos.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/// H2's MVStore, forced after each commit.
final class MvStore implements Store {
    private @Nullable MVStore store;
    private @Nullable MVMap<Long, byte[]> map;

    @Override
    public String name() {
        return "H2 MVStore";
    }

    @Override
    public void open(Path folder) throws Exception {
        Files.createDirectories(folder);
        var opened =
                new MVStore.Builder()
                        .fileName(folder.resolve("store.mv").toString())
                        .autoCommitDisabled()
                        .open();
        store = opened;
        map = opened.openMap("object");
    }

    @Override
    public void put(long[] oids, long salt) {
        var into = Objects.requireNonNull(map);
        for (var oid : oids) {
            into.put(oid, Bytes.of(oid, salt));
        }
        var opened = Objects.requireNonNull(store);
        opened.commit();
        opened.sync();
    }

    @Override
    public long read(long oid) {
        return Objects.requireNonNull(Objects.requireNonNull(map).get(oid)).length;
    }

    @Override
    public void putLarge(String text) {
        Objects.requireNonNull(map).put(-1L, text.getBytes(StandardCharsets.UTF_8));
        var opened = Objects.requireNonNull(store);
        opened.commit();
        opened.sync();
    }

    @Override
    public long readLarge() {
        var bytes = Objects.requireNonNull(Objects.requireNonNull(map).get(-1L));
        return new String(bytes, StandardCharsets.UTF_8).length();
    }

    @Override
    public void save(Path file) throws Exception {
        Objects.requireNonNull(store).commit();
        Files.copy(Path.of(Objects.requireNonNull(store).getFileStore().getFileName()), file);
    }

    @Override
    public void close() {
        Objects.requireNonNull(store).close();
    }
}
