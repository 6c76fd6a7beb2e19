package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions that are recorded, and played again without the world.
class ReplayIT {
    static final int REPLAYS = Integer.getInteger("batos.replays", 6);
    private static final int PROBES = 3;
    private static final Pattern README_SESSION =
            Pattern.compile("(?s)## A first session with a small model\\n.*?```\\n(.*?)```");
    private static final Pattern ROOT = Pattern.compile("(?m)^[0-9a-f]{64}$");

    @TempDir Path folder;

    record Ran(int exit, String out, String err) {
        String root() {
            var found = ROOT.matcher(out);
            var root = "";
            while (found.find()) {
                root = found.group();
            }
            return root;
        }
    }

    static Ran run(Path folder, String name, String input, String... more) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var around =
                new ProcessEnvironment(
                        Path.of("").toAbsolutePath(),
                        Map.of(),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        InstantSource.system(),
                        false);
        var arguments = new ArrayList<>(List.of(more));
        arguments.addAll(
                List.of(
                        "--home", folder.resolve(name).toString(),
                        "--config", folder.resolve(name + "-config").toString()));
        var exit =
                new Shell(Application::new, Commands.ALL, around)
                        .run(arguments.toArray(String[]::new));
        return new Ran(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void replaysOfEachShippedCassetteGiveOneRootAndOpenNoSocket() throws Exception {
        var command =
                JavaProcess.command(
                        "-Djava.nio.channels.spi.SelectorProvider="
                                + CountingProvider.class.getName(),
                        "-Dbatos.replays=" + REPLAYS);
        command.addAll(List.of(ReplayProbe.class.getName(), folder.toString()));
        var said = ran(command, 0);
        for (var mind : Cassettes.MINDS) {
            var line = mind + ": replays " + REPLAYS + " roots 1";
            assertTrue(said.contains(line), said);
        }
        assertTrue(said.contains("sockets 0"), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rehearsal", "ollama", "openai"})
    void theProcessItselfOpensNone(String mind) throws Exception {
        var strace = Path.of("/usr/bin/strace");
        assumeTrue(Files.isExecutable(strace), "no strace. Next: apt-get install strace");
        var calls = folder.resolve("calls");
        var command =
                new ArrayList<>(
                        List.of(
                                strace.toString(),
                                "-f",
                                // only these calls stop the process, not every one
                                "--seccomp-bpf",
                                "-qq",
                                "-e",
                                "trace=socket,connect",
                                "-o",
                                calls.toString()));
        command.addAll(JavaProcess.command());
        command.addAll(
                List.of(
                        Main.class.getName(),
                        "--home",
                        folder.resolve("home").toString(),
                        "--config",
                        folder.resolve("config").toString(),
                        "--replay",
                        Cassettes.of(mind).toString()));
        assertTrue(ran(command, 0).contains("ALFRED: "));
        // the JDK asks once what the system knows of both protocols, with sockets that go nowhere
        var internet =
                Files.readAllLines(calls).stream()
                        .filter(line -> line.contains("AF_INET"))
                        .toList();
        assertEquals(
                List.of(), internet.stream().filter(line -> line.contains("connect(")).toList());
        assertTrue(internet.size() <= PROBES, internet.toString());
    }

    /// What it said, when it has ended as it should.
    private String ran(List<String> command, int exit) throws Exception {
        var log = folder.resolve("process.log").toFile();
        var process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        assertTrue(process.waitFor(9, TimeUnit.MINUTES), "it takes too long");
        var said = Files.readString(log.toPath());
        assertEquals(exit, process.exitValue(), said);
        return said;
    }

    @ParameterizedTest
    @ValueSource(strings = {"rehearsal", "ollama", "openai"})
    void aSessionIsRecordedAndPlayedWithoutItsServer(String mind) throws Exception {
        var tape = folder.resolve("a.tape");
        Ran recorded;
        try (var server = new ScriptedMinds()) {
            recorded = Cassettes.record(folder, mind, tape, server);
            assertEquals(0, recorded.exit(), recorded.err());
            assertEquals(mind.equals("rehearsal"), server.asked().isEmpty());
        }
        var played = run(folder, "played", "", "--replay", tape.toString());
        assertEquals(0, played.exit(), played.out() + played.err());
        assertEquals(recorded.root(), played.root());
    }

    @Test
    void theFirstSessionWithASmallRealModelIsReplayedAsTheReadmeShowsIt() throws Exception {
        var played = run(folder, "first", "", "--replay", Cassettes.of(Cassettes.SMALL).toString());
        assertEquals(0, played.exit(), played.out() + played.err());
        var shown = README_SESSION.matcher(Files.readString(Path.of("README.md")));
        assertTrue(shown.find(), "README has no session with a small model");
        var said = played.out() + played.err();
        var from = 0;
        for (var line : shown.group(1).lines().toList()) {
            var at = said.indexOf(line, from);
            assertTrue(at >= 0, "'" + line + "' is not said, or too early, in\n" + said);
            from = at + line.length();
        }
    }

    @Test
    void anotherRequestIsAMissThatShowsWhereItDiffers() throws Exception {
        var config = Files.createDirectories(folder.resolve("warm-config"));
        var settings = Files.readString(Path.of("config/settings.toml"));
        Files.writeString(
                config.resolve("settings.toml"),
                settings.replace("temperature = 0.2", "temperature = 0.9"));
        Files.copy(Path.of("config/codex.toml"), config.resolve("codex.toml"));
        var missed = run(folder, "warm", "", "--replay", Cassettes.of("ollama").toString());
        assertEquals(1, missed.exit(), missed.out());
        assertTrue(
                missed.err().contains("nothing recorded for this call on mind.ollama"),
                missed.err());
        assertTrue(missed.err().contains("0.2") && missed.err().contains("0.9"), missed.err());
    }

    @Test
    void anotherImageThanTheRecordedOneIsAMiss() throws Exception {
        var tape = folder.resolve("other.tape");
        var root = Pattern.compile("(?m)(mark.image.*?answer\":\\[\")[0-9a-f]{64}");
        var text = Files.readString(Cassettes.of("openai"));
        Files.writeString(tape, root.matcher(text).replaceFirst("$1" + "0".repeat(64)));
        var missed = run(folder, "other", "", "--replay", tape.toString());
        assertEquals(1, missed.exit(), missed.out());
        assertTrue(missed.err().contains("the recorded image is: «00000000"), missed.err());
    }

    @Test
    void aForkOfARecordedServerGoesOnWithARealOne() throws Exception {
        try (var server = new ScriptedMinds()) {
            var config = Files.createDirectories(folder.resolve("forked-config"));
            var settings = Files.readString(Path.of("config/settings.toml"));
            Files.writeString(
                    config.resolve("settings.toml"),
                    settings.replace(
                            "openai_url = \"\"", "openai_url = \"" + server.url() + "/v1\""));
            Files.copy(Path.of("config/codex.toml"), config.resolve("codex.toml"));
            var forked =
                    run(
                            folder,
                            "forked",
                            "@alfred and then?\n/why\n",
                            "fork",
                            Cassettes.of("ollama").toString(),
                            "--at",
                            "2",
                            "--mind",
                            "openai");
            assertEquals(0, forked.exit(), forked.out() + forked.err());
            assertTrue(forked.out().contains("architect> @robin what worries"), forked.out());
            assertTrue(!forked.out().contains("owl:2b"), forked.out());
            assertTrue(forked.out().contains("mind        openai"), forked.out());
            assertEquals(
                    1,
                    server.asked().stream().filter(path -> path.endsWith("/completions")).count());
        }
    }

    @Test
    void aLineThatWasNotRecordedIsAMissThatNamesTheCall() {
        var tape = folder.resolve("a.tape").toString();
        run(
                folder,
                "recorded",
                "",
                "--mind",
                "rehearsal",
                "--record",
                tape,
                "ask",
                "how should I begin?");
        var missed = run(folder, "missed", "", "--replay", tape, "ask", "how should I end?");
        assertEquals(1, missed.exit());
        assertTrue(missed.err().contains("begin?") && missed.err().contains("end?"), missed.err());
        var same = run(folder, "same", "", "--replay", tape, "ask", "how should I begin?");
        assertEquals(0, same.exit(), same.err());
    }

    @Test
    void aForkGoesOnFromARecordedBeginning() {
        var tape = folder.resolve("a.tape").toString();
        run(folder, "recorded", "@ one\n@ two\n", "--mind", "rehearsal", "--record", tape);
        var out = new ByteArrayOutputStream();
        var forked =
                run(
                        folder,
                        "forked",
                        "@ three\n",
                        "--replay",
                        tape,
                        "--at",
                        "1",
                        "--mind",
                        "rehearsal");
        assertEquals(0, forked.exit(), forked.err() + out);
        assertTrue(forked.out().contains("architect> @ one"), forked.out());
        assertTrue(!forked.out().contains("@ two"), forked.out());
        assertEquals(2, forked.out().split("ALFRED: ", -1).length - 1, forked.out());
    }
}
