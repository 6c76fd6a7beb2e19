package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.Application;
import batos.nerve.Pulses;
import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.session.ProcessEnvironment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A tuning with the rehearsal's trainer: killed between its steps, and on probation.
class TuningKillIT {
    private static final int KILLED = 137;

    @TempDir Path dir;

    private Path home() {
        return dir.resolve("home");
    }

    /// One session; what it prints.
    private String session(String... lines) {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        var typed = String.join("\n", lines) + "\n";
        var around =
                new ProcessEnvironment(
                        Path.of("").toAbsolutePath(),
                        System.getenv(),
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        print,
                        print,
                        InstantSource.system(),
                        false);
        var exit = new Shell(Application::new, Commands.ALL, around).run(words(home()));
        var text = out.toString(StandardCharsets.UTF_8);
        assertEquals(0, exit, text);
        return text;
    }

    private static String[] words(Path home, String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--home", home.toString(), "--mind", "rehearsal"));
        return all.toArray(String[]::new);
    }

    @BeforeEach
    void prepare() {
        session(
                "/settings set tuning.examples 8",
                "/settings set tuning.steps 12",
                "/settings set tuning.probation_turns 2",
                "/tune dataset BRICK add " + Path.of("examples/20-manner.jsonl").toAbsolutePath());
    }

    /// Trains a tuning and dies when the strategic loop says a word.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            var word = "tuning." + arguments[1];
            var around =
                    new ProcessEnvironment(
                            Path.of("").toAbsolutePath(),
                            System.getenv(),
                            new ByteArrayInputStream(new byte[0]),
                            System.out,
                            System.err,
                            InstantSource.system(),
                            false);
            new Shell(
                            opening -> {
                                var house = new Application(opening);
                                Thread.ofPlatform()
                                        .daemon()
                                        .start(() -> dieAt(house.pulses(), word));
                                return house;
                            },
                            Commands.ALL,
                            around)
                    .run(words(Path.of(arguments[0]), "tune", "train", "BRICK"));
        }

        private static void dieAt(Pulses pulses, String word) {
            var position = pulses.now();
            try {
                while (true) {
                    if (pulses.await(position, 1, Duration.ofSeconds(60))
                            instanceof Pulses.Batch.Following(var following)) {
                        for (var pulse : following) {
                            position = new batos.nerve.Position(position.epoch(), pulse.seq());
                            if (pulse.kind().word().equals(word)) {
                                Runtime.getRuntime().halt(KILLED);
                            }
                        }
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "step", "trained", "hosted", "judging"})
    void aTuningThatWasKilledGoesOnToTheSameEnd(String word) throws Exception {
        var command = JavaProcess.command(List.of(), Child.class, home().toString(), word);
        var child = new ProcessBuilder(command).inheritIO().start();
        assertTrue(child.waitFor(5, TimeUnit.MINUTES));
        assertEquals(KILLED, child.exitValue());
        var ended = session("/tune resume 1", "/tune status", "/tune show 1", "brick tune state");
        assertTrue(ended.contains("waits for verdicts of the Architect"), ended);
        assertTrue(ended.contains("BRICK@1"), ended);
        assertTrue(ended.lines().toList().getLast().contains("judging"), ended);
    }

    /// Each look of the judge: the learned manner is better.
    private void pass() {
        session("/tune train BRICK");
        for (int pair = 0; pair < 7; pair++) {
            var learnedFirst =
                    session("/tune judge 1")
                            .lines()
                            .filter(line -> line.strip().startsWith("first:"))
                            .anyMatch(line -> line.contains("Aye, Captain"));
            session("/tune judge 1 " + (learnedFirst ? "first" : "second"));
        }
    }

    @Test
    void aModelThatDoesWorseOnProbationGivesItsPlaceBackByItself() {
        session("/settings set council.rounds 1", "@ What is 2 + 3?");
        pass();
        var after =
                session(
                        "/tune promote 1",
                        "@ should we fire the two slowest people?",
                        "@ should we fire the two slowest people today?",
                        "/tune status --json",
                        "@brick how should I teach the dog to wait?");
        assertTrue(after.contains("did worse: dissonance"), after);
        assertTrue(after.contains("ROLLED_BACK"), after);
        assertFalse(after.lines().toList().getLast().contains("Aye, Captain"), after);
    }
}
