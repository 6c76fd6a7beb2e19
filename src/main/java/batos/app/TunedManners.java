package batos.app;

import batos.config.ConfigFault;
import batos.config.TomlTree;
import batos.mind.RehearsalFault;
import batos.mind.RehearsalManner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The manners that the rehearsal trainer taught, by tag: files in the folder `models` of a home.
/// Each call reads the file again, so that a new model is there at once.
public record TunedManners(Path home) implements RehearsalManner.Source {
    @Override
    public Optional<RehearsalManner> apply(String tag) {
        var name = tag.replaceAll("[^A-Za-z0-9._-]", "-") + ".toml";
        var file = home.resolve("models").resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RehearsalManner.of(name, TomlTree.read(file).root()));
        } catch (ConfigFault | RehearsalFault e) {
            throw new CommandFailure(
                    ExitCode.NO_MODEL, "the model " + tag + ": " + e.getMessage(), e);
        }
    }
}
