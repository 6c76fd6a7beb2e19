package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Creates heap files: on the disk, or in memory where the disk cannot be written.
enum HeapFiles {
    ON_DISK {
        @Override
        HeapFile create(Path path, CellSizes cells) throws IOException {
            Disk.folder(Objects.requireNonNull(path.getParent()));
            Files.deleteIfExists(path);
            return HeapFile.create(path, cells);
        }
    },
    IN_MEMORY {
        @Override
        HeapFile create(Path path, CellSizes cells) {
            return HeapFile.inMemory(path, cells);
        }
    };

    /// A map made for shorter cells refuses those that are as long as an object may be in it.
    private static final int SMALLEST_AVERAGE = 96;

    private static final int LARGEST_AVERAGE = 4096;

    abstract HeapFile create(Path path, CellSizes cells) throws IOException;

    /// An empty file for about so many cells.
    HeapFile fresh(Path path, CellSizes cells) throws IOException {
        return create(
                path,
                new CellSizes(
                        Math.max(256, cells.count()),
                        Math.clamp(cells.mean(), SMALLEST_AVERAGE, LARGEST_AVERAGE),
                        cells.square()));
    }
}
