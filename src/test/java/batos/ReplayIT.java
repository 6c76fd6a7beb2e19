package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.shell.Shell;
import batos.shell.Surroundings;
import batos.shell.command.Commands;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
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

/// Sessions that are recorded, and played again without the world.
class ReplayIT {
    static final int REPLAYS = 100;
    private static final Pattern ROOT = Pattern.compile("(?m)^[0-9a-f]{64}$");
    private static final String SESSION =
            """
            @ how should I begin?
            @ slugify 'Hello World'
            @robin what worries you?
            /models use BRICK owl:2b
            @ I am worried about Monday
            /image root
            """;

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
                new Surroundings(
                        Path.of("").toAbsolutePath(),
                        Map.of(),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        InstantSource.system(),
                        false);
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--home", folder.resolve(name).toString(),
                                "--config", folder.resolve(name + "-config").toString()));
        arguments.addAll(List.of(more));
        var exit =
                new Shell(Rooms::new, Commands.ALL, around).run(arguments.toArray(String[]::new));
        return new Ran(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aHundredReplaysGiveOneRootAndOpenNoSocket() throws Exception {
        var tape = folder.resolve("session.tape");
        var recorded =
                run(
                        folder,
                        "recorded",
                        SESSION,
                        "--mind",
                        "rehearsal",
                        "--record",
                        tape.toString());
        assertEquals(0, recorded.exit(), recorded.err());
        assertTrue(recorded.out().contains("hello-world"), recorded.out());

        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag ->
                        flag.startsWith("--add")
                                || flag.startsWith("--enable")
                                || flag.startsWith("--sun")
                                || flag.startsWith("-Dchronicle"))
                .forEach(command::add);
        command.addAll(
                List.of(
                        "-Djava.nio.channels.spi.SelectorProvider="
                                + CountingProvider.class.getName(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReplayProbe.class.getName(),
                        folder.toString(),
                        tape.toString()));
        var log = folder.resolve("probe.log").toFile();
        var probe =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        assertTrue(probe.waitFor(9, TimeUnit.MINUTES), "the replays take too long");
        var said = Files.readString(log.toPath());
        assertEquals(0, probe.exitValue(), said);
        assertTrue(
                said.contains("replays " + REPLAYS + " roots [" + recorded.root() + "] sockets 0"),
                said);
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
