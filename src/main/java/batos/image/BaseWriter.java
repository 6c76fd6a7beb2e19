package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes the base: the full state at the last checkpoint, from which a lost heap is rebuilt once
/// the journal no longer reaches back to the first commit.
final class BaseWriter {
    private final Path folder;
    private final Checkpointer checkpointer;
    private final CheckpointFile checkpoint;
    private final long reserveBytes;

    BaseWriter(
            Path folder, Checkpointer checkpointer, CheckpointFile checkpoint, long reserveBytes) {
        this.folder = folder;
        this.checkpointer = checkpointer;
        this.checkpoint = checkpoint;
        this.reserveBytes = reserveBytes;
    }

    /// The newest full state in the folder of bases; null where there is none.
    static @Nullable Path newest(Path bases) throws IOException {
        if (!Files.isDirectory(bases)) {
            return null;
        }
        try (var list = Files.list(bases)) {
            return list.filter(it -> it.toString().endsWith(".base"))
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    /// The contents of the heap. A base that differs from the journal's record must not replace the
    /// journal.
    private static final class HeapSum {
        private final Set<String> files = new HashSet<>();
        private long bytes;
        private RootHash root = RootHash.EMPTY;

        void add(long oid, byte[] cell) {
            bytes += cell.length;
            root = root.plus(ObjectCodec.root(oid, cell));
            addLargeFile(cell, files);
        }
    }

    /// Adds the name of the large object's file that a cell refers to, if any.
    static void addLargeFile(byte @Nullable [] cell, Set<String> files) {
        var name = cell == null ? null : ObjectCodec.largeFile(cell);
        if (name != null) {
            files.add(HexFormat.of().formatHex(name));
        }
    }

    /// Replaces the base.
    ///
    /// @return the names of the files of large objects that it refers to
    Set<String> write() throws IOException {
        Disk.folder(folder);
        var sum = new HeapSum();
        var copy = folder.resolve("heap.copy");
        checkpointer.readCheckpoint(
                copy,
                4 * reserveBytes,
                (heap, at) -> {
                    check(heap, at, sum);
                    var path = folder.resolve("%019d.base".formatted(at.number()));
                    Archive.write(
                            path,
                            manifest(at, sum.bytes),
                            visitor -> heap.objects((oid, cell) -> visitor.accept(cell, oid)));
                    deleteOthers(path, copy);
                });
        return sum.files;
    }

    private void check(HeapFile heap, Checkpoint at, HeapSum sum) {
        try {
            heap.objects(sum::add);
        } catch (DamagedData e) {
            throw new ImageFault(
                    ImageFault.Reason.DAMAGED,
                    "nothing was compacted: " + checkpoint.distrustHeap(),
                    e);
        }
        if (!sum.root.equals(at.root())) {
            throw new ImageFault(
                    ImageFault.Reason.DAMAGED,
                    "nothing was compacted: " + checkpoint.distrustHeap());
        }
    }

    private static Archive.Manifest manifest(Checkpoint at, long bytes) {
        return new Archive.Manifest(
                at.number(), at.size(), at.next(), bytes, at.root(), Instant.EPOCH, "");
    }

    private void deleteOthers(Path base, Path copy) throws IOException {
        try (var files = Files.list(folder)) {
            for (var old : files.filter(it -> !it.equals(base) && !it.equals(copy)).toList()) {
                Files.delete(old);
            }
        }
    }
}
