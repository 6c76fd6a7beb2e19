package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A file that one reads at a sitting.
class FileLengthTest {
    private static final int LONGEST = 400;

    @Test
    void noSourceIsLonger() throws IOException {
        var longer = new TreeMap<Path, Long>();
        var seen = 0;
        try (var files = Files.walk(Path.of("src"))) {
            for (var file : files.filter(FileLengthTest::isSource).toList()) {
                seen++;
                try (var lines = Files.lines(file)) {
                    var count = lines.count();
                    if (count > LONGEST) {
                        longer.put(file, count);
                    }
                }
            }
        }
        assertTrue(seen > 500, "the test sees the sources: " + seen);
        assertEquals(new TreeMap<>(), longer);
    }

    /// Of the house and of its language, but for packages and programs of others, which are one
    /// file each.
    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java")
                || (file.toString().endsWith(".st")
                        && file.startsWith("src/main/resources/batos/talk/kernel"));
    }
}
