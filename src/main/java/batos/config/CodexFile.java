package batos.config;

import batos.text.FileErrors;
import batos.text.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/// codex.toml on disk: read without following links, replaced as a whole with a backup of the
/// former content.
public final class CodexFile {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String BACKUP = ".backup-";

    private final Path file;

    public CodexFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    /// The file at the place of codex.toml.
    public sealed interface Found {
        record Text(String text, String hash) implements Found {}

        record Missing() implements Found {}

        record Link(String target) implements Found {}

        record Unreadable(String why) implements Found {}
    }

    public Found look() {
        try {
            if (Files.isSymbolicLink(file)) {
                return new Found.Link(Files.readSymbolicLink(file).toString());
            }
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return new Found.Missing();
            }
            var text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(RegularFile.read(file)))
                            .toString();
            return new Found.Text(text, Sha256.of(text));
        } catch (CharacterCodingException e) {
            return new Found.Unreadable("it is not UTF-8 text");
        } catch (AccessDeniedException e) {
            return new Found.Unreadable("permission denied");
        } catch (IOException e) {
            return new Found.Unreadable(FileErrors.reason(e));
        }
    }

    /// Puts `text` in the place of the present content. Keeps that content and `old` as
    /// `codex.toml.backup-TIME` as far as they differ from `text`; of all backups the newest `keep`
    /// stay.
    ///
    /// @param expected the content that the caller saw and that must still stand there
    /// @return the last backup made, or the file itself where there was nothing to keep
    /// @throws IOException when something else stands there, the folder is locked or cannot be
    ///   written; the file is then as it was
    public Path replace(Found expected, String old, String text, Instant now, int keep)
            throws IOException {
        try (var _ = FolderLock.take(folder())) {
            var found = look();
            if (!found.equals(expected)) {
                throw new IOException(file + " was changed by something else just now");
            }
            var kept = new LinkedHashSet<String>();
            if (found instanceof Found.Text(var standing, _)) {
                kept.add(standing);
            }
            kept.add(old);
            kept.remove(text);
            var backup = file;
            for (var content : kept) {
                backup = backUp(content, now);
            }
            AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
            if (!(look() instanceof Found.Text(var written, _)) || !written.equals(text)) {
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

    /// The time in the name is later than that of every backup there is, even if the clock was set
    /// back, so that their order by name is the order in which they were made.
    private Path backUp(String content, Instant now) throws IOException {
        var stamp = now;
        var backups = backups();
        if (!backups.isEmpty()) {
            var latest = backups.getLast().getFileName().toString();
            var earliest = stampOf(latest).plusMillis(1);
            stamp = stamp.isBefore(earliest) ? earliest : stamp;
        }
        var backup = file.resolveSibling(file.getFileName() + BACKUP + STAMP.format(stamp));
        AtomicFile.prepare(backup, content.getBytes(StandardCharsets.UTF_8));
        return backup;
    }

    private Instant stampOf(String backup) {
        var start = file.getFileName().toString().length() + BACKUP.length();
        return STAMP.parse(backup.substring(start), Instant::from);
    }

    /// The oldest first.
    public List<Path> backups() throws IOException {
        var name = Pattern.quote(file.getFileName() + BACKUP) + "\\d{8}T\\d{6}\\.\\d{3}Z";
        try (var files = Files.list(folder())) {
            return files.filter(f -> f.getFileName().toString().matches(name)).sorted().toList();
        }
    }

    private void prune(int keep) throws IOException {
        var backups = backups();
        for (var old : backups.subList(0, Math.max(0, backups.size() - keep))) {
            Files.deleteIfExists(old);
        }
    }
}
