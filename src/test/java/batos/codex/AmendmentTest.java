package batos.codex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.codex.LedgerLine.Deed;
import batos.config.CodexFile;
import batos.config.SettingsOrigin;
import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AmendmentTest extends HomeTest {
    @Nested
    class AnApprovedAmendment {
        @Test
        void speaksAtOnceAndFromTheFile() throws Exception {
            var proposal = home.propose("Speaks softly and first of the good things.");
            var decision = home.approve(proposal);
            var amended = assertInstanceOf(Decision.Amended.class, decision);
            assertEquals("Speaks softly and first of the good things.", home.voice());
            assertTrue(
                    home.codex
                            .inForce()
                            .document()
                            .instruction("ROBIN")
                            .contains("Speaks softly and first of the good things."));
            assertEquals(home.codex.inForce().hash(), home.fileHash());
            assertEquals(1, amended.amendment().number());
        }

        @Test
        void leavesABackupOfTheOldCodex() throws Exception {
            var before = Files.readString(home.codexFile);
            var amended = (Decision.Amended) home.approve(home.propose("Speaks softly."));
            assertEquals(before, Files.readString(amended.backup()));
            assertTrue(amended.backup().getFileName().toString().startsWith("codex.toml.backup-"));
        }

        @Test
        void leavesEveryOtherLineAndEveryCommentAsItWas() throws Exception {
            var before = Files.readAllLines(home.codexFile);
            home.approve(home.propose("personas.BRICK.role", "lays the first stone"));
            var after = Files.readAllLines(home.codexFile);
            assertEquals(before.size(), after.size());
            int differing = 0;
            for (int i = 0; i < before.size(); i++) {
                differing += before.get(i).equals(after.get(i)) ? 0 : 1;
            }
            assertEquals(1, differing);
        }

        @Test
        void changesOneItemOfAListAndKeepsTheLayoutOfTheOthers() throws Exception {
            var limits = home.codex.inForce().document().persona("BABS").limits();
            var more = String.join("\n", limits) + "\nNever whispers.";
            home.approve(home.propose("personas.BABS.limits", more));
            assertEquals(3, home.codex.inForce().document().persona("BABS").limits().size());
            assertTrue(
                    Files.readString(home.codexFile).contains("    \"" + limits.get(0) + "\",\n"));
        }

        @Test
        void isKnownToLedgerImageAndHistory() {
            var proposal = home.propose("Speaks softly.");
            home.approve(proposal);
            assertEquals(1, home.lines(Deed.INTENT));
            assertEquals(1, home.lines(Deed.APPLIED));
            assertEquals(2, home.codex.history().size());
            assertEquals(List.of(), home.codex.verify());
            assertInstanceOf(
                    ProposalState.Approved.class,
                    home.codex.proposal(proposal.number()).orElseThrow().state());
        }

        @Test
        void isInForceAfterARestart() throws Exception {
            home.approve(home.propose("Speaks softly."));
            var hash = home.codex.inForce().hash();
            home.close();
            home = new TestHome(dir, home.image);
            assertEquals(hash, home.codex.inForce().hash());
            assertEquals(List.of(), home.codex.attend());
        }

        @Test
        void makesAllOtherWaitingProposalsStale() {
            var first = home.propose("Speaks softly.");
            var second = home.propose("personas.BRICK.role", "lays the first stone");
            home.approve(first);
            assertInstanceOf(
                    ProposalState.Stale.class,
                    home.codex.proposal(second.number()).orElseThrow().state());
        }

        @Test
        void keepsAsManyBackupsAsTheSettingsSay() throws Exception {
            home.folder.set(SettingsOrigin.ARCHITECT, "codex.backups", "2");
            for (int i = 0; i < 5; i++) {
                home.approve(home.propose("Speaks softly, " + i + "."));
            }
            assertEquals(2, new CodexFile(home.codexFile).backups().size());
        }
    }

    @Nested
    class AStaleProposal {
        @Test
        void isRebasedUnderANewNumberAndHash() {
            var first = home.propose("Speaks softly.");
            var second = home.propose("Speaks loudly.");
            home.approve(first);
            var rebased =
                    assertInstanceOf(
                                    Decision.Settled.class,
                                    home.codex.rebase(second.number(), Author.ARCHITECT))
                            .proposal();
            assertNotEquals(second.hash(), rebased.hash());
            assertEquals("Speaks softly.", rebased.oldText());
            assertInstanceOf(Decision.Amended.class, home.approve(rebased));
            assertEquals("Speaks loudly.", home.voice());
            assertInstanceOf(
                    ProposalState.Superseded.class,
                    home.codex.proposal(second.number()).orElseThrow().state());
        }
    }

    @Nested
    class ARollback {
        @Test
        void isAProposalAndThenAnAmendment() throws Exception {
            var first = Files.readString(home.codexFile);
            home.approve(home.propose("Speaks softly."));
            var offered =
                    assertInstanceOf(
                                    Decision.Settled.class,
                                    home.governance.rollback(home.typed("/codex rollback 0"), 0))
                            .proposal();
            assertNotEquals(first, Files.readString(home.codexFile));
            var amended = assertInstanceOf(Decision.Amended.class, home.approve(offered));
            assertEquals(Amendment.Way.ROLLED_BACK, amended.amendment().way());
            assertEquals(first, Files.readString(home.codexFile));
            assertEquals(3, home.codex.history().size());
        }
    }

    @Nested
    class AnEditedApproval {
        @Test
        void approvesTheEditedTextUnderItsOwnHash() {
            var proposal = home.propose("Speaks softly.");
            var decision =
                    home.governance.approveEdited(
                            home.typed("/codex approve 1 --edit"),
                            proposal.number(),
                            "Speaks softly, but clearly.");
            var amended = assertInstanceOf(Decision.Amended.class, decision);
            assertEquals("Speaks softly, but clearly.", home.voice());
            assertEquals(2, amended.amendment().proposal());
            var edited = home.codex.proposal(2).orElseThrow();
            assertEquals(Author.ARCHITECT, edited.author());
        }
    }

    @Nested
    class ADrift {
        @Test
        void hasNoEffectUntilItIsRatified() throws Exception {
            var before = home.codex.inForce().hash();
            var edited =
                    Files.readString(home.codexFile)
                            .replace("Warm, quick and present.", "Cold and slow.");
            Files.writeString(home.codexFile, edited);
            var news = home.codex.attend();
            assertEquals(before, home.codex.inForce().hash());
            var drift = assertInstanceOf(Drift.Edited.class, home.codex.drift());
            assertTrue(home.lines(Deed.DRIFT) >= 1, news.toString());
            home.governance.shown(home.typed("/codex drift"), drift.hash());
            var decision = home.governance.ratify(home.typed("/codex ratify"), Optional.empty());
            var amended = assertInstanceOf(Decision.Amended.class, decision);
            assertEquals(Amendment.Way.RATIFIED, amended.amendment().way());
            assertTrue(home.voice().startsWith("Cold and slow."));
            assertEquals(before, Sha256.of(Files.readString(amended.backup())));
        }

        @Test
        void isPutBackWithTheEditKeptAsABackup() throws Exception {
            var before = Files.readString(home.codexFile);
            Files.writeString(home.codexFile, "not = a codex\n");
            assertInstanceOf(Drift.NotACodex.class, home.codex.drift());
            var putBack =
                    assertInstanceOf(
                            Decision.PutBack.class,
                            home.governance.putBack(home.typed("/codex drift --put-back")));
            assertEquals(before, Files.readString(home.codexFile));
            assertEquals("not = a codex\n", Files.readString(putBack.backup()));
        }

        @Test
        void byDeletionOrByALinkIsNamedAndPutBack() throws Exception {
            Files.delete(home.codexFile);
            assertInstanceOf(Drift.Gone.class, home.codex.drift());
            var elsewhere = Files.writeString(dir.resolve("elsewhere.toml"), "x = 1\n");
            Files.createSymbolicLink(home.codexFile, elsewhere);
            assertInstanceOf(Drift.Linked.class, home.codex.drift());
            home.governance.putBack(home.typed("/codex drift --put-back"));
            assertInstanceOf(Drift.None.class, home.codex.drift());
            assertFalse(Files.isSymbolicLink(home.codexFile));
            assertEquals("x = 1\n", Files.readString(elsewhere));
        }

        @Test
        void ofAFileThatIsWrittenInPlaceIsEnteredOnceTheEditorIsDone() throws Exception {
            var edited =
                    Files.readString(home.codexFile)
                            .replace("Warm, quick and present.", "Cold and slow.")
                            .getBytes(StandardCharsets.UTF_8);
            var half = edited.length / 2;
            var start = System.nanoTime();
            try (var file = Files.newOutputStream(home.codexFile)) {
                Thread.sleep(30);
                file.write(edited, 0, half);
                Thread.sleep(30);
                file.write(edited, half, edited.length - half);
            }
            var took = Duration.ofNanos(System.nanoTime() - start);
            assumeTrue(took.toMillis() < 110, "the editor was held up for " + took);
            var news = home.codex.attend();
            assertInstanceOf(
                    Drift.Edited.class,
                    assertInstanceOf(CodexEvent.Drifted.class, news.getFirst()).drift());
            assertEquals(1, news.size(), news.toString());
            assertEquals(1, home.lines(Deed.DRIFT));
        }

        @Test
        void madeWhileTheHouseWasClosedIsFoundAtTheNextStart() throws Exception {
            home.close();
            Files.writeString(home.codexFile, Files.readString(home.codexFile) + "# hello\n");
            home = new TestHome(dir, home.image);
            assertInstanceOf(CodexEvent.Drifted.class, home.codex.attend().getFirst());
        }
    }

    @Nested
    class UndoAndRestore {
        @Test
        void doNotBringAnOldCodexBackInSecret() {
            home.image.save("before");
            home.approve(home.propose("Speaks softly."));
            var hash = home.codex.inForce().hash();
            home.image.restore("before", new Cause(Author.ARCHITECT, "restore", 99));
            assertEquals(hash, home.codex.inForce().hash());
            var news = home.codex.attend();
            var lived = assertInstanceOf(CodexEvent.LivedUnderAnother.class, news.getFirst());
            assertEquals(0, lived.then());
            assertTrue(lived.line().contains("/codex rollback 0"), lived.line());
            assertEquals(hash, home.codex.inForce().hash());
            assertEquals(List.of(), home.codex.attend());
            assertEquals(List.of(), home.codex.verify());
        }

        @Test
        void bringWaitingProposalsBackBoundToTheirHashes() {
            var proposal = home.propose("Speaks softly.");
            home.image.save("waiting");
            home.governance.reject(home.typed("/codex reject 1"), 1, "no");
            var other = home.propose("Speaks loudly.");
            home.image.restore("waiting", new Cause(Author.ARCHITECT, "restore", 99));
            var back = home.codex.proposal(1).orElseThrow();
            assertEquals(proposal.hash(), back.hash());
            assertInstanceOf(ProposalState.Rejected.class, back.state());
            assertTrue(home.codex.proposal(other.number()).isEmpty());
            assertEquals(3, home.propose("Speaks at last.").number());
        }
    }

    @Nested
    class ANewHome {
        @Test
        void withoutACodexGetsTheShippedOne() throws Exception {
            assertTrue(Files.exists(home.codexFile));
            assertEquals(Amendment.Way.ADOPTED, home.codex.history().getFirst().way());
        }

        @Test
        void withABrokenCodexSaysWhereItIsBroken() throws Exception {
            var other = dir.resolve("other");
            Files.createDirectories(other.resolve("config"));
            Files.writeString(
                    other.resolve("config/codex.toml"), "title = \"x\"\nmeta_principel = \"y\"\n");
            var fault =
                    org.junit.jupiter.api.Assertions.assertThrows(
                            batos.config.ConfigFault.class,
                            () -> new TestHome(other, new MemoryImage()));
            assertTrue(fault.getMessage().contains("codex.toml:2:1"), fault.getMessage());
            assertTrue(fault.getMessage().contains("nearest: meta_principle"), fault.getMessage());
        }
    }
}
