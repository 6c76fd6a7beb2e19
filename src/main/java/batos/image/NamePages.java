package batos.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The index of named objects by kind, in pages that lie in the heap beside the objects.
///
/// Each kind has a tree of pages: a leaf lists names with their identities; a leaf that grows
/// beyond [#FULL] names becomes a fork with sixteen leaves below, chosen by the next four bits of
/// the identity, which is a hash. Adding and removing are idempotent, and leaves are written before
/// the fork that leads to them, so a half-done change can simply be done again.
final class NamePages {
    private static final int FULL = 48;
    private static final int WIDE = 4096;

    private final HeapFile heap;

    NamePages(HeapFile heap) {
        this.heap = heap;
    }

    void add(String kind, String name, long oid) {
        var spot = leaf(kind, oid);
        if (spot.names.putIfAbsent(name, new Oid(oid)) == null) {
            write(kind, spot.path, spot.names);
        }
    }

    void remove(String kind, String name, long oid) {
        var spot = leaf(kind, oid);
        if (spot.names.remove(name) != null) {
            write(kind, spot.path, spot.names);
        }
    }

    /// All names of a kind.
    NavigableMap<String, Oid> names(String kind) {
        var all = new TreeMap<String, Oid>();
        collect(kind, "", all);
        return all;
    }

    private void collect(String kind, String path, Map<String, Oid> all) {
        var names = read(kind, path);
        if (names != null) {
            all.putAll(names);
            return;
        }
        for (int i = 0; i < 16; i++) {
            collect(kind, path + Character.forDigit(i, 16), all);
        }
    }

    private record Leaf(String path, NavigableMap<String, Oid> names) {}

    private Leaf leaf(String kind, long oid) {
        for (var path = ""; ; path += digit(oid, path.length())) {
            var names = read(kind, path);
            if (names != null) {
                return new Leaf(path, names);
            }
        }
    }

    private static char digit(long oid, int depth) {
        return Character.forDigit((int) (oid >>> (58 - 4 * depth)) & 15, 16);
    }

    /// The names on a leaf; null for a fork.
    private @Nullable NavigableMap<String, Oid> read(String kind, String path) {
        var names = new TreeMap<String, Oid>();
        var page = heap.get(key(kind, path));
        if (page == null) {
            return names;
        }
        var in = new ByteReader(page, 0, page.length);
        if (in.int8() == 1) {
            return null;
        }
        var count = in.count();
        for (int i = 0; i < count; i++) {
            names.put(in.text(), new Oid(in.int64()));
        }
        return names;
    }

    private void write(String kind, String path, NavigableMap<String, Oid> names) {
        var out = new ByteWriter();
        out.int8(0);
        out.length(names.size());
        names.forEach((name, oid) -> {
            out.text(name);
            out.int64(oid.value());
        });
        if (path.length() < 14 && names.size() > 1 && (names.size() > FULL || out.size() > WIDE)) {
            fork(kind, path, names);
        } else {
            heap.put(key(kind, path), out.bytes());
        }
    }

    private void fork(String kind, String path, NavigableMap<String, Oid> names) {
        for (int i = 0; i < 16; i++) {
            var digit = Character.forDigit(i, 16);
            var part = new TreeMap<String, Oid>();
            names.forEach((name, oid) -> {
                if (digit(oid.value(), path.length()) == digit) {
                    part.put(name, oid);
                }
            });
            write(kind, path + digit, part);
        }
        heap.put(key(kind, path), new byte[] {1});
    }

    /// Rebuilds all pages from the objects.
    void rebuild() {
        var pages = new ArrayList<Long>();
        heap.each(key -> key < 0, (key, page) -> pages.add(key));
        pages.forEach(heap::remove);
        heap.each(
                NamePages::isNamed,
                (key, cell) -> {
                    var label = ObjectCodec.label(cell);
                    add(label.kind(), Objects.requireNonNull(label.name()), key);
                });
    }

    /// Whether they lead to every object that has a name, and to nothing else of its kind.
    boolean areWhole() {
        var named = new HashMap<String, NavigableMap<String, Oid>>();
        heap.each(
                NamePages::isNamed,
                (key, cell) -> {
                    var label = ObjectCodec.label(cell);
                    named.computeIfAbsent(label.kind(), _ -> new TreeMap<>())
                            .put(Objects.requireNonNull(label.name()), new Oid(key));
                });
        return named.entrySet().stream()
                .allMatch(kind -> names(kind.getKey()).equals(kind.getValue()));
    }

    private static boolean isNamed(long key) {
        return key >= 0 && new Oid(key).isNamed();
    }

    /// A page's key: a hash of where it stands, below zero.
    private static long key(String kind, String path) {
        var sha = RootHash.sha256();
        sha.update(path.getBytes(StandardCharsets.US_ASCII));
        sha.update((byte) '/');
        var hash = ByteBuffer.wrap(sha.digest(kind.getBytes(StandardCharsets.UTF_8))).getLong();
        return hash | Long.MIN_VALUE;
    }
}
