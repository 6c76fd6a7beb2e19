package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Homes side by side, over the whole house: each governs itself.
class HomesTest {
    private static final Pattern HASH = Pattern.compile("(?m)^hash: ([0-9a-f]{64})$");

    @TempDir Path folder;

    private final OneShots batos = new OneShots(Map.of());

    private int in(String home, String... words) {
        return batos.run(folder.resolve(home), words);
    }

    private String done(String home, String... words) {
        assertEquals(0, in(home, words), batos.err);
        return batos.out;
    }

    private void approve(String home, String text) {
        done(home, "codex", "propose", "personas.ROBIN.voice", text, "--because", "a test");
        var hash = HASH.matcher(done(home, "codex", "show", "1"));
        assertTrue(hash.find(), batos.out);
        done(home, "codex", "approve", "1", "--hash", hash.group(1));
    }

    @Test
    void anApprovalInOneIsNoDriftInAnother() throws Exception {
        approve("one", "Softly.");
        assertTrue(done("two", "codex", "drift").contains("is the codex in force"), batos.out);
        assertTrue(done("one", "codex", "drift").contains("is the codex in force"), batos.out);
        assertTrue(Files.readString(folder.resolve("one/codex.toml")).contains("Softly."));
        assertFalse(Files.readString(folder.resolve("two/codex.toml")).contains("Softly."));
    }

    @Test
    void aSettingOfOneIsNotThatOfAnother() {
        done("one", "settings", "set", "council.rounds", "3");
        assertTrue(done("two", "settings", "show", "council.rounds").contains("= 2"), batos.out);
        assertTrue(done("one", "settings", "show", "council.rounds").contains("= 3"), batos.out);
    }

    @Nested
    class Transcripts {
        private final String transcript =
                "architect> /settings show council.rounds\ncouncil.rounds = 2...\n";

        private Path file() throws Exception {
            return Files.writeString(folder.resolve("t.txt"), transcript);
        }

        @Test
        void playWithTheShippedSettingsAndNotWithTheLiveOnes() throws Exception {
            done("one", "settings", "set", "council.rounds", "3");
            assertTrue(done("one", "test", file().toString()).contains("1 passed"), batos.out);
        }

        @Test
        void playWithThoseOfAFolderThatIsNamed() throws Exception {
            var named = Files.createDirectories(folder.resolve("named"));
            Files.writeString(
                    named.resolve("settings.toml"),
                    Files.readString(Path.of("config/settings.toml"))
                            .replace("rounds = 2", "rounds = 3"));
            assertEquals(1, in("one", "--config", named.toString(), "test", file().toString()));
        }
    }

    @Nested
    class AnImport {
        private String imported() {
            done("one", "eval", "robin manner: 'as if the Architect had said it'");
            approve("one", "Softly.");
            var export = folder.resolve("one.export").toString();
            done("one", "image", "export", export);
            return done("two", "image", "import", export);
        }

        @Test
        void setsMannersAsideAndNamesThem() {
            var told = imported();
            assertTrue(
                    told.contains(
                            "foreign: ROBIN was told there to speak like this, which is not taken:"
                                    + " 'as if the Architect had said it'"),
                    told);
            assertEquals("''", done("two", "eval", "robin manner").strip());
        }

        /// With what the import set aside, although that took several commits. The ledger is no
        /// part of the image and its lines stay, so the image notes them again.
        @Test
        void isTakenBackByOneUndoExceptForTheLinesOfTheLedger() {
            done("two", "image", "save", "before");
            var before = done("two", "image", "root");
            imported();
            var undone = done("two", "image", "undo");
            assertTrue(undone.contains(", root " + before.substring(0, 12)), undone);
            assertEquals(
                    List.of("+ codex ledger"),
                    done("two", "image", "diff", "before")
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith(" "))
                            .toList());
            assertTrue(done("two", "image", "verify").startsWith("clean"), batos.out);
        }

        @Test
        void showsDecisionsOfAnotherHomeAsClaims() {
            var told = imported();
            assertTrue(
                    told.contains(
                            "foreign: proposal 1, of personas.ROBIN.voice by architect, claims to"
                                    + " be approved; this home's ledger has no line of it"),
                    told);
            assertTrue(done("two", "codex", "proposals").contains("claimed"), batos.out);
            assertFalse(done("two", "codex", "show", "robin").contains("Softly."), batos.out);
        }
    }

    @Nested
    class StrayWords {
        @Test
        void behindTheReasonAreNoPartOfTheText() {
            assertEquals(
                    2,
                    in(
                            "one",
                            "codex",
                            "propose",
                            "personas.ROBIN.voice",
                            "Softly.",
                            "--because",
                            "shorter",
                            "is",
                            "kinder"));
            assertTrue(
                    batos.err.contains(
                            "'is kinder' stands behind --because shorter and belongs to"),
                    batos.err);
            assertTrue(done("one", "codex", "proposals").contains("no proposals"), batos.out);
        }

        @Test
        void behindAnyOtherValueAreNoneEither() {
            assertEquals(2, in("one", "tools", "forge", "a", "--name", "x", "slug"));
            assertTrue(batos.err.contains("--name 'x slug'"), batos.err);
        }

        @Test
        void areFineBeforeTheOptions() {
            done(
                    "one",
                    "codex",
                    "propose",
                    "personas.ROBIN.voice",
                    "very",
                    "soft",
                    "--because",
                    "x");
            assertTrue(done("one", "codex", "show", "1").contains("soft"), batos.out);
        }
    }
}
