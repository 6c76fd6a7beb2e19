package batos.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class TraceLogTest {
    private static final System.Logger LOG = System.getLogger("batos.room");

    @TempDir Path home;

    private String written() throws IOException {
        return Files.readString(home.resolve(TraceLog.NAME));
    }

    @Test
    void holdsTheStackAndTheLineOfAFailure() throws IOException {
        try (var log = TraceLog.open(home, "warning", 1 << 20, () -> "@ what failed?")) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "internal error",
                    new NullPointerException("no lease"));
        }
        var text = written();
        assertTrue(text.contains("severe batos.room"), text);
        assertTrue(text.contains("  line: @ what failed?\n"), text);
        assertTrue(
                text.contains("NullPointerException: no lease\n\tat batos.app.TraceLogTest"), text);
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.resolve(TraceLog.NAME))));
    }

    @Test
    void takesWhatLibrariesLogFromItsLevelOn() throws IOException {
        try (var log = TraceLog.open(home, "warning", 1 << 20, () -> "")) {
            LoggerFactory.getLogger("some.library").info("not this");
            assertFalse(Files.exists(home.resolve(TraceLog.NAME)));
            LoggerFactory.getLogger("some.library").warn("swallowed", new IOException("reset"));
            log.level("info");
            LoggerFactory.getLogger("some.library").info("but this");
        }
        var text = written();
        assertTrue(text.contains("IOException: reset"), text);
        assertTrue(text.contains("but this"), text);
        assertFalse(text.contains("not this"), text);
    }

    @Test
    void isNeverMoreThanTwoFilesOfItsSize() throws IOException {
        try (var log = TraceLog.open(home, "warning", 2_000, () -> "")) {
            for (var i = 0; i < 200; i++) {
                LOG.log(System.Logger.Level.WARNING, "record " + i);
            }
        }
        try (var files = Files.list(home)) {
            assertEquals(2, files.count());
        }
        assertTrue(Files.size(home.resolve(TraceLog.NAME)) < 2_200);
        assertTrue(written().contains("record 199"));
    }

    @Test
    void failsNothingWhereItCannotBeWritten() {
        try (var log = TraceLog.open(home.resolve("gone"), "warning", 1 << 20, () -> "")) {
            LOG.log(System.Logger.Level.ERROR, "lost");
        }
        assertFalse(Files.exists(home.resolve("gone")));
    }
}
