package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/// Heap files that were copied into others. Readers that began on one end on it: it stays mapped
/// for a while. For one thread at a time.
final class OutgrownFiles {
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final Deque<RetiredFile> files = new ArrayDeque<>();

    private record RetiredFile(HeapFile file, long since) {}

    void add(HeapFile file) {
        files.add(new RetiredFile(file, System.nanoTime()));
    }

    /// Removes the files, once the new one is in a checkpoint.
    ///
    /// @return in how many nanoseconds this should be called again to give back their space
    OptionalLong tidy() throws IOException {
        for (var old : files) {
            Files.deleteIfExists(old.file.path);
            HeapBlockSums.delete(old.file.path);
            StartupCache.forget(old.file.path);
        }
        var now = System.nanoTime();
        while (!files.isEmpty() && now - files.getFirst().since >= QUIET_NANOS) {
            files.removeFirst().file.close();
        }
        return files.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(QUIET_NANOS - (now - files.getFirst().since));
    }

    void close() {
        files.forEach(old -> old.file.close());
    }
}
