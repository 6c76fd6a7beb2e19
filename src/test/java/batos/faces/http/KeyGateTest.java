package batos.faces.http;

import static batos.faces.http.KeyGate.Verdict.FOREIGN;
import static batos.faces.http.KeyGate.Verdict.IN;
import static batos.faces.http.KeyGate.Verdict.LATER;
import static batos.faces.http.KeyGate.Verdict.OUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import batos.app.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyGateTest {
    private static final String HOST = "127.0.0.1:8734";

    @TempDir Path home;
    private ApiKey key;
    private KeyGate gate;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @BeforeEach
    void open() {
        key = ApiKey.of(home);
        gate = new KeyGate(key, () -> now);
        gate.at(8734);
    }

    private KeyGate.Verdict with(String shown) {
        return gate.check(HOST, "", shown);
    }

    @Test
    void opensForTheKeyAndForNothingElse() {
        assertEquals(IN, with("Bearer " + key.text()));
        assertEquals(IN, with("bearer " + key.text()));
        assertEquals(OUT, with(""));
        assertEquals(OUT, with(key.text()));
        assertEquals(OUT, with("Basic " + key.text()));
        assertEquals(OUT, with("Bearer " + key.text().substring(1)));
    }

    @Test
    void aForeignHostOrOriginIsRefusedEvenWithTheKey() {
        var right = "Bearer " + key.text();
        assertEquals(FOREIGN, gate.check("evil.example:8734", "", right));
        assertEquals(FOREIGN, gate.check("127.0.0.1:80", "", right));
        assertEquals(FOREIGN, gate.check("", "", right));
        assertEquals(FOREIGN, gate.check(HOST, "http://evil.example", right));
        assertEquals(FOREIGN, gate.check(HOST, "null", right));
        assertEquals(IN, gate.check("localhost:8734", "http://localhost:8734", right));
    }

    @Test
    void manyWrongKeysAreNotLookedAtForAWhileAndTheRightOneIs() {
        for (var i = 0; i < KeyGate.GUESSES; i++) {
            assertEquals(OUT, with("Bearer guess" + i));
        }
        assertEquals(LATER, with("Bearer guess"));
        assertEquals(IN, with("Bearer " + key.text()));
        now = now.plus(KeyGate.PENALTY).plusSeconds(1);
        assertEquals(OUT, with("Bearer guess"));
    }

    @Nested
    class TheKeyFile {
        @Test
        void isMadeOnceAndReadableByItsOwnerAlone() throws IOException {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(key.file())));
            assertEquals(key.text(), ApiKey.of(home).text());
        }

        @Test
        void ofAnotherHomeIsAnotherOne(@TempDir Path other) {
            assertNotEquals(key.text(), ApiKey.of(other).text());
        }

        @Test
        void thatOthersCanReadIsRefused() throws IOException {
            Files.setPosixFilePermissions(key.file(), PosixFilePermissions.fromString("rw-r--r--"));
            assertThrows(CommandFailure.class, () -> ApiKey.of(home));
        }

        @Test
        void thatIsEmptyIsRefused() throws IOException {
            Files.writeString(key.file(), "\n");
            assertThrows(CommandFailure.class, () -> ApiKey.of(home));
        }

        @Test
        void isNotInAnyText() {
            assertEquals("the key in " + key.file(), key.toString());
        }
    }
}
