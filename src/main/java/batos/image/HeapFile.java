package batos.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The heap on disk: one Chronicle Map from identity to cell, memory-mapped, of fixed capacity.
///
/// Written by one thread only, while a checkpoint is being made; read by all. Keys below zero are
/// the pages of the [NamePages].
final class HeapFile {
    final Path path;
    private final boolean onDisk;
    private final @Nullable Resting resting;
    private final StartupCache first;
    private volatile @Nullable OpenHeap open;

    /// A file that opens at the first request that the first reads do not answer.
    ///
    /// @param checkpoint the commit and size that it must hold
    private record Resting(StartupCache first, Checkpoint checkpoint, HeapBlockSums sums) {}

    /// Whether a resting file was compared with its sums as a whole; else each read compares its
    /// part.
    private volatile boolean compared;

    private volatile boolean damaged;

    private HeapFile(Path path, OpenHeap open, boolean onDisk) {
        this.path = path;
        this.onDisk = onDisk;
        this.resting = null;
        this.first = StartupCache.none();
        this.open = open;
    }

    private HeapFile(Path path, Resting resting, boolean compared) {
        this.path = path;
        this.onDisk = true;
        this.resting = resting;
        this.first = resting.first;
        this.compared = compared;
    }

    /// A file that opens at the first request that the first reads of an earlier start do not
    /// answer.
    ///
    /// @param compared whether it was compared with its sums; else its parts are when they are read
    static HeapFile resting(
            Path path,
            StartupCache first,
            Checkpoint checkpoint,
            HeapBlockSums sums,
            boolean compared) {
        return new HeapFile(path, new Resting(first, checkpoint, sums), compared);
    }

    private OpenHeap open() {
        var now = open;
        return now == null ? opened() : now;
    }

    /// On a thread of its own: an interrupt of the asking one would close the file at its opening.
    private synchronized OpenHeap opened() {
        var now = open;
        if (now != null) {
            return now;
        }
        try {
            var thread = Thread.ofPlatform().daemon().name("image-heap");
            now = CompletableFuture.supplyAsync(this::openedNow, thread::start).join();
            open = now;
            return now;
        } catch (CompletionException e) {
            throw e.getCause() instanceof ImageFault fault ? fault : e;
        }
    }

    private OpenHeap openedNow() {
        var rested = Objects.requireNonNull(resting);
        try {
            return open(path, rested.sums, compared).holding(rested.checkpoint).open();
        } catch (IOException | RuntimeException | AssertionError | InternalError e) {
            try {
                StartupCache.forget(path);
            } catch (IOException stays) {
                e.addSuppressed(stays);
            }
            throw new ImageFault(
                    ImageFault.Reason.DAMAGED,
                    "the heap file does not open (%s); nothing is lost. Next: leave batos and start it again, which rebuilds the heap from the journal"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /// This file, where it holds no less than there were objects.
    ///
    /// @throws IOException when it does; it is closed then
    HeapFile holding(Checkpoint checkpoint) throws IOException {
        var held = entries();
        if (held < checkpoint.size()) {
            close();
            throw new IOException(
                    "%s holds %d entries, and there were %d objects"
                            .formatted(path, held, checkpoint.size()));
        }
        return this;
    }

    /// There is no room for an entry; the file is as it was before.
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1;

        Full(Path path) {
            super(path + " is full");
        }
    }

    /// A new, empty file with room for such cells.
    static HeapFile create(Path path, CellSizes cells) throws IOException {
        var map = HeapMaps.create(path, cells);
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            FileBlocks.fill(path);
            return new HeapFile(path, new OpenHeap(path, map, true, null, true), true);
        } catch (IOException e) {
            HeapMaps.close(map);
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /// A map outside the Java heap, for an image whose disk cannot be written.
    ///
    /// @param path only names it
    static HeapFile inMemory(Path path, CellSizes cells) {
        var map = HeapMaps.inMemory(cells);
        return new HeapFile(path, new OpenHeap(path, map, false, null, true), false);
    }

    /// Opens a file that no process was writing when it was last closed.
    ///
    /// @throws IOException also when a disk has changed what leads to its entries
    static HeapFile open(Path path) throws IOException {
        return open(path, null, true);
    }

    /// @param sums those of its last closing, or null
    /// @param compared whether it was compared with its sums; else its parts are when they are read
    static HeapFile open(Path path, @Nullable HeapBlockSums sums, boolean compared)
            throws IOException {
        HeapFileCheck.header(path);
        var open = new OpenHeap(path, HeapMaps.open(path), true, sums, compared);
        try {
            open.prepare();
        } catch (IOException e) {
            open.close();
            throw e;
        }
        return new HeapFile(path, open, true);
    }

    /// Opens a file whose writer was killed: every entry is checked, half-written ones are dropped.
    static HeapFile recover(Path path) throws IOException {
        HeapFileCheck.ready(path);
        return new HeapFile(
                path, new OpenHeap(path, HeapMaps.recover(path), true, null, true), true);
    }

    byte @Nullable [] get(long key) {
        first.note(key);
        return answersFirst(key) ? first.cell(key) : open().get(key);
    }

    /// Whether its map is open.
    boolean isOpen() {
        return open != null;
    }

    private boolean answersFirst(long key) {
        return open == null && first.has(key);
    }

    /// The value of a key, compared with the checksum that was stored with it.
    ///
    /// @throws DamagedData where a disk has changed it
    byte @Nullable [] checked(long key) {
        first.note(key);
        return answersFirst(key) ? first.cell(key) : open().checked(key);
    }

    /// @throws Full when the file must be copied into a bigger one
    /// @throws java.io.UncheckedIOException when the disk is full; the file is as it was before
    void put(long key, byte[] value) {
        open().put(key, value);
    }

    /// In which part of the file a key lies: who puts many does it part by part, so that each page
    /// changes once.
    int segment(long key) {
        return open().segment(key);
    }

    boolean has(long key) {
        return open().has(key);
    }

    void remove(long key) {
        open().remove(key);
    }

    /// Cuts the length off that the file has ahead of the map, once no more is put.
    void trim() throws IOException {
        var now = open;
        if (onDisk && now != null) {
            now.trim();
        }
    }

    /// The length of the file without its growth ahead of the map, in bytes.
    long used() {
        return open().used();
    }

    long entries() {
        return open().entries();
    }

    /// Into how many parts it is divided by its keys' hashes.
    int parts() {
        return open().parts();
    }

    /// The entries of a part whose keys are wanted, in no order. The visitor may read and write
    /// this file.
    void each(int part, LongPredicate wanted, BiConsumer<Long, byte[]> visitor) {
        open().each(part, wanted, visitor);
    }

    /// Every entry whose key is wanted, part by part.
    void each(LongPredicate wanted, BiConsumer<Long, byte[]> visitor) {
        var now = open();
        for (int part = 0; part < now.parts(); part++) {
            now.each(part, wanted, visitor);
        }
    }

    /// Every entry, part by part.
    void each(BiConsumer<Long, byte[]> visitor) {
        each(key -> true, visitor);
    }

    /// Every object, in no order: without the pages of the directory.
    void objects(BiConsumer<Long, byte[]> visitor) {
        each(key -> key >= 0, visitor);
    }

    /// Every key, in no order. The visitor may read this file.
    void keys(LongConsumer visitor) {
        var now = open();
        for (int part = 0; part < now.parts(); part++) {
            now.keys(part).forEach(visitor::accept);
        }
    }

    /// How long the entries' cells are, in no order.
    void lengths(LongConsumer visitor) {
        open().lengths(visitor);
    }

    /// Puts what the memory map holds on the disk.
    void force() throws IOException {
        if (!onDisk) {
            return;
        }
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.getFD().sync();
        }
    }

    /// Notes what the file holds at a commit, so that a later opening finds a changed block.
    ///
    /// @param gently whether it rests between blocks, as commits go on meanwhile
    /// @param enough says when to give up
    void noteSums(long number, boolean gently, BooleanSupplier enough) throws IOException {
        var untouched = open == null && resting != null && resting.checkpoint.number() == number;
        if (onDisk && !untouched && open().blocks.sum(number, gently, enough)) {
            first.keep(this, number, open().blocks.from());
        }
    }

    /// Compares what nobody has read yet with the sums of the last closing. Not while it is
    /// written.
    ///
    /// @param enough says when to give up
    /// @throws HeapChanged where the disk had changed something
    void compare(boolean gently, BooleanSupplier enough) throws IOException {
        var now = open;
        try {
            if (now != null) {
                now.blocks.compareAll(gently, enough);
            } else if (resting != null && !compared) {
                compared = resting.sums.compareAll(gently, enough);
            }
        } catch (HeapChanged e) {
            damaged = true;
            throw e;
        }
    }

    /// Whether no comparison found a changed part.
    boolean isSound() {
        var now = open;
        return !damaged && (now == null || !now.blocks.isDamaged());
    }

    void close() {
        var now = open;
        if (now != null) {
            now.close();
        }
    }
}
