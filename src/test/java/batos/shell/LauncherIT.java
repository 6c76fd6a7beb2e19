package batos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.nerve.OwnerControl;
import batos.text.ShellQuote;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `./batos` as scripts meet it: whole processes, pipes and exit codes.
class LauncherIT {
    private static final Path ROOT = Path.of("").toAbsolutePath();

    /// The launcher, which says on stderr what it does.
    private static final String TRACED =
            "#!/bin/sh\nexec sh -x '" + ROOT.resolve("batos") + "' \"$@\"\n";

    @TempDir Path home;
    @TempDir Path elsewhere;

    private record Ended(int code, String out, String err) {}

    private Ended run(Path launcher, String input, String... arguments)
            throws IOException, InterruptedException {
        var err = Files.createTempFile("stderr", "");
        var command = Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList();
        var builder = new ProcessBuilder(command).directory(elsewhere.toFile());
        builder.environment().put("BATOS_HOME", home.toString());
        builder.redirectError(err.toFile());
        var process = builder.start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS), "still runs");
        var said = Files.readString(err);
        Files.delete(err);
        return new Ended(process.exitValue(), out, said);
    }

    private Ended batos(String input, String... arguments)
            throws IOException, InterruptedException {
        return run(ROOT.resolve("batos"), input, arguments);
    }

    @Nested
    class PipedInput {
        @Test
        void getsItsAnswerAloneOnStdout() throws Exception {
            var ended = batos("3 + 4\n", "--mind", "rehearsal");
            assertEquals("7\n", ended.out(), ended.err());
            assertEquals(0, ended.code());
            assertFalse(ended.err().contains("\033"), ended.err());
        }

        @Test
        void failsAtItsEndWhenALineFailed() throws Exception {
            var ended = batos("nil foo\n3 + 4\n", "--mind", "rehearsal");
            assertEquals("7\n", ended.out());
            assertEquals(1, ended.code());
            assertTrue(ended.err().contains("foo"), ended.err());
        }

        /// An AOT cache keeps no class that is older than Java 6, as picocli's are.
        @Test
        void startsFromClassesThatACacheKeeps() throws Exception {
            assertEquals("7\n", batos("", "eval", "3 + 4").out());
            var target = ROOT.resolve("target");
            assertTrue(Files.exists(target.resolve("short.aot")));
            try (var jar = new JarFile(target.resolve("generated.jar").toFile());
                    var in = jar.getInputStream(jar.getEntry("picocli/CommandLine.class"))) {
                assertEquals(52, in.readNBytes(8)[7]);
            }
        }

        @Test
        void startsAsACommandDoesWhereAMindIsNamedBeforeIt() throws Exception {
            var traced = Files.writeString(elsewhere.resolve("traced"), TRACED);
            Files.setPosixFilePermissions(traced, PosixFilePermissions.fromString("rwx------"));
            var ended = run(traced, "", "--mind", "rehearsal", "eval", "3 + 4");
            assertEquals("7\n", ended.out(), ended.err());
            assertTrue(ended.err().contains("/short.aot"), ended.err());
            assertTrue(run(traced, "", "--mind", "rehearsal").err().contains("/batos.aot"));
        }

        @Test
        void findsItsVariablesAgainInTheNextProcess() throws Exception {
            assertEquals(0, batos("x := 3 + 4\n", "--mind", "rehearsal").code());
            assertEquals("8\n", batos("x + 1\n", "--mind", "rehearsal").out());
        }
    }

    @Nested
    class ASecondProcess {
        private static final String PROMPT = "architect> ";

        @Test
        void handsItsWordsToTheOwnerAtItsPrompt() throws Exception {
            try (var owner = new Pty(home, Map.of("NO_COLOR", "1"), "--mind", "rehearsal")) {
                owner.await(PROMPT);
                owner.type("x := 40\r");
                owner.await(PROMPT);
                var ended = batos("", "eval", "'seen here' displayNl. x := x + 2");
                assertEquals("seen here\n42\n", ended.out(), ended.err());
                assertEquals(0, ended.code());
                assertEquals(1, batos("", "eval", "nil foo").code());
                batos("", "image", "export", "mine.export");
                assertTrue(Files.exists(elsewhere.resolve("mine.export")));
                batos("", "eval", "Object subclass: Mine [ ]");
                assertEquals(0, batos("", "fileout", "mine.st", "Mine").code());
                assertEquals(0, batos("", "filein", "mine.st").code());
                owner.type("x\r");
                assertFalse(owner.await("\n42\n").contains("seen here"));
                owner.type("/quit\r");
                assertEquals(0, owner.exit());
            }
        }

        @Test
        void takesAlongWhatIsPipedIntoAQuestion() throws Exception {
            try (var owner = new Pty(home, Map.of("NO_COLOR", "1"), "--mind", "rehearsal")) {
                owner.await(PROMPT);
                var much = "x".repeat(199_999) + "\n";
                var ended = batos(much, "ask", "--json", "what is it?");
                assertEquals(0, ended.code(), ended.err());
                var answer = new ObjectMapper().readTree(ended.out());
                assertEquals("standard input", answer.get("attachments").get(0).asText());
                assertTrue(batos("", "why").out().contains("(200000 bytes"));
                assertEquals(2, batos("a\0b", "ask", "what?").code());
            }
        }

        @Test
        void cannotChooseAnotherMindOrConfigurationForTheOwner() throws Exception {
            var other = elsewhere.toString();
            try (var owner = new Pty(home, Map.of("NO_COLOR", "1"), "--mind", "rehearsal")) {
                owner.await(PROMPT);
                var same = new String[] {"--config", home.toString(), "--mind", "rehearsal"};
                assertEquals("7\n", batos("3 + 4\n", same).out());
                refused("the same without --mind", "--mind", "ollama", "status");
                var next = "the same with --config " + ShellQuote.word(home.toString());
                refused(next, "--config", other, "settings", "set", "council.claims", "0");
                refused(next, "--config=" + other, "start");
                refused(next, "--config", other);
            }
        }

        private void refused(String next, String... words) throws Exception {
            var ended = batos("3 + 4\n", words);
            assertEquals(3, ended.code(), ended.out());
            assertEquals("", ended.out());
            assertTrue(ended.err().contains("Next: " + next), ended.err());
        }
    }

    @Nested
    class ACommand {
        /// The launcher answers these from files; the program itself must say the same.
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "--help",
                    "-h",
                    "--version",
                    "ask --help",
                    "image log --help",
                    "completion bash",
                    "completion zsh",
                    "completion fish",
                    "completion man"
                })
        void isAnsweredFromAFileAsByTheProgram(String words) throws Exception {
            var quick = batos("", words.split(" "));
            // an option that changes nothing keeps the launcher from its files
            var program = batos("", ("--no-color " + words).split(" "));
            assertEquals(0, quick.code(), quick.err());
            assertEquals(program.out(), quick.out());
        }

        @Test
        void keepsToTheXdgFoldersWhenItIsInstalled() throws Exception {
            var prefix = elsewhere.resolve("prefix");
            assertEquals(0, batos("", "install", "--prefix", prefix.toString()).code());
            var data = elsewhere.resolve("data");
            var config = elsewhere.resolve("config");
            var builder =
                    new ProcessBuilder(
                            prefix.resolve("bin/batos").toString(),
                            "--mind",
                            "rehearsal",
                            "eval",
                            "3 + 4");
            builder.environment().put("XDG_DATA_HOME", data.toString());
            builder.environment().put("XDG_CONFIG_HOME", config.toString());
            builder.redirectError(ProcessBuilder.Redirect.INHERIT);
            var process = builder.start();
            process.getOutputStream().close();
            assertEquals("7\n", new String(process.getInputStream().readAllBytes()));
            assertTrue(Files.exists(data.resolve("batos/identity")));
            assertTrue(Files.exists(config.resolve("batos/settings.toml")));
            assertEquals(0, batos("", "uninstall", "--prefix", prefix.toString()).code());
            assertFalse(Files.exists(prefix));
        }

        @Test
        void worksThroughALinkFromAnywhere() throws Exception {
            var link = Files.createSymbolicLink(elsewhere.resolve("b"), ROOT.resolve("batos"));
            var ended = run(link, "", "eval", "3 + 4");
            assertEquals("7\n", ended.out(), ended.err());
        }

        @Test
        void leavesTheOptionsBehindAScriptToIt() throws Exception {
            Files.writeString(
                    elsewhere.resolve("s.st"),
                    "Smalltalk arguments: '-v|--verbose -o|--output:' do: [:name :value | (name ->"
                            + " value) printNl]");
            var ended = batos("", "run", "s.st", "-v", "--out=x", "--json", "file");
            assertEquals(1, ended.code());
            assertTrue(ended.out().contains("--json is not as -v|--verbose"), ended.out());
            ended = batos("", "run", "s.st", "-v", "--out=x", "file");
            assertEquals("'verbose'->nil\n'output'->'x'\nnil->'file'\n", ended.out(), ended.err());
        }

        @Test
        void printsOneDocumentWithJson() throws Exception {
            var ended = batos("", "--json", "eval", "3 + 4");
            assertEquals("7", new ObjectMapper().readTree(ended.out()).get("value").asText());
            assertEquals(1, ended.out().lines().count());
        }

        @Test
        void tellsByItsExitCodeHowItEnded() throws Exception {
            assertEquals(1, batos("", "eval", "nil foo").code());
            assertEquals(2, batos("", "evil", "3 + 4").code());
            assertEquals(3, batos("", "--home", "/proc/no/such/home", "status").code());
        }
    }

    @Nested
    class AnOwnerInTheBackground {
        @Test
        void beginsANewHomeThatIsPrivate() throws Exception {
            var fresh = home.resolve("fresh");
            var started = batos("", "--home", fresh.toString(), "start");
            try {
                assertEquals(0, started.code(), started.err());
                assertEquals("7\n", batos("", "--home", fresh.toString(), "eval", "3 + 4").out());
                assertEquals(
                        "rwx------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)));
            } finally {
                assertEquals(0, batos("", "--home", fresh.toString(), "stop").code());
            }
        }

        /// Some steps of the turn are in the image; that does not mean that it ended.
        @Test
        void thatDiesInATurnLeavesOneThatWasCutOff() throws Exception {
            var rules =
                    """
                    [[rule]]
                    name = "one who takes long"
                    purpose = "antithesis"
                    sample = true
                    delay_ms = %d

                    [[rule]]
                    name = "everybody else"
                    reply = "Structure first."
                    """;
            var file = elsewhere.resolve("slow.toml");
            Files.writeString(file, rules.formatted(3_600_000));
            assertEquals(0, batos("", "--mind", "rehearsal", "start").code());
            assertEquals(0, batos("", "models", "rehearse", file.toString()).code());
            var asking = new ProcessBuilder(ROOT.resolve("batos").toString(), "ask", "how?");
            asking.environment().put("BATOS_HOME", home.toString());
            var said = Files.createTempFile("said", "");
            asking.redirectOutput(said.toFile()).redirectErrorStream(true);
            asking.redirectInput(Path.of("/dev/null").toFile());
            var asked = asking.start();
            try {
                Patience.until(
                        "nobody speaks", () -> Files.readString(said).contains("Structure first."));
                OwnerControl.owner(home).flatMap(ProcessHandle::of).orElseThrow().destroyForcibly();
                Patience.until(
                        "the client does not say what it waits for",
                        () -> Files.readString(said).contains("has ended; waiting up to "));
                Files.writeString(file, rules.formatted(0));
                var again = batos("", "--mind", "rehearsal", "start");
                assertTrue(
                        again.out().contains("turn 1 was cut off: 'how?'. Next: batos resume"),
                        again.out());
                assertTrue(asked.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
                assertEquals(1, asked.exitValue(), () -> contents(said));
                assertTrue(
                        contents(said)
                                .contains(
                                        "turn 1 was cut off: its owner ended. Next: batos resume"),
                        contents(said));
                var log = batos("", "log").out();
                assertTrue(log.contains("ask how? (cut off. Next: batos resume)"), log);
                var resumed = batos("", "resume");
                assertEquals(0, resumed.code(), resumed.err());
                log = batos("", "log").out();
                assertFalse(log.contains("cut off"), log);
            } finally {
                asked.destroyForcibly();
                batos("", "stop");
            }
        }

        private static String contents(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Test
        void leavesAFolderOfOthersAlone() throws Exception {
            Files.writeString(elsewhere.resolve("letter.txt"), "dear");
            var refused = batos("", "--home", elsewhere.toString(), "start");
            assertEquals(3, refused.code(), refused.out());
            assertTrue(refused.err().contains("letter.txt"), refused.err());
            assertFalse(Files.exists(elsewhere.resolve("owner.log")));
        }
    }

    @Nested
    class AnImageInUse {
        @Test
        void isSharedWithASecondSessionAndRefusedToOneWithAnotherMind() throws Exception {
            var owner =
                    new ProcessBuilder(
                            List.of(ROOT.resolve("batos").toString(), "--mind", "rehearsal"));
            owner.environment().put("BATOS_HOME", home.toString());
            owner.redirectError(ProcessBuilder.Redirect.DISCARD);
            var process = owner.start();
            try (var in = process.outputWriter(StandardCharsets.UTF_8);
                    var out = process.inputReader(StandardCharsets.UTF_8)) {
                in.write("x := 3 + 4\n");
                in.flush();
                assertEquals("7", out.readLine());
                var second = batos("x := x + 1\n");
                assertEquals("8\n", second.out(), second.err());
                assertEquals(0, second.code());
                assertEquals("8\n", batos("x\n", "--mind", "rehearsal").out());
                var other = batos("x\n", "--mind", "ollama");
                assertEquals(3, other.code(), other.out());
                assertEquals("", other.out());
                assertTrue(
                        other.err().contains("its mind (rehearsal)")
                                && other.err().contains("Next: the same without --mind"),
                        other.err());
            } finally {
                process.destroy();
                process.waitFor();
            }
        }

        @Test
        void saysThatItsOutputCannotBeWritten() throws Exception {
            try (var owner = new Pty(home, Map.of("NO_COLOR", "1"), "--mind", "rehearsal")) {
                owner.await("architect> ");
                var line =
                        "LC_ALL=xx_XX.UTF-8 %s eval '3 + 4' >/dev/full"
                                .formatted(ROOT.resolve("batos"));
                var ended = run(Path.of("/bin/sh"), "", "-c", line);
                assertEquals(1, ended.code(), ended.err());
                assertTrue(
                        ended.err().startsWith("standard output cannot be written"), ended.err());
                assertEquals(1, ended.err().lines().count(), ended.err());
            }
        }
    }
}
