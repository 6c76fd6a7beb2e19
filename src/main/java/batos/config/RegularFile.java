package batos.config;

import batos.text.FileErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// A file of the folder as it is read: a regular one, and not longer than any codex or settings can
/// be. A reader names anything else instead, and so never waits for a pipe without an end or fills
/// the memory with a file of gigabytes.
final class RegularFile {
    /// In bytes; the shipped codex has 7,000.
    static final int LARGEST = 1 << 20;

    private RegularFile() {}

    /// @throws java.nio.file.NoSuchFileException when nothing stands there
    /// @throws IOException when something else stands there, worded to follow its name
    static byte[] read(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException(
                    attributes.isDirectory()
                            ? "it is a directory, expected a file of text"
                            : "it is a pipe, a socket or a device, expected a file of text");
        }
        try (var in = Files.newInputStream(file)) {
            var content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IOException("it is longer than " + (LARGEST >> 10) + " KB");
            }
            return content;
        }
    }

    /// The reason why nothing can be read there, worded to follow the file's name.
    static String objection(Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return "is gone";
        }
        try {
            read(file);
            return "could not be read just now";
        } catch (AccessDeniedException e) {
            return "cannot be read: permission denied";
        } catch (NoSuchFileException e) {
            return "cannot be read: it is a link to nothing";
        } catch (IOException e) {
            return "cannot be read: " + FileErrors.reason(e);
        }
    }

    /// Whether a regular file or none stands there: then opening it for writing does not wait for
    /// another end.
    static boolean isOpen(Path file) {
        return !Files.exists(file, LinkOption.NOFOLLOW_LINKS) || Files.isRegularFile(file);
    }

    /// @throws ConfigFault when the content is not UTF-8
    static String text(Path file, byte[] content) throws ConfigFault {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw new ConfigFault(file, "is not UTF-8 text. Next: save it as UTF-8");
        }
    }
}
