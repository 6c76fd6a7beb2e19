package batos.config;

import static org.junit.jupiter.api.Assertions.assertTrue;

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
        for (int i = 0; i < 500 && !what.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        assertTrue(what.getAsBoolean(), "did not happen within 10 s; heard: " + news);
    }

    int rounds() {
        return folder.settings().council().rounds();
    }
}
