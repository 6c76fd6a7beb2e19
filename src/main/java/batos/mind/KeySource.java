package batos.mind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The place of a model server's key: in an environment variable, else in a file that nobody else
/// may read. It is read when a connection is made and kept nowhere.
///
/// @param variable the variable's name
/// @param file the whole of it is the key, blanks at both ends left out
public record KeySource(String variable, Optional<Path> file) {
    private static final Set<PosixFilePermission> OTHERS =
            Collections.unmodifiableSet(
                    new LinkedHashSet<>(
                            EnumSet.complementOf(
                                    EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")))));

    /// @return empty where there is no key
    /// @throws MindFault when the file is named and missing, empty, or open to others
    public Optional<String> read(Map<String, String> environment) {
        var given = environment.getOrDefault(variable, "").strip();
        var key = given.isEmpty() ? file.map(KeySource::from) : Optional.of(given);
        if (key.isPresent() && !key.get().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new MindFault(
                    "mind: the key in %s holds a blank or a character that no key has. Next: /settings show mind"
                            .formatted(
                                    given.isEmpty()
                                            ? file.map(Path::toString).orElse("")
                                            : variable));
        }
        return key;
    }

    private static String from(Path file) {
        try {
            var open = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new MindFault(
                        "mind: the key file %s may be read by others (%s). Next: chmod 600 %s"
                                .formatted(file, open, file));
            }
            var key = Files.readString(file).replace("\uFEFF", "").strip();
            if (key.isEmpty() || key.lines().count() > 1) {
                throw new MindFault(
                        "mind: the key file %s does not hold one line with a key. Next: /settings show mind"
                                .formatted(file));
            }
            return key;
        } catch (IOException e) {
            throw new MindFault(
                    "mind: the key file %s cannot be read (%s). Next: /settings set mind.openai_key_file FILE"
                            .formatted(file, reason(e)),
                    e);
        }
    }

    private static @Nullable String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is none" : e.getMessage();
    }
}
