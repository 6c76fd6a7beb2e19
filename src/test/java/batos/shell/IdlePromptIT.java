package batos.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.config.ShippedConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Idle work beside an open prompt at a real terminal: it begins when nobody types, and a key takes
/// the image from it. Its mind imagines a goal at once, and takes an hour to pursue it.
class IdlePromptIT {
    private static final String PROMPT = "architect> ";

    @TempDir Path dir;

    @BeforeEach
    void configure() throws IOException {
        var script =
                Files.writeString(
                        dir.resolve("slow.toml"),
                        """
                        [[rule]]
                        name = "a goal"
                        purpose = "goals"
                        json = { goals = [ { sign = 1, mandate = 1, kind = "thought", what = "wonder about the garden" } ] }

                        [[rule]]
                        name = "an hour of thought"
                        purpose = "pursuit"
                        delay_ms = 3600000
                        json = { text = "Gardens are patient." }

                        [[rule]]
                        name = "all else"
                        reply = "Good morning."
                        """);
        var config = Files.createDirectories(dir.resolve("config"));
        Files.writeString(config.resolve("codex.toml"), ShippedConfig.codex());
        Files.writeString(
                config.resolve("settings.toml"),
                ShippedConfig.settings()
                        .replace("quiet_seconds = 60", "quiet_seconds = 1")
                        .replace("call_seconds = 120", "call_seconds = 3600")
                        .replace("model_seconds_per_goal = 900", "model_seconds_per_goal = 9000")
                        .replace("model_seconds_per_hour = 1800", "model_seconds_per_hour = 9000")
                        .replace("rehearsal = \"\"", "rehearsal = \"" + script + "\""));
    }

    private Pty open() throws IOException {
        return new Pty(
                dir.resolve("home"),
                Map.of("HOME", dir.toString()),
                "--mind",
                "rehearsal",
                "--config",
                dir.resolve("config").toString());
    }

    /// Calls that were paid for in advance and have not ended.
    private long underWay() throws IOException {
        var book = dir.resolve("home/motive.budget");
        var lines = Files.exists(book) ? Files.readAllLines(book) : java.util.List.<String>of();
        return lines.stream().filter(line -> line.startsWith("R ")).count()
                - lines.stream().filter(line -> line.startsWith("S ")).count();
    }

    private void awaitCalls(LongPredicate fits) throws Exception {
        Patience.until("the calls under way do not change", () -> fits.test(underWay()));
    }

    /// A turn, and then the quiet in which it pursues what it has imagined.
    private void leaveAlone(Pty prompt) throws Exception {
        prompt.await(PROMPT);
        prompt.type("@ hello there, how was the garden?\r");
        prompt.await(PROMPT);
        prompt.type("/motive on\r");
        prompt.await("motive is on.*?" + PROMPT);
        var seen = dir.resolve("home/motive.seen");
        awaitCalls(calls -> calls > 0 && Files.exists(seen));
    }

    @Test
    void aKeyTakesTheImageAndTheReportIsShown() throws Exception {
        try (var prompt = open()) {
            leaveAlone(prompt);
            prompt.type("3");
            awaitCalls(calls -> calls == 0);
            prompt.type(" + 4\r");
            var shown = new StringBuilder(prompt.await("7.*?" + PROMPT));
            // Idle work writes its report in its own thread; the prompt after that shows it.
            Patience.until(
                    () -> "no report in " + shown,
                    () -> {
                        if (shown.indexOf("Next: /goals, /goals show N") >= 0) {
                            return true;
                        }
                        prompt.type("\r");
                        shown.append(prompt.await(PROMPT));
                        return false;
                    });
            var report = shown.toString();
            assertTrue(report.contains("while you were away: 1 goal in 1 look"), report);
            assertTrue(report.contains("imagined: wonder about the garden"), report);
            prompt.type("/image undo\r");
            var undone = prompt.await("took back.*?" + PROMPT);
            assertTrue(undone.contains("looks at what is new: 1"), undone);
        }
    }

    @Test
    void aKeyInAnAttachedWindowTakesItToo() throws Exception {
        try (var prompt = open()) {
            prompt.await(PROMPT);
            try (var second = new Pty(dir.resolve("home"), Map.of("HOME", dir.toString()))) {
                second.await("attached to process .*?" + PROMPT);
                prompt.type("@ hello there, how was the garden?\r");
                prompt.await(PROMPT);
                prompt.type("/motive on\r");
                prompt.await("motive is on.*?" + PROMPT);
                var seen = dir.resolve("home/motive.seen");
                awaitCalls(calls -> calls > 0 && Files.exists(seen));
                second.type("3");
                awaitCalls(calls -> calls == 0);
            }
        }
    }
}
