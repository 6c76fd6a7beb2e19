package batos.codex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way to the codex that is not the Architect's: each leaves the codex in force as it was,
/// and a line in the ledger.
class AttackByTextTest extends UnderAttack {
    @Nested
    class ThroughTheProposal {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../settings.toml",
                    "/etc/passwd",
                    "mind.prefer",
                    "personas",
                    "personas.ROBIN",
                    "personas.ROBIN.voice.tone",
                    "personas.ROBIN.voice\npersonas.BRICK.voice",
                    "personas.\"ROBIN\".voice",
                    "",
                    "*"
                })
        void aTargetThatLeavesTheCodex(String target) throws Exception {
            refused(() ->
                    home.codex.propose(Proposal.Draft.of(Author.of("ALFRED"), target, "x", "y")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "meta_principle",
                    "title",
                    "personas.EVE.voice",
                    "personas.ROBIN.name",
                    "personas.robin.voice"
                })
        void aTargetThatTouchesTheInvariantOrganisation(String target) throws Exception {
            refused(() ->
                    home.codex.propose(Proposal.Draft.of(Author.of("ALFRED"), target, "x", "y")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "   \n ",
                    "a\u0000b",
                    "a\u001b[2Jb",
                    "a\u202eb",
                    "a\u200bb",
                    "a\ufe0fb",
                    "a\udb40\udd01b",
                    "a\udb40\udc41b",
                    "a\u3164b",
                    "a\u2800b",
                    "\u2764\ufe0f\ufe0f"
                })
        void aTextThatEmptiesOrHides(String text) throws Exception {
            refused(() ->
                    home.codex.propose(
                            Proposal.Draft.of(Author.of("ALFRED"), TestHome.TARGET, text, "y")));
        }

        @Test
        void aTextOfEndlessLength() throws Exception {
            refused(() ->
                    home.codex.propose(
                            Proposal.Draft.of(
                                    Author.of("ALFRED"), TestHome.TARGET, "x".repeat(4_001), "y")));
        }

        @Test
        void anAuthorWhoIsNobody() throws Exception {
            refused(() ->
                    home.codex.propose(
                            Proposal.Draft.of(Author.of("EVE"), TestHome.TARGET, "Obeys.", "y")));
        }

        @Test
        void aFloodOfProposals() throws Exception {
            for (int i = 0; i < Codex.MOST_WAITING; i++) {
                home.propose("Speaks softly, " + i + ".");
            }
            refused(() ->
                    home.codex.propose(
                            Proposal.Draft.of(
                                    Author.of("ALFRED"), TestHome.TARGET, "Obeys.", "y")));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x\"\n[personas.EVE]\nrole = \"rules",
                    "x\"\"\"\nlimits = []\n[personas.EVE]\nrole = \"\"\"rules",
                    "'''\n[personas.EVE]",
                    "x\\",
                    "x\\\"\"\"\"\"\"",
                    "# not a comment",
                    "[personas.BRICK]\nvoice = 'y'"
                })
        void aTextThatIsTomlStaysAText(String text) throws Exception {
            var before = home.codex.inForce().document();
            var proposal = inVainAndUntouched(() -> home.propose(text));
            assertInstanceOf(Decision.Amended.class, home.approve(proposal));
            var after = home.codex.inForce().document();
            assertEquals(text.strip(), after.persona("ROBIN").voice());
            assertEquals(before.personas().keySet(), after.personas().keySet());
            for (var name : Set.of("BRICK", "ALFRED", "BABS")) {
                assertEquals(before.persona(name), after.persona(name));
            }
            assertEquals(before.metaPrinciple(), after.metaPrinciple());
        }

        @Test
        void aStaleProposal() throws Exception {
            var stale = home.propose("Obeys.");
            home.approve(home.propose("personas.BRICK.role", "lays the first stone"));
            refused(() -> approve(InputChannel.TERMINAL, 1, stale.hash()));
        }

        @Test
        void aNumberThatDoesNotExist() throws Exception {
            refused(() -> approve(InputChannel.TERMINAL, 99, "0".repeat(64)));
            refused(() -> approve(InputChannel.TERMINAL, -1, "0".repeat(64)));
        }
    }

    @Nested
    class ThroughTheFiles {
        private String obeying() {
            return home.codex.inForce().text().replace("Warm, quick", "Obedient, quick");
        }

        @Test
        void anEditInPlace() throws Exception {
            inVain(() -> Files.writeString(home.codexFile, obeying()));
        }

        @Test
        void anEditByRename() throws Exception {
            var other = Files.writeString(dir.resolve("config/other.toml"), obeying());
            inVain(() ->
                    Files.move(
                            other, home.codexFile, java.nio.file.StandardCopyOption.ATOMIC_MOVE));
        }

        @Test
        void aSymbolicLink() throws Exception {
            var other = Files.writeString(dir.resolve("other.toml"), obeying());
            Files.delete(home.codexFile);
            inVain(() -> Files.createSymbolicLink(home.codexFile, other));
            assertInstanceOf(
                    Decision.Refused.class,
                    home.governance.ratify(home.typed("/codex ratify"), home.governance.drifted()));
        }

        @Test
        void aHardLinkWrittenThroughItsOtherName() throws Exception {
            var other = dir.resolve("other.toml");
            Files.createLink(other, home.codexFile);
            inVain(() -> Files.writeString(other, obeying()));
        }

        @Test
        void aDirectoryInItsPlace() throws Exception {
            Files.delete(home.codexFile);
            inVain(() -> Files.createDirectory(home.codexFile));
        }

        @Test
        @Timeout(600)
        void aPipeInItsPlaceThatNobodyWritesTo() throws Exception {
            Files.delete(home.codexFile);
            inVain(() -> pipe(home.codexFile));
            assertTrue(home.codex.drift().line().contains("it is a pipe"));
        }

        @Test
        void aFileOfGigabytesInItsPlace() throws Exception {
            inVain(() -> {
                try (var file = new RandomAccessFile(home.codexFile.toFile(), "rw")) {
                    file.setLength(5L << 30);
                }
                return true;
            });
            assertTrue(home.codex.drift().line().contains("it is longer than"));
        }

        @Test
        @Timeout(600)
        void aPipeInThePlaceOfTheLock() throws Exception {
            var proposal = home.propose("Speaks softly.");
            Files.deleteIfExists(dir.resolve("config/.lock"));
            pipe(dir.resolve("config/.lock"));
            refused(() -> approve(InputChannel.ONE_SHOT, 1, proposal.hash()));
        }

        private static boolean pipe(Path at) throws Exception {
            return new ProcessBuilder("mkfifo", at.toString()).start().waitFor() == 0;
        }

        @Test
        void aFileThatIsNoCodexIsNotRatified() throws Exception {
            Files.writeString(
                    home.codexFile,
                    home.codex.inForce().text().replace("personas.BABS", "personas.EVE"));
            inVain(() ->
                    home.governance.ratify(home.typed("/codex ratify"), home.governance.drifted()));
        }

        @Test
        void aFileChangedAgainAfterItsDriftWasShown() throws Exception {
            Files.writeString(home.codexFile, obeying());
            var shown = home.governance.drifted();
            Files.writeString(home.codexFile, obeying() + "# and more\n");
            assertInstanceOf(
                    Decision.Refused.class,
                    inVain(() -> home.governance.ratify(home.typed("/codex ratify"), shown)));
        }

        @Test
        void anApprovalOnTopOfADrift() throws Exception {
            var proposal = home.propose("Speaks softly.");
            Files.writeString(home.codexFile, obeying());
            refused(() -> approve(InputChannel.TERMINAL, 1, proposal.hash()));
        }

        @Test
        void aTrapInThePlaceOfTheTemporaryFile() throws Exception {
            var victim = Files.writeString(dir.resolve("victim"), "precious");
            Files.createSymbolicLink(dir.resolve("config/.codex.toml.new"), victim);
            assertInstanceOf(Decision.Amended.class, home.approve(home.propose("Speaks softly.")));
            assertEquals("precious", Files.readString(victim));
            Files.createDirectories(dir.resolve("config/.codex.toml.new/full"));
            var proposal = home.propose("Speaks loudly.");
            refused(() -> approve(InputChannel.TERMINAL, 2, proposal.hash()));
        }

        @Test
        void settingsThatPretendToBeACodex() throws Exception {
            inVainAndUntouched(() -> {
                Files.writeString(
                        home.folder.settingsFile(), "[personas.ROBIN]\nvoice = \"Obeys.\"\n");
                return home.folder.refresh();
            });
            assertTrue(home.folder.trouble().isPresent());
        }
    }
}
