package batos.image;

import batos.text.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The way back to snapshots that are older than the journal: for each, what the objects were that
/// changed up to the next one.
///
/// ```
/// magic u64 | format u32 | crc32c u32 | from | to | objects and root after `from`
///           | count | (identity u64 | cell, empty where there was no object)…
/// ```
final class DeltaFiles {
    static final int FORMAT = 1;
    private static final long MAGIC = 0x4241544F5344454CL; // BATOSDEL

    private final Path folder;
    private final NavigableMap<Long, Path> byStart = new ConcurrentSkipListMap<>();

    DeltaFiles(Path folder) throws IOException {
        this.folder = folder;
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (var path : files.filter(p -> p.toString().endsWith(".delta")).toList()) {
                add(path);
            }
        }
    }

    /// Of two that begin at one commit, which a killed joining leaves, the longer one stays.
    private void add(Path path) throws IOException {
        var other = byStart.get(bound(path, 0));
        if (other != null && bound(other, 1) > bound(path, 1)) {
            Files.delete(path);
            return;
        }
        byStart.put(bound(path, 0), path);
        if (other != null) {
            Files.delete(other);
        }
    }

    /// A delta's first (0) or last (1) commit, as its file's name says.
    private static long bound(Path path, int which) {
        var name = path.getFileName().toString().replace(".delta", "");
        return Long.parseLong(name.split("-", 2)[which]);
    }

    /// The changes from commit `from` up to commit `to`: the cells as they were at `from`, null
    /// where there was no object.
    record Delta(
            long from, long to, long size, RootHash root, Map<Long, byte @Nullable []> before) {}

    boolean leadsTo(long number) {
        return byStart.containsKey(number);
    }

    /// The bytes of the delta that begins there; 0 where the journal still leads back.
    long bytes(long number) {
        var path = byStart.get(number);
        return path == null ? 0 : path.toFile().length();
    }

    /// The commit at which the newest delta ends.
    Optional<Long> end() {
        return byStart.isEmpty()
                ? Optional.empty()
                : Optional.of(bound(byStart.lastEntry().getValue(), 1));
    }

    /// All deltas from the newest back to the one that starts with `number`.
    Iterable<Delta> backTo(long number) {
        return () ->
                byStart.tailMap(number, true).descendingMap().keySet().stream()
                        .map(this::read)
                        .iterator();
    }

    Delta read(long from) {
        var path = byStart.get(from);
        try {
            var bytes = Files.readAllBytes(java.util.Objects.requireNonNull(path));
            if (!FileHeader.isWhole(bytes, MAGIC, FORMAT)) {
                FileHeader.refuseNewer(path, bytes, MAGIC, FORMAT);
                throw new DamagedData(
                        "%s does not match its checksum: no state up to commit %d can be read any more. Next: image verify names the snapshots"
                                .formatted(path, from));
            }
            var in = new ByteReader(bytes, FileHeader.LENGTH, bytes.length);
            var start = in.int64();
            var end = in.int64();
            var size = in.int64();
            var root = RootHash.read(in);
            var count = in.count();
            var before = new HashMap<Long, byte @Nullable []>();
            for (int i = 0; i < count; i++) {
                var oid = in.int64();
                var cell = in.block();
                before.put(oid, cell.length == 0 ? null : cell);
            }
            return new Delta(start, end, size, root, before);
        } catch (IOException e) {
            throw new ImageFault(
                    ImageFault.Reason.DISK, "cannot read " + path + ": " + FileErrors.reason(e), e);
        }
    }

    void write(Delta delta) throws IOException {
        var out = new ByteWriter();
        FileHeader.begin(MAGIC, FORMAT, out);
        out.int64(delta.from());
        out.int64(delta.to());
        out.int64(delta.size());
        delta.root().write(out);
        out.length(delta.before().size());
        delta.before()
                .forEach((oid, cell) -> {
                    out.int64(oid);
                    if (cell == null) {
                        out.length(0);
                    } else {
                        out.block(cell);
                    }
                });
        Disk.folder(folder);
        var path = folder.resolve("%d-%d.delta".formatted(delta.from(), delta.to()));
        Disk.replace(path, FileHeader.end(out));
        var replaced = byStart.put(delta.from(), path);
        if (replaced != null && !replaced.equals(path)) {
            Files.delete(replaced);
        }
    }

    /// Joins the delta that ends at `number` with the one that starts there. Where one of them does
    /// not read, both stay as they are.
    void join(long number) throws IOException {
        var earlier = byStart.lowerEntry(number);
        var path = byStart.get(number);
        if (earlier == null || path == null) {
            return;
        }
        Delta first;
        Delta second;
        try {
            first = read(earlier.getKey());
            second = read(number);
        } catch (DamagedData e) {
            return;
        }
        var before = new HashMap<Long, byte @Nullable []>(second.before());
        before.putAll(first.before());
        write(new Delta(first.from(), second.to(), first.size(), first.root(), before));
        byStart.remove(number);
        Files.delete(path);
    }

    /// The starts of all deltas, ascending.
    java.util.List<Long> starts() {
        return java.util.List.copyOf(byStart.keySet());
    }

    void drop(long from) throws IOException {
        var path = byStart.remove(from);
        if (path != null) {
            Files.delete(path);
        }
    }
}
