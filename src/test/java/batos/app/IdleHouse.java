package batos.app;

import batos.config.ShippedConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// A whole house in which idle work is on, with a rehearsal mind that the test writes.
public final class IdleHouse {
    private IdleHouse() {}

    /// @param script rules of the rehearsal mind, as TOML
    /// @param settings pairs: what stands in the shipped settings.toml, and what stands here
    public static Application open(
            Path folder, InstantSource clock, String script, String... settings)
            throws IOException {
        var config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("codex.toml"), ShippedConfig.codex());
        var rules = Files.writeString(folder.resolve("script.toml"), script);
        var text =
                ShippedConfig.settings()
                        .replace("idle = \"off\"", "idle = \"on\"")
                        .replace("quiet_seconds = 60", "quiet_seconds = 1")
                        .replace("rehearsal = \"\"", "rehearsal = \"" + rules + "\"");
        for (int i = 0; i < settings.length; i += 2) {
            if (!text.contains(settings[i])) {
                throw new IllegalArgumentException("settings.toml holds no " + settings[i]);
            }
            text = text.replace(settings[i], settings[i + 1]);
        }
        Files.writeString(config.resolve("settings.toml"), text);
        return new Application(
                new OpenOptions(
                        folder.resolve("image"),
                        config,
                        Optional.of("rehearsal"),
                        Optional.empty(),
                        Optional.empty(),
                        clock,
                        true,
                        printed -> {}));
    }
}
