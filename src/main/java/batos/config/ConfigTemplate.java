package batos.config;

import java.nio.file.Path;
import java.util.Optional;

/// The first files of a home without a codex.toml and settings.toml of its own: the files of the
/// project's `config` folder, or those that batos was built with where that folder has none that
/// can be taken.
///
/// @param folder the project's `config`
public record ConfigTemplate(Path folder) {
    Path settingsFile() {
        return folder.resolve("settings.toml");
    }

    /// The text of settings.toml to begin with.
    String settings() {
        return valid(settingsFile(), (file, text) -> Settings.of(TomlTree.parse(file, text)))
                .orElseGet(ShippedConfig::settings);
    }

    /// The text of codex.toml to begin with.
    public String codex() {
        return valid(folder.resolve("codex.toml"), CodexDocument::parse)
                .orElseGet(ShippedConfig::codex);
    }

    private static Optional<String> valid(Path file, Check check) {
        try {
            var text = TomlTree.readText(file);
            check.of(file, text);
            return Optional.of(text);
        } catch (ConfigFault e) {
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Check {
        Object of(Path file, String text) throws ConfigFault;
    }
}
