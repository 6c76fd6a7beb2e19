package batos.mind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The GGUF files that are installed for the local mind: a folder that all images of a user share.
/// A model's tag is its file's name without `.gguf`; a tag may also be the path of any GGUF file.
///
/// @param folder need not exist
public record SmallModels(Path folder) {
    private static final String ENDING = ".gguf";

    /// Their folder: `BATOS_MODELS`, else `batos/models` below the user's data folder, see the XDG
    /// base directory specification.
    public static Path usualFolder(Map<String, String> environment) {
        var named = environment.getOrDefault("BATOS_MODELS", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        var data = environment.getOrDefault("XDG_DATA_HOME", "");
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return (data.isEmpty() ? Path.of(home, ".local", "share") : Path.of(data))
                .resolve("batos")
                .resolve("models");
    }

    /// The folder for Python packages beside them.
    public Path packages() {
        return folder.resolve("python");
    }

    Path file(String tag) {
        return folder.resolve(tag.replace(':', '-') + ENDING);
    }

    /// The file of a tag; empty where there is none.
    public Optional<Path> find(String tag) {
        var path = tag.endsWith(ENDING) ? Path.of(tag) : file(ModelTag.withoutLatest(tag));
        return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }

    /// The installed models. Installing computed their digests.
    public List<Mind.Model> installed() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(SmallModels::model)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    private static Mind.Model model(Path file) {
        var name = file.getFileName().toString();
        try {
            var noted = file.resolveSibling(name + ".sha256");
            return new Mind.Model(
                    name.substring(0, name.length() - ENDING.length()),
                    Files.isRegularFile(noted) ? Files.readString(noted).strip() : "",
                    Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
