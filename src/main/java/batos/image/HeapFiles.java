package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Creates heap files: on the disk, or in memory where the disk cannot be written.
enum HeapFiles {
    ON_DISK {
        @Override
        HeapFile create(Path path, long entries, int average) throws IOException {
            Disk.folder(Objects.requireNonNull(path.getParent()));
            Files.deleteIfExists(path);
            return HeapFile.create(path, entries, average);
        }
    },
    IN_MEMORY {
        @Override
        HeapFile create(Path path, long entries, int average) {
            return HeapFile.inMemory(path, entries, average);
        }
    };

    /// A map made for shorter cells refuses those that are as long as an object may be in it.
    private static final int SMALLEST_AVERAGE = 96;

    private static final int LARGEST_AVERAGE = 4096;

    abstract HeapFile create(Path path, long entries, int average) throws IOException;

    /// An empty file for about `entries` cells of `average` bytes.
    HeapFile fresh(Path path, long entries, int average) throws IOException {
        return create(
                path,
                Math.max(256, entries),
                Math.clamp(average, SMALLEST_AVERAGE, LARGEST_AVERAGE));
    }
}
