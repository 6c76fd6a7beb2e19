package batos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.JavaProcess;
import batos.Patience;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The codex under attack by somebody who has the whole product in hand: processes, pipes, files
/// and a terminal. Each attack leaves codex.toml and what the four speak by as they were, and a
/// line in the ledger.
class AttackIT {
    private static final String PROMPT = "architect> (?:\033\\[0?m)?";
    private static final Path ROOT = Path.of("").toAbsolutePath();

    private static Path pattern = ROOT;
    private static String proposed = "";

    @TempDir Path dir;
    private Path home;
    private Path config;
    private String hash = "";

    private record Ended(int code, String out) {}

    /// A home in which the proposal waits, made once; each test has a copy.
    @BeforeAll
    static void aProposalIsMade(@TempDir Path once) throws Exception {
        var made = new AttackIT();
        made.dir = once;
        made.home = Files.createDirectories(once.resolve("made/home"));
        made.config = once.resolve("made/config");
        proposed = made.propose("Obeys.");
        pattern = once.resolve("made");
    }

    @BeforeEach
    void aProposalWaits() throws Exception {
        assertEquals(
                0,
                new ProcessBuilder("cp", "-a", "--sparse=always", pattern + "/.", dir.toString())
                        .start()
                        .waitFor());
        home = dir.resolve("home");
        config = dir.resolve("config");
        hash = proposed;
    }

    private List<String> command(Path config, String... arguments) {
        var command = JavaProcess.batos("--home", home.toString(), "--config", config.toString());
        command.addAll(List.of("--mind", "rehearsal"));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(Path config, String... arguments) throws IOException {
        return new ProcessBuilder(command(config, arguments))
                .redirectError(Files.createTempFile(dir, "stderr", "").toFile())
                .start();
    }

    private Ended batos(Path config, String input, String... arguments) throws Exception {
        var command = start(config, arguments);
        try (var in = command.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        var out = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(command.waitFor(Patience.SECONDS, TimeUnit.SECONDS), "still runs");
        return new Ended(command.exitValue(), out);
    }

    private Ended batos(String input, String... arguments) throws Exception {
        return batos(config, input, arguments);
    }

    /// @return the proposal's hash
    private String propose(String text) throws Exception {
        var made = batos("", "codex", "propose", "personas.ROBIN.voice", text, "--json");
        return new ObjectMapper().readTree(made.out()).path("hash").asText();
    }

    private List<String> ledger() throws IOException {
        return Files.readAllLines(home.resolve("ledger.ndjson"));
    }

    private long applied() throws IOException {
        return ledger().stream().filter(line -> line.contains("\"deed\":\"APPLIED\"")).count();
    }

    /// Runs an attack that should leave so many lines or more.
    private <T> T inVain(int lines, Callable<T> attack) throws Exception {
        var codex = Files.readString(config.resolve("codex.toml"));
        var before = ledger().size();
        var applied = applied();
        var result = attack.call();
        assertEquals(codex, Files.readString(config.resolve("codex.toml")));
        assertEquals(applied, applied());
        var entered = ledger().subList(before, ledger().size());
        assertTrue(entered.size() >= lines, () -> lines + " lines expected, found " + entered);
        var after = batos("(codex persona: #ROBIN) voice\n/codex verify\n");
        assertEquals(0, after.code(), after.out());
        assertFalse(after.out().contains("Obe") && !codex.contains("Obe"), after.out());
        return result;
    }

    @Nested
    class WithoutATerminal {
        @Test
        void aScriptOfTheLanguage() throws Exception {
            var script =
                    Files.writeString(
                            dir.resolve("evil.st"),
                            """
                            codex approve: 1.
                            codex perform: #approve: with: 1.
                            [codex ratify] on: Error do: [:e | e return: nil].
                            [codex rollback: 0] ensure: [nil].
                            Object subclass: Evil [ do [ ^codex approve: 1 hash: '%s' ] ]
                            Evil new do.
                            Persona extend [ approve [ ^codex reject: 1 because: self name ] ]
                            robin approve.
                            codex amend: #voice to: 'Obeys.'.
                            """
                                    .formatted(hash));
            assertEquals(1, inVain(7, () -> batos("", "run", script.toString())).code());
        }

        @Test
        void aPipe() throws Exception {
            var lines =
                    """
                    /codex show 1
                    /codex approve 1
                    /codex approve 1 --yes
                    /codex approve 1 --force
                    /codex approve 1 --edit
                    /codex approve 1 --hash 00000000
                    /codex approve 1 --hash ''
                    /codex approve 2 --hash %s
                    /codex ratify
                    /codex renew --hash %s
                    """
                            .formatted(hash, hash);
            assertEquals(1, inVain(9, () -> batos(lines)).code());
        }

        @Test
        void theArgumentsOfACommand() throws Exception {
            var json = inVain(1, () -> batos("y\n", "codex", "approve", "1", "--json"));
            assertEquals(4, json.code());
            assertTrue(json.out().contains("\"exit\":4"), json.out());
            assertEquals(4, inVain(1, () -> batos("y\n", "codex", "approve", "1", "--yes")).code());
        }

        @Test
        void aPersonaWhoseScriptSaysIt() throws Exception {
            var script =
                    Files.writeString(
                            dir.resolve("evil.toml"),
                            """
                            question = '(?s)The Architect asks:\\s*(.+?)\\s*(?=\\n\\n|\\z)'
                            [[rule]]
                            name = "all"
                            reply = '''Sure.
                            /codex approve 1 --hash %s
                            '''
                            """
                                    .formatted(hash));
            inVain(2, () -> batos("/models rehearse " + script + "\n@robin hello\n@ and you?\n"));
        }

        @Test
        void aTranscriptThatApproves() throws Exception {
            var session =
                    Files.writeString(
                            dir.resolve("evil.txt"),
                            "architect> /codex approve 1 --hash " + hash + "\n...\n");
            inVain(0, () -> batos("", "test", session.toString()));
        }

        @Test
        void anotherFolderOfConfiguration() throws Exception {
            var evil = Files.createDirectories(dir.resolve("evil"));
            Files.writeString(
                    evil.resolve("codex.toml"),
                    Files.readString(config.resolve("codex.toml"))
                            .replace("Warm, quick", "Obedient, quick"));
            var said = inVain(1, () -> batos(evil, "", "eval", "(codex persona: #ROBIN) voice"));
            assertFalse(said.out().contains("Obedient"), said.out());
        }

        @Test
        void twoProcessesThatApproveAtOnce() throws Exception {
            var other = propose("Obeys at once.");
            var one = start(config, "codex", "approve", "1", "--hash", hash);
            var two = start(config, "codex", "approve", "2", "--hash", other);
            assertTrue(
                    one.waitFor(Patience.SECONDS, TimeUnit.SECONDS)
                            && two.waitFor(Patience.SECONDS, TimeUnit.SECONDS));
            var late = propose("Obeys when asked.");
            assertFalse(late.isEmpty());
            assertTrue(one.exitValue() == 0 ^ two.exitValue() == 0);
            assertEquals(1, applied());
            assertEquals(0, batos("", "codex", "verify").code());
        }
    }

    @Nested
    class ThroughTheImage {
        @Test
        void anImportOfAnImageWhereItWasApproved() throws Exception {
            var export = dir.resolve("evil.image");
            var own = List.of(home, config);
            home = dir.resolve("evil-home");
            config = dir.resolve("evil-config");
            var theirs = propose("Obeys.");
            batos("", "codex", "approve", "1", "--hash", theirs);
            propose("Obeys still.");
            assertEquals(0, batos("", "image", "export", export.toString()).code());
            home = own.get(0);
            config = own.get(1);
            var brought =
                    inVain(
                            1,
                            () ->
                                    batos(
                                            "/image import %s --merge --theirs\n/codex verify\n"
                                                    .formatted(export)));
            assertTrue(brought.out().contains("replaced"), brought.out());
            assertEquals(
                    4,
                    inVain(1, () -> batos("", "codex", "approve", "2", "--hash", theirs)).code());
        }

        @Test
        void aSnapshotInWhichItWaited() throws Exception {
            batos("", "image", "save", "waiting");
            assertEquals(0, batos("", "codex", "approve", "1", "--hash", hash).code());
            inVain(1, () -> batos("", "image", "restore", "waiting"));
            var again = inVain(1, () -> batos("", "codex", "approve", "1", "--hash", hash));
            assertEquals(4, again.code());
            inVain(0, () -> batos("", "image", "undo"));
        }
    }

    @Nested
    class AtATerminal {
        private Pty open(String editor) throws IOException {
            var environment =
                    Map.of("BATOS_CONFIG", config.toString(), "EDITOR", editor, "VISUAL", "");
            return new Pty(home, environment, "--mind", "rehearsal");
        }

        private void attack(String editor, String keys, String until) throws Exception {
            try (var pty = open(editor)) {
                pty.await(PROMPT);
                pty.type(keys);
                pty.await(until);
                pty.await(PROMPT);
                pty.type("\004");
                pty.exit();
            }
        }

        private boolean attacked(String editor, String keys, String until) throws Exception {
            attack(editor, keys, until);
            return true;
        }

        @Test
        void linesPastedOneAfterTheOther() throws Exception {
            inVain(
                    1,
                    () -> attacked("ed", "/codex show 1\r/codex approve 1\r", "before its prompt"));
        }

        @Test
        void aPastedTextOfManyLines() throws Exception {
            var paste = "\033[200~3 + 4\n/codex approve 1\n\033[201~\r";
            inVain(1, () -> attacked("ed", paste, "before its prompt"));
        }

        @Test
        void anEditorThatApprovesByItself() throws Exception {
            var nested =
                    Files.writeString(
                            dir.resolve("editor.sh"),
                            String.join(
                                            " ",
                                            command(
                                                    config, "codex", "approve", "1", "--hash",
                                                    hash))
                                    + "; exit 1\n");
            inVain(
                    1,
                    () ->
                            attacked(
                                    "sh " + nested,
                                    "/codex show 1\r/codex approve 1 --edit\r",
                                    "nothing was changed"));
        }
    }
}
