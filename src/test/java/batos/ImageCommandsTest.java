package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.Application;
import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.session.ProcessEnvironment;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `image …` over the whole house, with a real image on the disk.
class ImageCommandsTest {
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
                        Map.of("BATOS_CONFIG", config().toString()),
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(printed, false, StandardCharsets.UTF_8),
                        new PrintStream(troubles, false, StandardCharsets.UTF_8),
                        InstantSource.system(),
                        false);
        var exit =
                new Shell(Application::new, Commands.ALL, around)
                        .run(arguments.toArray(String[]::new));
        out = printed.toString(StandardCharsets.UTF_8);
        err =
                troubles.toString(StandardCharsets.UTF_8)
                        .replace(folder.resolve(home).toString(), "HOME");
        return exit;
    }

    private Path config() {
        var config = folder.resolve("config");
        try {
            Files.createDirectories(config);
            for (var name : List.of("codex.toml", "settings.toml")) {
                if (!Files.exists(config.resolve(name))) {
                    Files.copy(Path.of("config", name), config.resolve(name));
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return config;
    }

    private String done(String... words) {
        assertEquals(0, in("home", words), err);
        return out.strip();
    }

    private JsonNode document(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.add("--json");
        try {
            return new ObjectMapper().readTree(done(all.toArray(String[]::new)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(out, e);
        }
    }

    @Nested
    class TheLog {
        @Test
        void saysWhoWhyAndWhat() {
            done("eval", "x := 3");
            done("eval", "x := 4");
            var lines = done("image", "log", "-n", "1").lines().toList();
            assertEquals(2, lines.size(), out);
            assertTrue(lines.get(0).contains("architect"), out);
            assertTrue(lines.get(0).endsWith("eval x := 4"), out);
            assertEquals("~ var x", lines.get(1).strip());
        }

        @Test
        void followsOneObject() {
            done("eval", "x := 3");
            done("eval", "y := 4");
            done("eval", "x := 5");
            var log = document("image", "log", "--object", "var:x");
            assertEquals(2, log.size(), out);
            assertEquals("+ var x", log.get(1).get("changed").get(0).asText());
        }

        @Test
        void saysWhereNothingTouchedTheObject() {
            assertTrue(
                    done("image", "log", "--object", "var:z")
                            .startsWith("no commit touched var:z. Next: "),
                    out);
        }
    }

    @Nested
    class Undo {
        @Test
        void namesTheLineItTookBack() {
            done("eval", "x := 3");
            assertTrue(done("image", "undo").startsWith("took back 'eval x := 3'"), out);
            assertEquals(1, in("home", "eval", "x"));
            done("image", "undo");
            assertEquals("3", done("eval", "x"));
        }

        @Test
        void neverReachesBehindTheBirthOfTheImage() {
            var born = done("image", "root");
            done("eval", "x := 3");
            assertEquals(1, in("home", "image", "undo", "9"));
            assertEquals(
                    "there is only 1 deed to take back, not 9. Next: batos --home HOME image undo 1\n",
                    err);
            done("image", "undo", "1");
            assertEquals(born, done("image", "root"));
        }

        @Test
        void ofNothingIsRefused() {
            assertEquals(1, in("home", "image", "undo"));
            assertEquals("there is nothing to take back: the image is as it was made\n", err);
        }
    }

    /// What came to nothing, but had committed on its way.
    @Nested
    class AnEvaluationThatFails {
        private static final String KEPT =
                "what it had committed itself is kept (commit %s). Next: batos --home HOME image undo takes it"
                        + " back\n";

        @Test
        void saysWhatItHadCommittedItself() {
            assertEquals(1, in("home", "eval", "x := 3. image commit. x := 4. x foo"));
            var number = err.replaceAll("(?s).*\\(commit (\\d+)\\).*", "$1");
            assertTrue(err.endsWith(KEPT.formatted(number)), err);
            assertEquals("3", done("eval", "x"));
            done("image", "undo");
            assertEquals(1, in("home", "eval", "x"));
        }

        @Test
        void saysNothingMoreWhereItCommittedNothing() {
            assertEquals(1, in("home", "eval", "x := 3. x foo"));
            assertTrue(!err.contains("is kept"), err);
            assertEquals(1, in("home", "eval", "x"));
        }

        @Test
        void saysItAlsoAtALimit() {
            done("settings", "set", "language.steps", "1000000");
            assertEquals(1, in("home", "eval", "x := 3. image commit. [true] whileTrue"));
            assertTrue(err.startsWith("over the limit of 1,000,000 steps. "), err);
            assertTrue(err.contains("what it had committed itself is kept (commit "), err);
        }

        @ParameterizedTest
        @CsvSource({
            "language.steps, 1000000, [true] whileTrue",
            "language.seconds, 1, [true] whileTrue",
            "language.memory_mb, 16, 'x := OrderedCollection new. [true] whileTrue: [x add: (Array"
                    + " new: 100000)]'",
        })
        void namesTheSettingThatItsLimitComesFrom(String key, String value, String source) {
            done("settings", "set", key, value);
            assertEquals(1, in("home", "eval", source));
            assertTrue(err.startsWith("over the limit of "), err);
            assertTrue(err.endsWith("Next: batos --home HOME settings set " + key + " N\n"), err);
            done("settings", "set", key, "1000");
        }
    }

    @Nested
    class ASnapshot {
        @Test
        void comesBackAndTheWayToItCanBeTakenBack() {
            done("eval", "x := 'then'");
            done("image", "save", "then");
            var root = done("image", "root");
            done("eval", "x := 'now'");
            done("image", "restore", "then");
            assertEquals(root, done("image", "root"));
            assertEquals("'then'", done("eval", "x"));
            done("image", "undo");
            assertEquals("'now'", done("eval", "x"));
        }

        @Test
        void isListedWithSizeAndRoot() {
            done("image", "save", "then");
            var listed = document("image", "list").get(0);
            assertEquals("then", listed.get("name").asText());
            assertEquals(done("image", "root"), listed.get("root").asText());
            assertTrue(listed.get("objects").asLong() > 0, out);
            assertTrue(done("image", "list").contains("then "), out);
        }

        @Test
        void canBeDeletedOnceAndIsThenUnknown() {
            done("image", "save", "then");
            done("image", "delete", "then");
            assertEquals(1, in("home", "image", "delete", "then"));
            assertEquals(
                    "no snapshot 'then': nothing is saved yet. Next: batos --home HOME image save NAME, or"
                            + " batos --home HOME image log\n",
                    err);
        }

        @Test
        void thatIsUnknownIsNotComparedAndTheKnownOnesAreNamed() {
            assertEquals(1, in("home", "image", "diff", "a", "b"));
            assertEquals(
                    "no snapshot 'a': nothing is saved yet. Next: batos --home HOME image save NAME, or batos"
                            + " --home HOME image log\n",
                    err);
            done("image", "save", "then");
            done("image", "save", "later");
            assertEquals(1, in("home", "image", "diff", "a", "b"));
            assertEquals(
                    "no snapshot 'a'. Known: later, then. Next: batos --home HOME image list\n",
                    err);
        }

        @Test
        void isComparedWithThePresentPerObjectAndSlot() {
            done("eval", "x := 1");
            done("image", "save", "then");
            done("eval", "x := 2");
            assertEquals("~ var x\n    value: 1 -> 2", done("image", "diff", "then"));
        }
    }

    @Nested
    class AnExport {
        private Path file() {
            return folder.resolve("it.export");
        }

        private void export() {
            done("eval", "Object subclass: Counter [ |n| up [ ^n := (n ifNil: [0]) + 1 ] ]");
            done("eval", "c := Counter new");
            done("image", "export", file().toString());
        }

        @Test
        void becomesAnEqualImageElsewhere() {
            export();
            var root = done("image", "root");
            assertEquals(0, in("elsewhere", "image", "import", file().toString()), err);
            assertEquals(0, in("elsewhere", "image", "root"), err);
            assertEquals(root, out.strip());
            assertEquals(0, in("elsewhere", "eval", "c up"), err);
            assertEquals("1", out.strip());
        }

        @Test
        void isNotImportedOverALife() {
            export();
            in("elsewhere", "eval", "mine := 1");
            assertEquals(1, in("elsewhere", "image", "import", file().toString()));
            assertTrue(err.contains("has a life of its own"), err);
            assertTrue(err.contains("--merge"), err);
        }

        @Test
        void isMergedWithAReportOfConflicts() {
            done("eval", "x := 'here'");
            export();
            in("elsewhere", "eval", "x := 'there'");
            assertEquals(0, in("elsewhere", "image", "import", "--merge", file().toString()), err);
            assertTrue(out.contains("+ var c"), out);
            assertTrue(out.contains("~ var x"), out);
            in("elsewhere", "eval", "x");
            assertEquals("'there'", out.strip());
            in("elsewhere", "image", "import", "--only", "var:x", "--theirs", file().toString());
            in("elsewhere", "eval", "x");
            assertEquals("'here'", out.strip());
        }

        @Test
        void thatIsDamagedChangesNothing() throws IOException {
            export();
            var bytes = Files.readAllBytes(file());
            bytes[bytes.length / 2] ^= 1;
            Files.write(file(), bytes);
            in("elsewhere", "image", "root");
            var root = out;
            assertEquals(1, in("elsewhere", "image", "import", file().toString()));
            assertTrue(err.contains("Nothing was changed. Next: "), err);
            in("elsewhere", "image", "root");
            assertEquals(root, out);
        }
    }

    @Test
    void everyFileOfTheHomeIsItsOwnersAlone() throws IOException {
        done("ask", "--mind", "rehearsal", "hello");
        try (var files = Files.walk(folder.resolve("home"))) {
            for (var file : files.toList()) {
                assertEquals(
                        Files.isDirectory(file) ? "rwx------" : "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file.toString());
            }
        }
    }

    @Test
    void verifyFindsACleanImageClean() {
        done("eval", "x := 1");
        assertTrue(done("image", "verify").startsWith("clean: "), out);
        assertTrue(document("image", "verify").get("clean").asBoolean(), out);
    }

    @Test
    void compactTellsFirstWhatItWouldDo() {
        done("eval", "x := Array new: 3");
        var commits = document("image", "log").size();
        assertTrue(done("image", "compact", "--dry-run").startsWith("would drop "), out);
        assertEquals(commits, document("image", "log").size());
        assertTrue(done("image", "compact").contains(" bytes -> "), out);
    }

    @Test
    void aDamagedPastIsRemovedByTheCommandThatTheComplaintNames() throws IOException {
        for (var n = 1; n < 6; n++) {
            done("eval", "x := " + n);
        }
        Path segment;
        try (var files = Files.list(folder.resolve("home/journal"))) {
            segment =
                    files.filter(file -> file.toString().endsWith("1.log"))
                            .findFirst()
                            .orElseThrow();
        }
        var bytes = Files.readAllBytes(segment);
        Arrays.fill(bytes, 2_000, 2_512, (byte) 0);
        Files.write(segment, bytes);
        assertEquals("5", done("eval", "x"));
        assertTrue(
                err.contains("Next: batos --home HOME image compact --forget-past removes it"),
                err);
        assertEquals(1, in("home", "image", "verify"));
        assertTrue(err.contains("Next: batos --home HOME image compact --forget-past"), err);
        assertTrue(!done("image", "compact").contains("commits from 1 on"), out);
        assertTrue(
                done("image", "compact", "--forget-past")
                        .endsWith("no commit up to now can be undone"),
                out);
        assertEquals("6", done("eval", "x := 6"));
        assertEquals("", err);
        done("eval", "x := 7");
        assertTrue(done("image", "verify").startsWith("clean: "), out);
        done("undo");
        assertEquals("6", done("eval", "x"));
    }
}
