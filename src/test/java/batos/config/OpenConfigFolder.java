package batos.config;

import batos.Patience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A configuration folder with the shipped files, open and listened to.
abstract class OpenConfigFolder {
    @TempDir Path dir;
    Path config;
    Path file;
    ConfigFolder folder;
    final LinkedBlockingQueue<ConfigEvent> news = new LinkedBlockingQueue<>();

    @BeforeEach
    void open() throws Exception {
        config = Files.createDirectories(dir.resolve("config"));
        file = config.resolve("settings.toml");
        Files.writeString(file, ShippedConfig.settings());
        Files.writeString(config.resolve("codex.toml"), ShippedConfig.codex());
        folder = ConfigFolder.open(config);
        folder.listen(news::add);
    }

    @AfterEach
    void close() {
        folder.close();
    }

    static String with(int rounds) {
        return ShippedConfig.settings().replace("rounds = 2", "rounds = " + rounds);
    }

    void comes(BooleanSupplier what) throws InterruptedException {
        Patience.until(() -> "did not happen; heard: " + news, what::getAsBoolean);
    }

    int rounds() {
        return folder.settings().council().rounds();
    }
}
