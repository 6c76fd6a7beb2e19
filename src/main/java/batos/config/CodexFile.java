package batos.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;

/// codex.toml on disk: looked at without following links, replaced as a whole with a backup of what
/// stood there.
public final class CodexFile {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path file;

    public CodexFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    /// What stands at the place of codex.toml.
    public sealed interface Found {
        record Text(String text, String hash) implements Found {}

        record Missing() implements Found {}

        record Link(String target) implements Found {}

        record Unreadable(String why) implements Found {}
    }

    /// SHA-256 over the text in UTF-8, 64 hexadecimal digits.
    public static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    public Found look() {
        try {
            if (Files.isSymbolicLink(file)) {
                return new Found.Link(Files.readSymbolicLink(file).toString());
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return new Found.Missing();
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return new Found.Unreadable("it is not a regular file");
            }
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                            .toString();
            return new Found.Text(text, hash(text));
        } catch (CharacterCodingException e) {
            return new Found.Unreadable("it is not UTF-8 text");
        } catch (IOException e) {
            return new Found.Unreadable(e.toString());
        }
    }

    /// Puts `text` in the place of whatever stands there, which is kept as
    /// `codex.toml.backup-TIME`; of the backups the newest `keep` stay.
    ///
    /// @return the backup, or the file itself where nothing stood there
    /// @throws IOException when the folder is locked or cannot be written; the old file then stands
    public Path replace(String text, Instant now, int keep) throws IOException {
        var folder = folder();
        try (var _ = FolderLock.take(folder)) {
            var backup = backUp(now);
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
            if (!(look() instanceof Found.Text(var written, var hash)) || !written.equals(text)) {
                throw new IOException(file + " does not hold what was written to it");
            }
            prune(keep);
            return backup;
        }
    }

    private Path folder() {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalStateException(file + " has no folder");
        }
        return folder;
    }

    private Path backUp(Instant now) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return file;
        }
        var content = Files.readAllBytes(file);
        for (int i = 0; ; i++) {
            var name =
                    file.getFileName() + ".backup-" + STAMP.format(now) + (i == 0 ? "" : "-" + i);
            var backup = file.resolveSibling(name);
            try {
                AtomicFile.prepare(backup, content);
                return backup;
            } catch (FileAlreadyExistsException e) {
                if (i == 1_000) {
                    throw e;
                }
            }
        }
    }

    /// The oldest first.
    public List<Path> backups() throws IOException {
        var prefix = file.getFileName() + ".backup-";
        try (var files = Files.list(folder())) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private void prune(int keep) throws IOException {
        var backups = backups();
        for (var old : backups.subList(0, Math.max(0, backups.size() - keep))) {
            Files.deleteIfExists(old);
        }
    }
}
