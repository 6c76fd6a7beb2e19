package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The system's stamps of an image's large files when it was closed: an opening need not read again
/// files that nobody has written since. Bytes that change on the disk without a write show when
/// they are read, and in the background.
///
/// ```
/// magic u64 | format u32 | crc32c u32 | count
///           | path from the home, length, inode, last change, last modification …
/// ```
///
/// The system's clock for files stands still for milliseconds, so that a write right after the
/// closing could leave the time of the last change as it is. Hence the time of the last
/// modification is set to one that no write gives it.
final class FileStamps {
    private static final long MAGIC = 0x4241544F5354414DL; // BATOSTAM
    private static final int FORMAT = 1;
    static final String NAME = "stamps";
    private static final String ATTRIBUTES = "unix:size,ino,ctime,lastModifiedTime";
    private static final long NANOS = 1_000_000_000L;

    private final Path home;
    private final Map<String, Stamp> stamps;

    private FileStamps(Path home, Map<String, Stamp> stamps) {
        this.home = home;
        this.stamps = stamps;
    }

    private record Stamp(long length, long inode, long changed, long modified) {
        static @Nullable Stamp of(Path file) {
            try {
                var found = Files.readAttributes(file, ATTRIBUTES);
                return found.get("size") instanceof Long length
                                && found.get("ino") instanceof Long inode
                                && found.get("ctime") instanceof FileTime changed
                                && found.get("lastModifiedTime") instanceof FileTime modified
                        ? new Stamp(length, inode, nanos(changed), nanos(modified))
                        : null;
            } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
                return null; // no such file, or a system without these attributes
            }
        }

        private static long nanos(FileTime time) {
            var instant = time.toInstant();
            return instant.getEpochSecond() * NANOS + instant.getNano();
        }
    }

    static Path path(Path home) {
        return home.resolve("heap").resolve(NAME);
    }

    /// None where the file is missing or does not match its checksum.
    static FileStamps load(Path home) throws IOException {
        var stamps = new LinkedHashMap<String, Stamp>();
        var in = FileHeader.body(path(home), MAGIC, FORMAT);
        if (in != null) {
            for (int left = in.count(); left > 0; left--) {
                stamps.put(in.text(), new Stamp(in.int64(), in.int64(), in.int64(), in.int64()));
            }
        }
        return new FileStamps(home, stamps);
    }

    private String name(Path file) {
        return home.relativize(file).toString();
    }

    /// Whether nobody has written to the file since its stamp was taken.
    boolean isUntouched(Path file) {
        var stamp = stamps.get(name(file));
        return stamp != null && stamp.equals(Stamp.of(file));
    }

    /// Takes the stamps when an image is closed.
    void closed(Journal journal, HeapFile heap) throws IOException {
        journal.close();
        var files = new ArrayList<>(journal.check().whole());
        if (heap.isSound()) {
            files.add(heap.path);
        }
        renew(files);
    }

    /// Takes the stamps of files whose content is known to be right, in place of all others. Where
    /// the disk does not take them, the next opening reads the files.
    void renew(Collection<Path> files) throws IOException {
        var now = new LinkedHashMap<String, Stamp>();
        for (var file : files) {
            var stamp = isUntouched(file) ? stamps.get(name(file)) : taken(file);
            if (stamp != null) {
                now.put(name(file), stamp);
            }
        }
        if (now.equals(stamps)) {
            return;
        }
        var out = new ByteWriter();
        FileHeader.begin(MAGIC, FORMAT, out);
        out.length(now.size());
        now.forEach((name, stamp) -> {
            out.text(name);
            out.int64(stamp.length);
            out.int64(stamp.inode);
            out.int64(stamp.changed);
            out.int64(stamp.modified);
        });
        try {
            Disk.replace(path(home), FileHeader.end(out));
        } catch (IOException e) {
            Files.deleteIfExists(path(home));
        }
    }

    private static @Nullable Stamp taken(Path file) {
        try {
            var odd =
                    Instant.now().minusNanos(NANOS + RandomGenerator.getDefault().nextLong(NANOS));
            Files.setLastModifiedTime(file, FileTime.from(odd));
            return Stamp.of(file);
        } catch (IOException e) {
            return null;
        }
    }

    /// Lets the next opening read everything.
    ///
    /// @param heap a heap file
    static void forget(Path heap) throws IOException {
        Files.deleteIfExists(heap.resolveSibling(NAME));
    }
}
