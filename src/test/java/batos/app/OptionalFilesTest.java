package batos.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionalFilesTest {
    private static final byte[] TORN = "2026-11-30 \u00fc".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir Path home;

    @Test
    void thatAreUtf8StayAsTheyAre() throws IOException {
        Files.writeString(home.resolve("tokens.today"), "2026-11-30 12\n");
        Files.write(home.resolve("trace.log"), TORN);
        Files.write(home.resolve("history"), TORN);
        assertEquals(List.of(), OptionalFiles.setAside(home));
        assertTrue(Files.exists(home.resolve("tokens.today")));
        assertArrayEquals(TORN, Files.readAllBytes(home.resolve("trace.log")));
        assertArrayEquals(TORN, Files.readAllBytes(home.resolve("history")));
    }

    @Test
    void withABadByteAreSetAsideWithTheirPlace() throws IOException {
        Files.write(home.resolve("pins.agreed"), TORN);
        assertEquals(
                List.of(
                        "pins.agreed in the home is not UTF-8 (byte 12): set aside as"
                                + " pins.agreed.aside.1; a new one begins empty"),
                OptionalFiles.setAside(home));
        assertFalse(Files.exists(home.resolve("pins.agreed")));
        assertArrayEquals(TORN, Files.readAllBytes(home.resolve("pins.agreed.aside.1")));
    }

    @Test
    void thatAreFoldersAreSetAsideWithWhatIsInThem() throws IOException {
        for (int n = 1; n <= 2; n++) {
            Files.createDirectory(home.resolve("replies"));
            Files.writeString(home.resolve("replies/mine"), "x");
            assertEquals(
                    List.of(
                            "replies in the home is a folder: set aside as replies.aside."
                                    + n
                                    + "; a new one begins empty"),
                    OptionalFiles.setAside(home));
            assertTrue(Files.exists(home.resolve("replies.aside." + n + "/mine")));
        }
    }
}
