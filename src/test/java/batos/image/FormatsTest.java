package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.nerve.Pulses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images and exports of every format that was ever released, as they were written then.
final class FormatsTest {
    private static final String ROOT =
            "e7e34a1bc5e4247cc477740a5657f2955bb1ccd716a705ccae295e231d40b184";

    @TempDir Path folder;

    @Nested
    class FormatOne {
        @Test
        void stillOpens() throws IOException {
            var home = folder.resolve("home");
            unpack("format-1.zip", home);
            try (var image = open(home)) {
                assertEquals(ROOT, image.now().root());
                assertEquals("Clean", image.opened().getClass().getSimpleName());
                check(image);
            }
        }

        @Test
        void isStillRebuiltFromItsBaseAndJournal() throws IOException {
            var home = folder.resolve("home");
            unpack("format-1.zip", home);
            Files.delete(home.resolve("checkpoint"));
            try (var image = open(home)) {
                assertEquals(ROOT, image.now().root());
                check(image);
            }
        }

        @Test
        void isStillImported() throws IOException {
            var file = folder.resolve("export");
            try (var in = FormatsTest.class.getResourceAsStream("export-1")) {
                Files.write(file, in.readAllBytes());
            }
            try (var image = open(folder.resolve("home"))) {
                image.bringIn(file, new Cause(Author.of("test"), "import", 0));
                assertEquals(ROOT, image.now().root());
            }
        }

        private void check(LivingImage image) {
            assertEquals(List.of(), image.verify());
            assertEquals(
                    3000, image.now().get("note", "large").orElseThrow().text("text").length());
            image.restore("early", new Cause(Author.of("test"), "restore", 999));
            assertEquals("1", image.now().get("note", "a").orElseThrow().text("text"));
            assertEquals(1, image.now().named("note").size());
        }
    }

    private static LivingImage open(Path home) {
        return open(home, InstantSource.system());
    }

    private static LivingImage open(Path home, InstantSource clock) {
        return LivingImage.open(
                home,
                LivingImageTest.TINY.with(LivingImageTest.keeping(3)),
                clock,
                new Pulses(clock));
    }

    private static void unpack(String name, Path home) throws IOException {
        try (var in = new ZipInputStream(FormatsTest.class.getResourceAsStream(name))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var file = home.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, in.readAllBytes());
            }
        }
    }

    /// Writes the image of the present format, to be kept when that is released: the arguments are
    /// a folder to work in and the folder of the resources.
    public static void main(String[] args) throws IOException {
        var clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
        var home = Path.of(args[0]).resolve("home");
        var resources = Path.of(args[1]);
        try (var image = open(home, clock)) {
            put(image, "a", "1");
            image.save("early");
            put(image, "large", "x".repeat(3000));
            for (int i = 0; i < 8; i++) {
                put(image, "n" + i, "value " + i);
            }
            var item = image.fresh();
            image.update(
                    new Cause(Author.of("test"), "item", 99),
                    change -> change.put(item, Notes.counter(7)));
            image.compact(new Cause(Author.of("test"), "compact", 100), false);
            put(image, "a", "2");
            image.export(resources.resolve("export-1"));
            System.out.println(image.now().root());
        }
        try (var out =
                        new ZipOutputStream(
                                Files.newOutputStream(resources.resolve("format-1.zip")));
                var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new ZipEntry(home.relativize(file).toString()));
                out.write(Files.readAllBytes(file));
            }
        }
    }

    private static void put(Image image, String name, String text) {
        image.update(
                new Cause(Author.of("test"), name, image.now().number()),
                change -> change.put(Notes.note(name, text)));
    }
}
