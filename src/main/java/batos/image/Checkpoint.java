package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The description of the heap file and of its commit: written aside and renamed, checksummed.
///
/// @param heap the name of the heap file
/// @param number the last commit that the heap file holds
/// @param size how many objects there are then
/// @param next the next number for an anonymous object
/// @param spot where the journal goes on behind it
/// @param phase the work under way when it was written
/// @param boot which run of the operating system wrote it
/// @param lastRecord the offset of commit `number` in the segment of `spot`; 0 where that is not
///   known or the segment begins behind it
record Checkpoint(
        String heap,
        long number,
        long size,
        long next,
        RootHash root,
        Journal.Position spot,
        Phase phase,
        String boot,
        long lastRecord) {
    static final int FORMAT = 1;
    private static final long MAGIC = 0x4241544F53434850L; // BATOSCHP

    enum Phase {
        /// The heap file rests; the journal may go on behind the checkpoint.
        OPEN,
        /// The same, but the heap file was not forced: of use in this run of the system only.
        RESTING,
        /// The heap file is being written, and may hold parts of later commits.
        FOLDING,
        /// The image was closed: the journal ends here.
        CLOSED;

        /// Whether the heap file holds the commit whatever happens to the system.
        boolean isForced() {
            return this == OPEN || this == CLOSED;
        }
    }

    Checkpoint with(Phase other, String nowBoot) {
        return new Checkpoint(heap, number, size, next, root, spot, other, nowBoot, lastRecord);
    }

    Checkpoint at(String heapFile, Phase other) {
        return new Checkpoint(heapFile, number, size, next, root, spot, other, boot, lastRecord);
    }

    void save(Path file) throws IOException {
        Disk.replace(file, bytes());
    }

    /// The same without forcing it: it survives a killed process, not a power failure.
    void note(Path file) throws IOException {
        Disk.replaceUnforced(file, bytes());
    }

    private byte[] bytes() {
        var out = new ByteWriter();
        FileHeader.begin(MAGIC, FORMAT, out);
        out.text(heap);
        out.int64(number);
        out.int64(size);
        out.int64(next);
        root.write(out);
        out.int64(spot.segment());
        out.int64(spot.offset());
        out.text(phase.name());
        out.text(boot);
        out.int64(lastRecord);
        return FileHeader.end(out);
    }

    /// One flipped bit is mended. Null where there is none or where it does not match its checksum.
    static @Nullable Checkpoint load(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        var bytes = Files.readAllBytes(file);
        if (!isWhole(bytes)) {
            FileHeader.refuseNewer(file, bytes, MAGIC, FORMAT);
            bytes = BitRepair.anyBit(bytes, Checkpoint::isWhole).orElse(null);
            if (bytes == null) {
                return null;
            }
        }
        try {
            var in = new ByteReader(bytes, FileHeader.LENGTH, bytes.length);
            return new Checkpoint(
                    in.text(),
                    in.int64(),
                    in.int64(),
                    in.int64(),
                    RootHash.read(in),
                    new Journal.Position(in.int64(), in.int64()),
                    Phase.valueOf(in.text()),
                    in.text(),
                    in.left() >= Long.BYTES ? in.int64() : 0);
        } catch (DamagedData | IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isWhole(byte[] bytes) {
        return FileHeader.isWhole(bytes, MAGIC, FORMAT);
    }

    /// Whether the heap file rests as it was written.
    boolean isAtRest() {
        return phase.isForced() || (phase == Phase.RESTING && isOfThisBoot());
    }

    boolean isOfThisBoot() {
        return boot.equals(thisBoot());
    }

    /// Names this run of the operating system: memory-mapped writes survive a killed process, but
    /// not a power failure.
    static String thisBoot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
