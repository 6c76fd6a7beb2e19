package batos.memory.index;

import batos.text.ForcedFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/// The description of an index's files, with their checksums. It is written last and renamed into
/// place, so that it never names files that are not whole.
///
/// @param root of the image's state whose vectors these are
/// @param graph the file of the graph; `codes` is that of the compressed vectors
/// @param ids of turns and facts, by ordinal
/// @param fingerprints hash codes of the vectors, by ordinal
@SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
record Manifest(
        String embedder,
        String root,
        int dimension,
        Part graph,
        Part codes,
        String[] ids,
        int[] fingerprints) {
    static final String NAME = "manifest";
    private static final int MAGIC = 0x6261746f; // "bato"
    private static final int FORMAT = 1;

    /// @param sum CRC-32C of the whole file
    record Part(String name, long length, int sum) {
        static Part of(Path file) throws IOException {
            return new Part(
                    String.valueOf(file.getFileName()), Files.size(file), Manifest.sum(file));
        }

        /// @throws IOException where the file is not the one that was written
        void check(Path folder) throws IOException {
            var file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw new IOException(file + " is missing");
            }
            if (Files.size(file) != length || Manifest.sum(file) != sum) {
                throw new IOException(file + " is damaged");
            }
        }
    }

    private static int sum(Path file) throws IOException {
        var sum = new CRC32C();
        var buffer = ByteBuffer.allocateDirect(1 << 16);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer) >= 0) {
                sum.update(buffer.flip());
                buffer.clear();
            }
        }
        return (int) sum.getValue();
    }

    void write(Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(FORMAT);
            out.writeUTF(embedder);
            out.writeUTF(root);
            out.writeInt(dimension);
            for (var part : new Part[] {graph, codes}) {
                out.writeUTF(part.name());
                out.writeLong(part.length());
                out.writeInt(part.sum());
            }
            out.writeInt(ids.length);
            for (int i = 0; i < ids.length; i++) {
                out.writeUTF(ids[i]);
                out.writeInt(fingerprints[i]);
            }
            out.writeInt(sum(bytes.toByteArray()));
        }
        var aside = folder.resolve(NAME + ".new");
        Files.deleteIfExists(aside);
        ForcedFile.create(aside, bytes.toByteArray());
        Files.move(
                aside,
                folder.resolve(NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static int sum(byte[] bytes) {
        var sum = new CRC32C();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    /// @throws IOException where it is missing, damaged or of another format; the message says
    ///   which
    static Manifest read(Path folder) throws IOException {
        var file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is none yet");
        }
        var bytes = Files.readAllBytes(file);
        var body = bytes.length - Integer.BYTES;
        if (body < 0
                || sum(Arrays.copyOf(bytes, body)) != ByteBuffer.wrap(bytes, body, 4).getInt()) {
            throw new IOException(file + " is damaged");
        }
        try (var in =
                new DataInputStream(new BufferedInputStream(new ByteArrayInputStream(bytes)))) {
            if (in.readInt() != MAGIC || in.readInt() != FORMAT) {
                throw new IOException(file + " is of another format");
            }
            var embedder = in.readUTF();
            var root = in.readUTF();
            var dimension = in.readInt();
            var graph = new Part(in.readUTF(), in.readLong(), in.readInt());
            var codes = new Part(in.readUTF(), in.readLong(), in.readInt());
            var ids = new String[in.readInt()];
            var fingerprints = new int[ids.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = in.readUTF();
                fingerprints[i] = in.readInt();
            }
            return new Manifest(embedder, root, dimension, graph, codes, ids, fingerprints);
        }
    }
}
