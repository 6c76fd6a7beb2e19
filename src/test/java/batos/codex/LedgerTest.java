package batos.codex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.codex.LedgerLine.Deed;
import batos.config.SettingsOrigin;
import batos.image.Author;
import batos.image.Cause;
import batos.text.Sha256;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LedgerTest extends HomeTest {
    private void reopen() throws Exception {
        home.close();
        home = new TestHome(dir, home.image);
    }

    private void alter(UnaryOperator<String> edit) throws Exception {
        Files.writeString(home.ledgerFile, edit.apply(Files.readString(home.ledgerFile)));
    }

    /// Writes ledger and head anew with every hash right, as somebody does who knows how.
    private void forge(List<LedgerLine> wanted) throws Exception {
        var text = new StringBuilder();
        var before = LedgerLine.NOTHING_BEFORE;
        for (int i = 0; i < wanted.size(); i++) {
            var line = wanted.get(i);
            var written =
                    LedgerLine.write(
                            i + 1,
                            line.at(),
                            line.deed(),
                            line.who(),
                            line.what(),
                            line.facts(),
                            before);
            before = LedgerLine.read(written).orElseThrow().hash();
            text.append(written).append('\n');
        }
        Files.writeString(home.ledgerFile, text);
        Files.writeString(
                home.ledgerFile.resolveSibling("ledger.head"),
                "%018d %s%n".formatted(wanted.size(), before));
    }

    private static LedgerLine line(Deed deed, Map<String, String> facts) {
        return new LedgerLine(
                0,
                Instant.EPOCH,
                deed,
                Author.ARCHITECT,
                "forged",
                new LinkedHashMap<>(facts),
                "",
                "");
    }

    private String obeying() {
        return home.codex.inForce().text().replace("Warm, quick", "Obedient, quick");
    }

    /// Nothing governed happens, and the codex is the one that it was.
    private void failsClosed(String hash, String why) {
        assertEquals(hash, home.codex.inForce().hash());
        assertTrue(home.codex.verify().getFirst().contains(why), home.codex.verify().toString());
        var hand = home.typed("/codex approve 1");
        assertInstanceOf(
                Decision.Refused.class, home.governance.approve(hand, 1, Optional.empty()));
        assertEquals(hash, home.codex.inForce().hash());
    }

    @Nested
    class LineByLine {
        @Test
        void findsAnAlteredLine() throws Exception {
            home.approve(home.propose("Speaks softly."));
            alter(text -> text.replaceFirst("proposal 1 of", "proposal 2 of"));
            assertEquals(1, home.codex.verify().size());
            assertTrue(home.codex.verify().getFirst().contains("ledger.ndjson:2:"));
        }

        @Test
        void findsARemovedLineInTheMiddleAndAtTheEnd() throws Exception {
            home.approve(home.propose("Speaks softly."));
            var whole = Files.readAllLines(home.ledgerFile);
            var middle = new ArrayList<>(whole);
            middle.remove(1);
            Files.write(home.ledgerFile, middle);
            assertTrue(home.codex.verify().getFirst().contains("removed, inserted or moved"));
            Files.write(home.ledgerFile, whole.subList(0, whole.size() - 1));
            assertTrue(home.codex.verify().getFirst().contains("the last lines were removed"));
        }

        @Test
        void findsReorderedLines() throws Exception {
            home.propose("Speaks softly.");
            home.propose("Speaks loudly.");
            var lines = new ArrayList<>(Files.readAllLines(home.ledgerFile));
            Collections.swap(lines, 1, 2);
            Files.write(home.ledgerFile, lines);
            assertFalse(home.codex.verify().isEmpty());
        }

        @Test
        void failsClosedWhenItIsDamaged() throws Exception {
            var proposal = home.propose("Speaks softly.");
            alter(text -> text.replaceFirst("proposal 1", "proposal 7"));
            home.close();
            home = new TestHome(dir, home.image);
            var hash = home.codex.inForce().hash();
            var refused = assertInstanceOf(Decision.Refused.class, home.approve(proposal));
            assertTrue(refused.why().contains("Nothing governed happens"), refused.why());
            assertEquals(hash, home.fileHash());
        }

        @Test
        void failsClosedWhenItIsMissing() throws Exception {
            home.close();
            Files.delete(home.ledgerFile);
            Files.writeString(
                    home.codexFile,
                    Files.readString(home.codexFile).replace("Warm, quick", "Cold, quick"));
            var before = home.codex.inForce().hash();
            home = new TestHome(dir, home.image);
            assertEquals(before, home.codex.inForce().hash());
            assertFalse(home.codex.verify().isEmpty());
        }

        @Test
        void cutsOffATornLastLine() throws Exception {
            home.close();
            Files.writeString(
                    home.ledgerFile, Files.readString(home.ledgerFile) + "{\"seq\":2,\"at\":\"20");
            home = new TestHome(dir, home.image);
            assertEquals(List.of(), home.codex.verify());
            home.propose("Speaks softly.");
            assertEquals(List.of(), home.codex.verify());
        }

        @Test
        void takesSettingsBeforeTheyComeIntoForce() throws Exception {
            home.folder.set(SettingsOrigin.ARCHITECT, "council.rounds", "3");
            home.folder.set(new SettingsOrigin.Other("TUNER"), "models.BRICK.tag", "brick-tuned:1");
            assertEquals(1, home.lines(Deed.SETTINGS));
            assertEquals(1, home.lines(Deed.MODELS));
            Files.writeString(
                    home.folder.settingsFile(),
                    Files.readString(home.folder.settingsFile())
                            .replace("rounds = 3", "rounds = 4"));
            home.folder.refresh();
            assertEquals(4, home.folder.settings().council().rounds());
            assertEquals(2, home.lines(Deed.SETTINGS));
        }

        @Test
        void keepsSettingsOutWhenItCannotBeWritten() throws Exception {
            alter(text -> text + "garbage\n");
            var refused =
                    assertThrows(
                            LedgerFault.class,
                            () -> home.folder.set(SettingsOrigin.ARCHITECT, "council.rounds", "3"));
            assertTrue(refused.getMessage().contains("ledger"), refused.getMessage());
            assertEquals(2, home.folder.settings().council().rounds());
        }
    }

    @Nested
    class WrittenAnewWithEveryHashRight {
        @Test
        void isFoundWhenALineIsMissing() throws Exception {
            home.approve(home.propose("Speaks softly."));
            home.codex.attend();
            var hash = home.codex.inForce().hash();
            var lines = new ArrayList<>(home.codex.ledger());
            lines.remove(1);
            forge(lines);
            assertFalse(home.codex.verify().isEmpty());
            reopen();
            failsClosed(hash, "the image knows");
        }

        @Test
        void isFoundWhenARefusalIsCutOffItsEnd() throws Exception {
            home.codex.overhear("ROBIN", "/codex ratify");
            home.codex.attend();
            var hash = home.codex.inForce().hash();
            var lines = home.codex.ledger();
            home.close();
            forge(lines.subList(0, lines.size() - 1));
            home = new TestHome(dir, home.image);
            failsClosed(hash, "the last lines were removed");
        }

        @Test
        void isFoundWhenTheVeryFirstLineIsAnotherCodex() throws Exception {
            var hash = home.codex.inForce().hash();
            var text = obeying();
            home.close();
            forge(
                    List.of(
                            line(
                                    Deed.ADOPTED,
                                    Map.of("target", "*", "to", Sha256.of(text), "text", text))));
            home = new TestHome(dir, home.image);
            failsClosed(hash, "the image has never seen it");
        }

        @Test
        void isFoundWhenAnAmendmentIsAdded() throws Exception {
            home.propose("Speaks softly.");
            home.codex.attend();
            var hash = home.codex.inForce().hash();
            var lines = new ArrayList<>(home.codex.ledger());
            lines.add(intent(obeying()));
            lines.add(line(Deed.APPLIED, Map.of("intent", String.valueOf(lines.size()))));
            var text = obeying();
            home.close();
            forge(lines);
            Files.writeString(home.codexFile, text);
            home = new TestHome(dir, home.image);
            failsClosed(hash, "pretends an amendment");
        }

        @Test
        void isFoundWhenAnOldAmendmentIsAppliedASecondTime() throws Exception {
            home.approve(home.propose("Speaks softly."));
            home.approve(home.propose("Speaks clearly."));
            home.codex.attend();
            var hash = home.codex.inForce().hash();
            var lines = new ArrayList<>(home.codex.ledger());
            lines.add(line(Deed.APPLIED, Map.of("intent", "3", "amendment", "1")));
            home.close();
            forge(lines);
            home = new TestHome(dir, home.image);
            failsClosed(hash, "pretends an amendment");
        }

        @Test
        void isNoInterruptedApprovalToBeCarriedThrough() throws Exception {
            var hash = home.codex.inForce().hash();
            var text = obeying();
            var lines = new ArrayList<>(home.codex.ledger());
            lines.add(intent(text));
            home.close();
            forge(lines);
            Files.writeString(home.codexFile, text);
            home = new TestHome(dir, home.image);
            assertEquals(hash, home.codex.inForce().hash());
            assertEquals(1, home.lines(Deed.ABANDONED));
            assertInstanceOf(Drift.Edited.class, home.codex.drift());
        }

        @Test
        void isNotMistakenForALedgerWhoseImageWasRestoredBeforeTheProcessDied() throws Exception {
            home.propose("Speaks softly.");
            home.image.save("early");
            home.approve(home.propose("Speaks clearly."));
            home.codex.attend();
            home.folder.close(); // nobody looks any more
            home.image.restore("early", new Cause(Author.ARCHITECT, "restore", 99));
            // another process finds what this one left when it was killed here
            var found = dir.resolve("found");
            for (var file :
                    List.of(home.ledgerFile, home.ledgerFile.resolveSibling("ledger.head"))) {
                Files.createDirectories(found.resolve("home"));
                Files.copy(file, found.resolve("home").resolve(file.getFileName()));
            }
            try (var next = new TestHome(found, home.image)) {
                assertEquals(List.of(), next.codex.verify());
                assertEquals("Speaks clearly.", next.voice());
            }
        }

        private LedgerLine intent(String text) {
            return line(
                    Deed.INTENT,
                    Map.of(
                            "way",
                            "RATIFIED",
                            "target",
                            "*",
                            "from",
                            home.codex.inForce().hash(),
                            "to",
                            Sha256.of(text),
                            "text",
                            text));
        }
    }

    @Nested
    class ADamagedOne {
        private Decision renew(InputChannel presence, String hash) {
            var hand = home.seal.typed("/codex renew", presence, home.image.now().number());
            return home.governance.renew(hand, Optional.ofNullable(hash));
        }

        @Test
        void isKeptAsideForANewOneThatTellsTheDamage() throws Exception {
            home.approve(home.propose("Speaks softly."));
            home.propose("Speaks loudly.");
            home.codex.attend();
            var hash = home.codex.inForce().hash();
            alter(text -> text.replaceFirst("proposal 1 of", "proposal 2 of"));
            var damaged = Files.readString(home.ledgerFile);
            reopen();
            assertInstanceOf(Decision.Refused.class, renew(InputChannel.TERMINAL, null));
            assertInstanceOf(Decision.Refused.class, renew(InputChannel.ONE_SHOT, null));
            assertInstanceOf(Decision.Refused.class, renew(InputChannel.ONE_SHOT, "0".repeat(64)));
            var renewed =
                    assertInstanceOf(
                            Decision.Renewed.class,
                            renew(InputChannel.ONE_SHOT, hash.substring(0, 8)));
            assertEquals(damaged, Files.readString(renewed.aside()));
            var first = home.codex.ledger().getFirst();
            assertEquals(Deed.RENEWED, first.deed());
            assertTrue(first.fact("damage").contains("ledger.ndjson:2:"), first.toString());
            assertEquals("5", first.fact("lines"));
            assertEquals(64, first.fact("last").length());
            assertEquals(hash, home.codex.inForce().hash());
            assertEquals(List.of(), home.codex.verify());
            assertInstanceOf(
                    ProposalState.Withdrawn.class, home.codex.proposal(2).orElseThrow().state());
            reopen();
            assertEquals(List.of(), home.codex.verify());
            assertEquals("Speaks softly.", home.voice());
            var next = home.propose("Speaks at last.");
            assertEquals(3, next.number());
            assertInstanceOf(Decision.Amended.class, home.approve(next));
        }

        @Test
        void thatIsGoneGivesWayToANewOne() throws Exception {
            home.approve(home.propose("Speaks softly."));
            home.close();
            Files.delete(home.ledgerFile);
            home = new TestHome(dir, home.image);
            assertInstanceOf(
                    Decision.Renewed.class,
                    renew(InputChannel.ONE_SHOT, home.codex.inForce().hash()));
            assertEquals("Speaks softly.", home.voice());
            assertEquals(List.of(), home.codex.verify());
        }

        @Test
        void isRefusedWhereTheLedgerIsWhole() {
            var refused =
                    assertInstanceOf(
                            Decision.Refused.class,
                            renew(InputChannel.ONE_SHOT, home.codex.inForce().hash()));
            assertTrue(refused.why().contains("the ledger is whole"), refused.why());
            assertEquals(1, home.lines(Deed.REFUSED));
        }
    }
}
