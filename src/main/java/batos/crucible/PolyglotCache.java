package batos.crucible;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The folder where GraalPy unpacks its library, about 100 MB, once: the user's own cache where
/// that can be written, else a folder in the image's home, else one among the temporary files.
///
/// @param user the user's home as the JVM knows it; for some accounts there is no such folder
/// @param home the image's folder
/// @param temporary the folder of temporary files
record PolyglotCache(Path user, Path home, Path temporary) {
    private static final String NAME = "org.graalvm.polyglot";

    static PolyglotCache of(Path home) {
        return new PolyglotCache(
                Path.of(System.getProperty("user.home", "")),
                home,
                Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
    }

    /// The folder to name to the engine; empty where its own choice, the user's cache, will do.
    Optional<Path> folder() {
        if (isWritable(user.resolve(".cache").resolve(NAME))) {
            return Optional.empty();
        }
        var account = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9_.-]", "_");
        return List.of(
                        home.resolve("cache").resolve(NAME),
                        temporary.resolve("batos-" + account).resolve(NAME))
                .stream()
                .filter(PolyglotCache::isWritable)
                .findFirst();
    }

    /// Whether the folder, or the nearest one above it that exists, can be written.
    private static boolean isWritable(Path folder) {
        for (var place = folder.toAbsolutePath(); place != null; place = place.getParent()) {
            if (Files.exists(place)) {
                return Files.isDirectory(place) && Files.isWritable(place);
            }
        }
        return false;
    }
}
