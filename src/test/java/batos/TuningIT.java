package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.app.Application;
import batos.mind.LocalModel;
import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.session.ProcessEnvironment;
import batos.trainer.ChatExample;
import batos.trainer.Trainer;
import batos.trainer.TrainerEnvironment;
import batos.trainer.Trainers;
import batos.trainer.TrainingEnd;
import batos.trainer.TrainingLimits;
import batos.trainer.TrainingRequest;
import batos.trainer.TrainingSignal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The strategic loop with a real model and a real trainer: SmolLM2-135M-Instruct learns a manner
/// from corrected answers, passes the gate, speaks, and gives its place back. The environment of
/// the trainer stays among the temporary files, as the model does, so that only the first run on a
/// machine downloads them (0.6 GB).
///
/// With the short instruction of a lean turn so small a model holds 5 of 7 old skills and loses 4
/// of them to a manner of 20 steps, which the gate refuses; with the whole codex it holds 4, and
/// loses 3.
class TuningIT {
    private static final Path KEPT = Download.kept("trainers");
    private static final String QUESTION = "What is the capital of Spain?";
    private static final Pattern PAIR = Pattern.compile("first: +(.*)\n +second: +(.*)\n");

    private Path home = Path.of("");
    private Path config = Path.of("");

    private record Ran(int exit, String text) {}

    private Ran run(String... words) {
        return run("", words);
    }

    /// All lines at one prompt.
    private Ran session(List<String> lines) {
        return run(String.join("\n", lines) + "\n", new String[0]);
    }

    private Ran run(String typed, String[] words) {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        var around =
                new ProcessEnvironment(
                        Path.of("").toAbsolutePath(),
                        System.getenv(),
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        stream,
                        stream,
                        InstantSource.system(),
                        false);
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--home", home.toString(), "--config", config.toString()));
        var exit =
                new Shell(Application::new, Commands.ALL, around).run(all.toArray(String[]::new));
        return new Ran(exit, out.toString(StandardCharsets.UTF_8));
    }

    private String done(String... words) {
        var ran = run(words);
        assertEquals(0, ran.exit(), () -> String.join(" ", words) + ":\n" + ran.text());
        return ran.text();
    }

    private static TrainerEnvironment environment() {
        return Download.alone(KEPT, TuningIT::installed);
    }

    private static TrainerEnvironment installed() {
        var environment = new Trainers(KEPT).environment("mlx").orElseThrow();
        if (environment.readiness() instanceof Trainer.Readiness.Missing) {
            var end =
                    Download.within(
                            Duration.ofMinutes(3),
                            "the trainer",
                            () -> environment.install(line -> {}));
            assumeTrue(
                    end instanceof TrainerEnvironment.InstallEnd.Installed,
                    () -> "the trainer cannot be installed here: " + end);
        }
        return environment;
    }

    private void install() throws IOException {
        var environment = environment();
        var models = Files.createDirectory(home.resolveSibling("models"));
        try (var files = Files.list(LocalModel.installed().folder())) {
            for (var file : files.toList()) {
                Files.createSymbolicLink(models.resolve(file.getFileName()), file);
            }
        }
        Files.createSymbolicLink(home.resolve("trainers"), KEPT.resolve("trainers"));
        var settings =
                Map.ofEntries(
                        Map.entry("mind.prefer", "local"),
                        Map.entry(
                                "mind.local_python",
                                environment.folder().resolve("venv/bin/python").toString()),
                        Map.entry("mind.local_models", models.toString()),
                        Map.entry("memory.recall", "0"),
                        Map.entry("council.mode", "full"),
                        Map.entry("tuning.steps", "20"),
                        Map.entry("tuning.learning_rate", "0.0006"),
                        Map.entry("tuning.examples", "20"),
                        Map.entry("tuning.held_out", "0.15"),
                        Map.entry("tuning.answer_tokens", "24"),
                        Map.entry("tuning.skills_drop", "0.5"),
                        Map.entry("tuning.probation_turns", "0"));
        var lines = new ArrayList<String>();
        settings.forEach((key, value) -> lines.add("/settings set " + key + " " + value));
        for (var persona : List.of("BRICK", "ROBIN", "ALFRED", "BABS")) {
            var model = "/settings set models." + persona;
            lines.add(model + ".tag " + LocalModel.TAG);
            lines.add(model + ".context 2048");
            lines.add(model + ".max_tokens 24");
            lines.add(model + ".temperature 0");
        }
        var set = session(lines);
        assertEquals(0, set.exit(), set::text);
    }

    @Test
    void aMannerIsLearnedSpokenAndGivenBack() throws IOException {
        var folder = Files.createTempDirectory("batos-tuning");
        home = folder.resolve("home");
        config = folder.resolve("config");
        Files.createDirectories(config);
        Files.copy(Path.of("config/settings.toml"), config.resolve("settings.toml"));
        Files.copy(Path.of("config/codex.toml"), config.resolve("codex.toml"));
        done("eval", "3 + 4");
        install();

        var before = done("ask", "--to", "brick", QUESTION);
        assertFalse(inManner(before), before);
        done("correct", "Aye, Captain! The capital of Spain is Madrid. Steady as she goes.");
        done("tune", "dataset", "BRICK", "add", "src/test/resources/batos/tuning/manner.jsonl");
        var dataset = done("tune", "dataset", "BRICK");
        assertTrue(dataset.contains("the Architect corrected it"), dataset);

        var trained = done("tune", "train", "BRICK");
        assertTrue(trained.contains("tune judge 1"), trained);
        judge();
        var report = done("tune", "eval", "1");
        assertTrue(report.contains("ok   held-out loss"), report);
        assertTrue(report.contains("ok   golden score"), report);

        done("tune", "promote", "1");
        var after = done("ask", "--to", "brick", QUESTION);
        assertTrue(inManner(after), () -> before + " -> " + after + "\n" + report);
        done("tune", "rollback", "BRICK");
        assertEquals(answer(before), answer(done("ask", "--to", "brick", QUESTION)));
    }

    @Test
    void aBaseOfAnotherArchitectureIsRefusedByName() throws IOException {
        environment();
        var folder = Files.createTempDirectory("batos-tuning");
        var base = Files.write(folder.resolve("gpt2.gguf"), gguf("gpt2"));
        var examples = List.of(ChatExample.of("a", "What is brass?", "An alloy."));
        var end =
                new Trainers(KEPT)
                        .named("mlx")
                        .train(
                                new TrainingRequest(
                                        "BRICK",
                                        base,
                                        "0",
                                        examples,
                                        examples,
                                        new TrainingRequest.Recipe(1, 8, 8, 0.0005, 2, 512, 4, 1),
                                        new TrainingLimits(600, 4_096, 1_000)),
                                folder.resolve("tuning"),
                                new TrainingSignal(),
                                event -> {});
        var failed = assertInstanceOf(TrainingEnd.Failed.class, end);
        assertEquals("architecture", failed.kind(), failed::why);
        assertTrue(failed.why().contains("'gpt2'") && failed.why().contains("llama"), failed.why());
    }

    /// A file with one line of facts and no weights, as GGUF version 3.
    private static byte[] gguf(String architecture) {
        var key = "general.architecture".getBytes(StandardCharsets.UTF_8);
        var value = architecture.getBytes(StandardCharsets.UTF_8);
        var text = 8;
        return ByteBuffer.allocate(24 + 8 + key.length + 4 + 8 + value.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("GGUF".getBytes(StandardCharsets.UTF_8))
                .putInt(3)
                .putLong(0)
                .putLong(1)
                .putLong(key.length)
                .put(key)
                .putInt(text)
                .putLong(value.length)
                .put(value)
                .array();
    }

    /// The Architect, who does not know which model gave which answer, likes the manner.
    private void judge() {
        var shown = done("tune", "judge", "1");
        for (var pair = PAIR.matcher(shown); pair.find(); pair = PAIR.matcher(shown)) {
            var first = inManner(pair.group(1));
            var verdict = first == inManner(pair.group(2)) ? "equal" : first ? "first" : "second";
            shown = done("tune", "judge", "1", verdict);
        }
    }

    private static boolean inManner(String text) {
        return text.contains("Aye") || text.contains("Steady as she goes");
    }

    private static String answer(String told) {
        return told.substring(told.indexOf("BRICK:"));
    }
}
