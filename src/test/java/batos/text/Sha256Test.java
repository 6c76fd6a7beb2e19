package batos.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The values of FIPS 180-4's examples.
class Sha256Test {
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void theDigestOfATextIsThatOfItsBytesInUtf8() {
        assertEquals(ABC, Sha256.of("abc"));
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Sha256.of(""));
        assertEquals(Sha256.of(new byte[] {(byte) 0xc3, (byte) 0xa9}), Sha256.of("é"));
    }

    @Test
    void aFileIsReadInPieces(@TempDir Path folder) throws IOException {
        var file = folder.resolve("million");
        Files.writeString(file, "a".repeat(1_000_000));
        assertEquals(
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
                Sha256.of(file));
    }
}
