package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.Application;
import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.session.ProcessEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
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

    private String out = "";
    private String err = "";

    private int in(String home, String... words) {
        var arguments = new ArrayList<>(List.of("--home", folder.resolve(home).toString()));
        arguments.addAll(List.of(words));
        var printed = new ByteArrayOutputStream();
        var troubles = new ByteArrayOutputStream();
        var around =
                new ProcessEnvironment(
                        Path.of("").toAbsolutePath(),
                        Map.of(),
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(printed, false, StandardCharsets.UTF_8),
                        new PrintStream(troubles, false, StandardCharsets.UTF_8),
                        InstantSource.system(),
                        false);
        var exit =
                new Shell(Application::new, Commands.ALL, around)
                        .run(arguments.toArray(String[]::new));
        out = printed.toString(StandardCharsets.UTF_8);
        err = troubles.toString(StandardCharsets.UTF_8);
        return exit;
    }

    private String done(String home, String... words) {
        assertEquals(0, in(home, words), err);
        return out;
    }

    private void approve(String home, String text) {
        done(home, "codex", "propose", "personas.ROBIN.voice", text, "--because", "a test");
        var hash = HASH.matcher(done(home, "codex", "show", "1"));
        assertTrue(hash.find(), out);
        done(home, "codex", "approve", "1", "--hash", hash.group(1));
    }

    @Test
    void anApprovalInOneIsNoDriftInAnother() throws Exception {
        approve("one", "Softly.");
        assertTrue(done("two", "codex", "drift").contains("is the codex in force"), out);
        assertTrue(done("one", "codex", "drift").contains("is the codex in force"), out);
        assertTrue(Files.readString(folder.resolve("one/codex.toml")).contains("Softly."));
        assertFalse(Files.readString(folder.resolve("two/codex.toml")).contains("Softly."));
    }

    @Test
    void aSettingOfOneIsNotThatOfAnother() {
        done("one", "settings", "set", "council.rounds", "3");
        assertTrue(done("two", "settings", "show", "council.rounds").contains("= 2"), out);
        assertTrue(done("one", "settings", "show", "council.rounds").contains("= 3"), out);
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
            assertTrue(done("one", "test", file().toString()).contains("1 passed"), out);
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
            assertTrue(done("two", "image", "verify").startsWith("clean"), out);
        }

        @Test
        void showsDecisionsOfAnotherHomeAsClaims() {
            var told = imported();
            assertTrue(
                    told.contains(
                            "foreign: proposal 1, of personas.ROBIN.voice by architect, claims to"
                                    + " be approved; this home's ledger has no line of it"),
                    told);
            assertTrue(done("two", "codex", "proposals").contains("claimed"), out);
            assertFalse(done("two", "codex", "show", "robin").contains("Softly."), out);
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
                    err.contains("'is kinder' stands behind --because shorter and belongs to"),
                    err);
            assertTrue(done("one", "codex", "proposals").contains("no proposals"), out);
        }

        @Test
        void behindAnyOtherValueAreNoneEither() {
            assertEquals(2, in("one", "tools", "forge", "a", "--name", "x", "slug"));
            assertTrue(err.contains("--name 'x slug'"), err);
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
            assertTrue(done("one", "codex", "show", "1").contains("soft"), out);
        }
    }
}
