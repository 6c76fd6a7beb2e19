package batos.codex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.config.SettingsOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The ledger of a process that runs while somebody lays hands on the files, or the disk or the
/// thread fails under it.
class OpenLedgerTest extends HomeTest {
    @ParameterizedTest
    @ValueSource(strings = {"ledger.ndjson", "ledger.head"})
    void failsClosedWhenItIsRemovedOrReplacedWhileBatosRuns(String name) throws Exception {
        var proposal = home.propose("Speaks softly.");
        var hash = home.codex.inForce().hash();
        var file = home.ledgerFile.resolveSibling(name);
        var copy = Files.copy(file, dir.resolve("copy"));
        Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
        assertInstanceOf(Decision.Refused.class, home.approve(proposal));
        Files.delete(file);
        assertInstanceOf(Decision.Refused.class, home.approve(proposal));
        assertEquals(hash, home.codex.inForce().hash());
        assertEquals(hash, home.fileHash());
        assertFalse(home.codex.verify().isEmpty());
        home.governance.shown(home.typed("/codex verify"), hash);
        var hand = home.typed("/codex renew");
        assertInstanceOf(Decision.Renewed.class, home.governance.renew(hand, Optional.of(hash)));
        assertEquals(List.of(), home.codex.verify());
    }

    @Test
    void failsClosedWhenALineIsAlteredWhileBatosRuns() throws Exception {
        var proposal = home.propose("Speaks softly.");
        var hash = home.codex.inForce().hash();
        var text = Files.readString(home.ledgerFile);
        Files.writeString(home.ledgerFile, text.replaceFirst("proposal 1 of", "proposal 2 of"));
        assertInstanceOf(Decision.Refused.class, home.approve(proposal));
        assertEquals(hash, home.fileHash());
    }

    @Test
    void goesOnWhenItWasOnlyTouched() throws Exception {
        var proposal = home.propose("Speaks softly.");
        Files.setLastModifiedTime(home.ledgerFile, FileTime.from(Instant.EPOCH));
        assertInstanceOf(Decision.Amended.class, home.approve(proposal));
        assertEquals(List.of(), home.codex.verify());
    }

    @Test
    void isNotEndedByAnInterruption() {
        var proposal = home.propose("Speaks softly.");
        Thread.currentThread().interrupt();
        home.codex.refuse("language", "codex approve: 1");
        assertTrue(Thread.interrupted(), "the interruption is passed on");
        assertInstanceOf(Decision.Amended.class, home.approve(proposal));
        assertEquals(List.of(), home.codex.verify());
    }

    @Test
    @Timeout(600)
    void isNotAPipe() throws Exception {
        home.close();
        Files.delete(home.ledgerFile);
        assertEquals(0, new ProcessBuilder("mkfifo", home.ledgerFile.toString()).start().waitFor());
        var refused = assertThrows(LedgerFault.class, () -> new TestHome(dir, home.image));
        assertTrue(refused.getMessage().contains("no regular file"), refused.getMessage());
    }

    @Test
    void tellsThatSettingsItAnnouncedWereNotWritten() throws Exception {
        var trap = Files.createDirectories(dir.resolve("config/.settings.toml.new/full"));
        assertThrows(
                IOException.class,
                () -> home.folder.set(SettingsOrigin.ARCHITECT, "council.rounds", "3"));
        assertEquals("3 -> 2", home.codex.ledger().getLast().fact("council.rounds"));
        assertEquals(2, home.folder.settings().council().rounds());
        Files.delete(trap);
        home.close();
        home = new TestHome(dir, home.image);
        assertEquals(List.of(), home.codex.beginning());
    }
}
