package batos.faces.http;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.text.FileErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/// The key that programs show: made on first use, kept in the home in a file that its owner alone
/// can read. It comes from the system and not from the tape: it protects a door and is no part of
/// any recorded session.
public record ApiKey(String text, Path file) {
    private static final String NAME = "serve.key";
    private static final String PREFIX = "batos-";
    private static final int BYTES = 32;
    private static final int SHORTEST = 20;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /// The key of a home.
    ///
    /// @throws CommandFailure when others can read its file, or it holds no key
    public static ApiKey of(Path home) {
        var file = home.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw refused(file, "can be read by others. Next: chmod 600 " + file);
            }
            var text = Files.readString(file).strip();
            if (text.length() < SHORTEST || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw refused(
                        file,
                        "holds no key of %d characters or more. Next: rm %s, and a new one is made"
                                .formatted(SHORTEST, file));
            }
            return new ApiKey(text, file);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "the key file " + file + ": " + FileErrors.reason(e), e);
        }
    }

    private static void make(Path file) throws IOException {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        var text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n";
        var fresh =
                Files.createTempFile(
                        file.getParent(),
                        NAME,
                        ".new",
                        PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.writeString(fresh, text);
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // Another process has made one meanwhile; that one counts.
        } finally {
            Files.delete(fresh);
        }
    }

    private static CommandFailure refused(Path file, String why) {
        return new CommandFailure(ExitCode.FAILED, "the key file " + file + " " + why);
    }

    /// Whether this is the key, in a time that does not depend on where they differ.
    boolean fits(String shown) {
        return MessageDigest.isEqual(
                text.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "the key in " + file;
    }
}
