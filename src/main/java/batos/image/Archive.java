package batos.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import batos.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.ObjLongConsumer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// All objects of one state in one compressed file: what `image export` writes, and the full state
/// from which a lost heap is rebuilt.
///
/// ```
/// magic u64 | format u32 | length u32 | manifest, JSON
/// deflated: (length u32 | identity u64 | cell)…, ended by a length of zero
/// SHA-256 of all before it
/// ```
///
/// Reading trusts nothing: the objects must be as many, as long, and have the root that the
/// manifest says, and what unpacks to more than that is refused before it is unpacked.
final class Archive {
    static final int FORMAT = 1;
    private static final long MAGIC = 0x4241544F53415243L; // BATOSARC
    private static final int LONGEST_MANIFEST = 1 << 16;
    private static final int HASH = 32;

    private Archive() {}

    /// @param number the commit after which the state is
    /// @param next the next number for an anonymous object
    /// @param bytes length of all cells
    record Manifest(
            long number,
            long objects,
            long next,
            long bytes,
            RootHash root,
            Instant at,
            String host) {
        byte[] json() {
            return Json.write(
                            Json.object()
                                    .put("what", "a batos image")
                                    .put("format", FORMAT)
                                    .put("number", number)
                                    .put("objects", objects)
                                    .put("next", next)
                                    .put("bytes", bytes)
                                    .put("root", root.toString())
                                    .put("at", at.toString())
                                    .put("host", host))
                    .getBytes(UTF_8);
        }

        static Manifest of(byte[] json) throws IOException {
            var node = Json.read(new String(json, UTF_8));
            try {
                var root = java.util.HexFormat.of().parseHex(node.path("root").asText());
                if (root.length != 32 || node.path("objects").asLong(-1) < 0) {
                    throw new DamagedData("its manifest names no root or no number of objects");
                }
                return new Manifest(
                        node.path("number").asLong(),
                        node.path("objects").asLong(),
                        Math.max(1, node.path("next").asLong()),
                        node.path("bytes").asLong(),
                        RootHash.of(root, 0),
                        Instant.parse(node.path("at").asText()),
                        node.path("host").asText());
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new DamagedData("its manifest does not read: " + e.getMessage());
            }
        }
    }

    /// The source of the objects: calls the visitor with each cell and its identity.
    @FunctionalInterface
    interface Source {
        void each(ObjLongConsumer<byte[]> visitor) throws IOException;
    }

    /// Writes the file aside, forces it, and moves it into its place.
    static void write(Path path, Manifest manifest, Source source) throws IOException {
        var aside = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Disk.create(aside);
        try {
            var sha = RootHash.sha256();
            try (var file = Files.newOutputStream(aside);
                    var buffered = new BufferedOutputStream(file, 1 << 16)) {
                var digesting = new DigestOutputStream(buffered, sha);
                var head = new DataOutputStream(digesting);
                var json = manifest.json();
                head.writeLong(MAGIC);
                head.writeInt(FORMAT);
                head.writeInt(json.length);
                head.write(json);
                body(digesting, source);
                buffered.write(sha.digest());
            }
            try (var file = new RandomAccessFile(aside.toFile(), "rw")) {
                file.getFD().sync();
            }
            Files.move(
                    aside,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            Disk.force(path.toAbsolutePath().resolveSibling(""));
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static void body(DigestOutputStream out, Source source) throws IOException {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            var deflating = new DeflaterOutputStream(out, deflater, 1 << 16);
            var body = new DataOutputStream(new BufferedOutputStream(deflating, 1 << 16));
            source.each((cell, oid) -> {
                try {
                    body.writeInt(cell.length);
                    body.writeLong(oid);
                    body.write(cell);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            body.writeInt(0);
            body.flush();
            deflating.finish();
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        } finally {
            deflater.end();
        }
    }

    /// Reads the whole file and checks all that can be checked; the visitor must not act on the
    /// objects before this returns.
    ///
    /// @param largest the longest cell accepted
    /// @throws DamagedData when it is no archive, is cut, was changed, or is not what its manifest
    ///   says
    static Manifest read(Path path, long largest, ObjLongConsumer<byte[]> visitor)
            throws IOException {
        var size = Files.size(path) - HASH;
        if (size < 16) {
            throw new DamagedData("it is no export of an image");
        }
        try (var file = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            var sha = RootHash.sha256();
            var digesting = new DigestInputStream(new Front(file, size), sha);
            var head = new DataInputStream(digesting);
            if (head.readLong() != MAGIC) {
                throw new DamagedData("it is no export of an image");
            }
            var format = head.readInt();
            if (format != FORMAT) {
                throw new DamagedData(
                        "it has export format %d; this batos knows formats up to %d"
                                .formatted(format, FORMAT));
            }
            var length = head.readInt();
            if (length < 0 || length > LONGEST_MANIFEST) {
                throw new DamagedData("its manifest is %,d bytes long".formatted(length));
            }
            var manifest = Manifest.of(head.readNBytes(length));
            body(digesting, manifest, largest, visitor);
            if (!MessageDigest.isEqual(sha.digest(), file.readNBytes(HASH))) {
                throw new DamagedData("it does not match its checksum");
            }
            return manifest;
        } catch (EOFException e) {
            throw new DamagedData("it is cut short");
        } catch (ZipException | JsonProcessingException e) {
            throw new DamagedData("it does not unpack: " + e.getMessage());
        }
    }

    private static void body(
            InputStream in, Manifest manifest, long largest, ObjLongConsumer<byte[]> visitor)
            throws IOException {
        var inflater = new Inflater();
        try {
            var body =
                    new DataInputStream(
                            new BufferedInputStream(
                                    new InflaterInputStream(in, inflater, 1 << 16), 1 << 16));
            long objects = 0;
            long bytes = 0;
            var root = RootHash.EMPTY;
            for (var length = body.readInt(); length != 0; length = body.readInt()) {
                objects++;
                bytes += length;
                if (length < 0
                        || length > largest
                        || bytes > manifest.bytes()
                        || objects > manifest.objects()) {
                    throw new DamagedData(
                            "object %d is longer than its manifest or the settings allow"
                                    .formatted(objects));
                }
                var oid = body.readLong();
                var cell = body.readNBytes(length);
                if (cell.length < length) {
                    throw new EOFException();
                }
                if (oid <= 0) {
                    throw new DamagedData("object %d has identity %d".formatted(objects, oid));
                }
                visitor.accept(cell, oid);
                root = root.plus(ObjectCodec.root(oid, cell));
            }
            if (body.read() >= 0 || inflater.getRemaining() > 0 || in.read() >= 0) {
                throw new DamagedData("it goes on behind its last object");
            }
            if (objects != manifest.objects()
                    || bytes != manifest.bytes()
                    || !root.equals(manifest.root())) {
                throw new DamagedData("its objects are not those that its manifest names");
            }
        } finally {
            inflater.end();
        }
    }

    /// The first `left` bytes of a stream.
    private static final class Front extends FilterInputStream {
        private long left;

        Front(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left <= 0) {
                return -1;
            }
            left--;
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            var count = super.read(bytes, from, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }
}
