package batos.persona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.config.ConfigFolder;
import batos.image.Author;
import batos.image.Cause;
import batos.image.Image;
import batos.image.MemoryImage;
import batos.mind.Pin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Pins over an image in memory and a real folder of settings, in which BRICK has a model.
abstract class PinsFixture {
    static final Cause CAUSE = new Cause(Author.ARCHITECT, "/models use BRICK owl:2b", 7);

    @TempDir Path folder;

    final Image image = new MemoryImage();
    final List<String> pulses = Collections.synchronizedList(new ArrayList<>());
    ConfigFolder config;
    Pins pins;

    @BeforeEach
    void settings() throws Exception {
        Files.writeString(
                folder.resolve("settings.toml"),
                """
                # who thinks with what
                [models.BRICK]
                tag = "bat:1b"   # small and quick
                context = 4096
                """);
        open();
    }

    void open() {
        config = ConfigFolder.open(folder);
        pins =
                new Pins(
                        image,
                        config,
                        folder.resolve("pins.agreed"),
                        (kind, text) -> pulses.add(kind.word() + " " + text));
    }

    @AfterEach
    void close() {
        config.close();
    }

    Pin owl() {
        var pin = pins.inForce("BRICK");
        return new Pin("owl:2b", "sha-owl", 8192, pin.sampling(), "t");
    }

    String file() throws Exception {
        return Files.readString(folder.resolve("settings.toml"));
    }

    void agreeOn(String tag) throws Exception {
        assertEquals(tag, pins.inForce("BRICK").tag());
        assertTrue(file().contains("\"" + tag + "\""), file());
        assertEquals(List.of(), pins.attend());
    }
}
