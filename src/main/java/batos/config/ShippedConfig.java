package batos.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The settings and the codex that batos comes with, for a configuration folder that has none.
public final class ShippedConfig {
    private ShippedConfig() {}

    public static String codex() {
        return text("codex.toml");
    }

    public static String settings() {
        return text("settings.toml");
    }

    private static String text(String name) {
        try (var in = ShippedConfig.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("batos was built without its " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
