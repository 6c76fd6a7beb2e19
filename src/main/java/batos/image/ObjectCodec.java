package batos.image;

import batos.text.FileErrors;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Objects as the heap and the journal hold them: small ones as the bytes of their form, large ones
/// as a reference to a file named by the SHA-256 of its content.
///
/// ```
/// cell  tag 1 or 2: a form, see FormCode
///       tag 3: SHA-256 of the file 32 | SHA-256 of the canonical form 32 | its length | kind | name
///              | crc32c of the file u32, missing in the oldest cells
///              | crc32c of the cell up to here u32, missing in old cells
/// ```
final class ObjectCodec {
    static final byte LARGE = 3;

    /// The longest kind or name, in bytes: they stand in every cell, even in one that refers to a
    /// file.
    private static final int LONGEST_NAME = 4096;

    private final Path folder;
    private final int inlineBytes;
    private final long largestBytes;
    private final DiskReserve reserve;

    ObjectCodec(Path folder, int inlineBytes, long largestBytes, DiskReserve reserve) {
        this.reserve = reserve;
        this.folder = folder;
        this.inlineBytes = inlineBytes;
        this.largestBytes = largestBytes;
    }

    /// The form's cell; a large form is on the disk when this returns.
    byte[] of(Form form) {
        return of(form, new ByteWriter());
    }

    /// @param page to write on; its former content is gone
    byte[] of(Form form, ByteWriter page) {
        bounded("kind", form.kind());
        bounded("name", form.name());
        var code = FormCodec.encode(form, page);
        if (code.length <= inlineBytes) {
            return code;
        }
        if (code.length > largestBytes) {
            throw new ImageFault(
                    "an object of kind %s takes %,d bytes; the largest allowed is %,d. Next: split it, or raise the image's largest value in the settings"
                            .formatted(form.kind(), code.length, largestBytes));
        }
        var name = RootHash.sha256().digest(code);
        keep(name, code);
        var out = new ByteWriter();
        out.int8(LARGE);
        out.bytes(name);
        out.bytes(RootHash.sha256().digest(FormCodec.canonical(code)));
        out.varint(code.length);
        out.text(form.kind());
        var called = form.name();
        out.int8(called == null ? 0 : 1);
        if (called != null) {
            out.text(called);
        }
        out.int32(crc(code, code.length));
        out.int32(crc(out.page(), out.size()));
        return out.bytes();
    }

    private static void bounded(String what, @Nullable String text) {
        if (text != null && text.length() > LONGEST_NAME / 4) {
            var bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LONGEST_NAME) {
                throw new ImageFault(
                        "the %s '%s…' takes %,d bytes; the longest allowed takes %,d. Next: choose a shorter one"
                                .formatted(what, text.substring(0, 40), bytes, LONGEST_NAME));
            }
        }
    }

    /// The files that are not needed.
    List<Path> without(Set<String> needed) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !needed.contains(file.getFileName().toString()))
                    .toList();
        }
    }

    /// Deletes what a write that failed or was killed left behind.
    synchronized void tidy() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.find(folder, 2, (file, it) -> file.toString().endsWith(".new"))) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Removes a file, unless it is younger than `began`: a commit under way may need it. Nothing
    /// large is written meanwhile.
    synchronized void sweep(Path file, Instant began) throws IOException {
        if (Files.exists(file) && Files.getLastModifiedTime(file).toInstant().isBefore(began)) {
            Files.delete(file);
        }
    }

    private synchronized void keep(byte[] name, byte[] code) {
        var file = file(name);
        try {
            if (Files.notExists(file) || Files.size(file) != code.length) {
                reserve.check(code.length);
                Disk.folder(folder);
                Disk.folder(file.resolveSibling(""));
                Disk.force(folder);
                Disk.replace(file, code);
            }
            // the system's own stamp may lie some milliseconds back, before a sweep began
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            throw new ImageFault(
                    ImageFault.Reason.DISK,
                    "cannot write " + file + ": " + FileErrors.reason(e),
                    e);
        }
    }

    Path file(byte[] name) {
        var hex = HexFormat.of().formatHex(name);
        return folder.resolve(hex.substring(0, 2)).resolve(hex);
    }

    Path folder() {
        return folder;
    }

    Form form(byte[] cell) {
        return FormCodec.decode(code(cell));
    }

    /// The bytes of the form, wherever they are.
    ///
    /// @throws DamagedData when a large object's file is missing or not what its name says
    byte[] code(byte[] cell) {
        if (cell[0] != LARGE) {
            return cell;
        }
        var in = new ByteReader(cell, 1, cell.length);
        var name = in.bytes(32);
        in.skip(32);
        var length = in.varint();
        var path = file(name);
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            if (file.length() != length || length > Integer.MAX_VALUE - 8) {
                throw new DamagedData(
                        "%s is %,d bytes long, not %,d".formatted(path, file.length(), length));
            }
            var code = new byte[(int) length];
            file.readFully(code);
            if (!is(name, code)) {
                if (!mends(cell, code) || !is(name, code)) {
                    throw new DamagedData(path + " does not hold what its name says");
                }
                Disk.replace(path, code);
            }
            return code;
        } catch (IOException e) {
            throw new DamagedData(
                    Files.notExists(path)
                            ? path + " is missing"
                            : "cannot read " + path + ": " + FileErrors.reason(e));
        }
    }

    private static boolean is(byte[] name, byte[] code) {
        return java.security.MessageDigest.isEqual(RootHash.sha256().digest(code), name);
    }

    /// Whether flipping one bit back makes the file match the checksum in its cell.
    private static boolean mends(byte[] cell, byte[] code) {
        var in = checksums(cell);
        return in.left() >= Integer.BYTES && BitRepair.mend(code, in.int32());
    }

    /// A large object's cell, read up to the checksums at its end.
    private static ByteReader checksums(byte[] cell) {
        var in = new ByteReader(cell, 65, cell.length);
        in.varint();
        in.text();
        if (in.int8() != 0) {
            in.text();
        }
        return in;
    }

    /// The hash of the content does not cover the rest of a large object's cell.
    private static void check(byte[] cell) {
        var in = checksums(cell);
        if (in.left() == 2 * Integer.BYTES) {
            in.int32();
            if (in.int32() != crc(cell, cell.length - Integer.BYTES)) {
                throw new DamagedData("its reference to a file does not match its checksum");
            }
        }
    }

    private static int crc(byte[] bytes, int length) {
        var crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    /// The hash that names the file of a large object; null for a small one.
    static byte @Nullable [] largeFile(byte[] cell) {
        return cell[0] == LARGE ? new ByteReader(cell, 1, cell.length).bytes(32) : null;
    }

    /// The length of the form's bytes, wherever they are.
    static long length(byte[] cell) {
        if (cell[0] != LARGE) {
            return cell.length;
        }
        return new ByteReader(cell, 65, cell.length).varint();
    }

    /// SHA-256 of the object's canonical bytes.
    ///
    /// @throws DamagedData when the cell does not read or, that of a large object, has changed
    static byte[] content(byte[] cell) {
        return new ObjectHasher().content(cell);
    }

    static RootHash root(long oid, byte[] cell) {
        return new ObjectHasher().root(oid, cell);
    }

    /// The hash of the content of a large object, which its cell carries.
    static byte[] carried(byte[] cell) {
        check(cell);
        return new ByteReader(cell, 33, cell.length).bytes(32);
    }

    static FormCodec.Label label(byte[] cell) {
        if (cell[0] != LARGE) {
            return FormCodec.label(cell);
        }
        var in = new ByteReader(cell, 65, cell.length);
        in.varint();
        var kind = in.text();
        return new FormCodec.Label(kind, in.int8() == 0 ? null : in.text());
    }
}
