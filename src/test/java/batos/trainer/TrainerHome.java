package batos.trainer;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A home whose trainer `mlx` has the system's Python and no packages at all.
final class TrainerHome {
    static final TrainingRequest.Recipe RECIPE =
            new TrainingRequest.Recipe(10, 8, 8, 0.0005, 2, 512, 4, 1);
    static final TrainingLimits LIMITS = new TrainingLimits(600, 4_096, 1_000);

    private final Path home;

    TrainerHome(Path home) throws IOException {
        this.home = home;
        var python = python();
        assumeTrue(!python.toString().isEmpty(), "no python3 on the PATH");
        var bin = Files.createDirectories(folder().resolve("venv/bin"));
        var start = bin.resolve("python");
        Files.writeString(start, "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(python));
        Files.setPosixFilePermissions(start, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(
                folder().resolve("installed"), Sha256.of(PythonFiles.resource("mlx.txt")));
    }

    Path folder() {
        return home.resolve("trainers/mlx");
    }

    private static Path python() {
        for (var part : System.getenv("PATH").split(":", -1)) {
            var file = Path.of(part, "python3");
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        return Path.of("");
    }

    /// @param blas whether a fast BLAS is wanted; none is on this system
    TrainerEnvironment environment(boolean blas) {
        return new TrainerEnvironment(
                "mlx", home, blas, new TrainerEnvironment.Needs(List.of("python3"), List.of()));
    }

    /// A real child process that behaves as the persona of its request says.
    ProcessTrainer probe() throws IOException {
        var scripts = Files.createDirectories(folder().resolve("scripts"));
        try (var probe = TrainerHome.class.getResourceAsStream("train_probe.py")) {
            Files.write(scripts.resolve("train_probe.py"), probe.readAllBytes());
        }
        return new ProcessTrainer("mlx", environment(false), "train_probe");
    }

    ProcessTrainer trainer(String module) {
        return new ProcessTrainer("mlx", environment(false), module);
    }

    /// A module that the trainer's Python finds in place of an installed package.
    void module(String name, String text) throws IOException {
        var scripts = Files.createDirectories(folder().resolve("scripts"));
        Files.writeString(scripts.resolve(name + ".py"), text);
    }

    static TrainingRequest request(String persona, Path base, TrainingLimits limits) {
        var examples = List.of(ChatExample.of("a", "What is brass?", "Aye! Copper and zinc."));
        return new TrainingRequest(persona, base, "0", examples, examples, RECIPE, limits);
    }

    static TrainingRequest request(String persona) {
        return request(persona, Path.of("base.gguf"), LIMITS);
    }
}
