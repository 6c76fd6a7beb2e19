package batos.codex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.MemoryImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever bytes the ledger's files hold, a home opens, says what is altered, and can be renewed.
class LedgerBytesTest {
    @TempDir Path dir;

    @ParameterizedTest
    @CsvSource({
        "ledger.ndjson, 255, 'ledger.ndjson:2: this line was altered'",
        "ledger.ndjson, 0, 'ledger.ndjson:2: this line was altered'",
        "ledger.head, 255, 'ledger.ndjson:2: is not the line that the head knows'",
        "ledger.head, 0, 'ledger.ndjson:2: is not the line that the head knows'"
    })
    void bytesThatAreNoTextAreAnAlteredLineAndRenewIsTheWayOut(
            String name, int value, String objection) throws Exception {
        var image = new MemoryImage();
        try (var home = new TestHome(dir, image)) {
            home.propose("Speaks softly.");
        }
        var file = dir.resolve("home").resolve(name);
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length - 40] = (byte) value;
        Files.write(file, bytes);
        try (var home = new TestHome(dir, image)) {
            var found = home.codex.verify();
            assertTrue(found.getFirst().startsWith(objection), found.toString());
            var hash = home.codex.inForce().hash();
            home.governance.shown(home.typed("/codex verify"), hash);
            var renewed = home.governance.renew(home.typed("/codex renew"), Optional.of(hash));
            assertInstanceOf(Decision.Renewed.class, renewed, renewed.toString());
            assertEquals(List.of(), home.codex.verify());
        }
    }

    @Test
    void bytesThatAreNoTextWhileBatosRunsEndWhatIsGoverned() throws Exception {
        try (var home = new TestHome(dir)) {
            var proposal = home.propose("Speaks softly.");
            Files.write(home.ledgerFile, new byte[] {(byte) 0xc3, '\n'}, StandardOpenOption.APPEND);
            assertInstanceOf(Decision.Refused.class, home.approve(proposal));
            assertTrue(home.codex.verify().getFirst().contains("this line was altered"));
        }
    }

    @Test
    void aFolderInPlaceOfAFileIsNamedWithTheWayOut() throws Exception {
        var file = dir.resolve("home/ledger.ndjson");
        Files.createDirectories(file);
        var fault = assertThrows(LedgerFault.class, () -> new TestHome(dir));
        assertTrue(
                String.valueOf(fault.getMessage())
                        .endsWith("Next: move " + file + " away, then batos codex verify"),
                fault.getMessage());
    }
}
