package batos.trainer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The trainers of a home.
public final class Trainers {
    public static final List<String> NAMES = List.of("mlx", "unsloth", "trl", "rehearsal");

    private final Path home;

    public Trainers(Path home) {
        this.home = home;
    }

    public Trainer named(String name) {
        return switch (name) {
            case "mlx" -> new ProcessTrainer(name, environment(name).orElseThrow(), "train_mlx");
            case "unsloth", "trl" ->
                    new ProcessTrainer(name, environment(name).orElseThrow(), "train_cuda");
            case "rehearsal" -> new RehearsalTrainer();
            default ->
                    throw new IllegalArgumentException(
                            "no trainer '%s'; there are %s"
                                    .formatted(name, String.join(", ", NAMES)));
        };
    }

    /// The environment of a trainer; empty for the rehearsal, which needs none.
    public Optional<TrainerEnvironment> environment(String name) {
        return switch (name) {
            case "mlx" -> Optional.of(new TrainerEnvironment(name, home, true));
            case "unsloth", "trl" -> Optional.of(new TrainerEnvironment(name, home, false));
            default -> Optional.empty();
        };
    }

    /// By name, in order of preference.
    public Map<String, Trainer.Readiness> readiness() {
        var all = new LinkedHashMap<String, Trainer.Readiness>();
        NAMES.forEach(name -> all.put(name, named(name).readiness()));
        return all;
    }

    /// The trainer for a base: the one asked for; else, with `auto`, the rehearsal for a script,
    /// unsloth where there is an NVIDIA card, and mlx everywhere else.
    public String choose(String asked, Path base) {
        if (!asked.equals("auto")) {
            return asked;
        }
        if (base.toString().endsWith(".toml")) {
            return "rehearsal";
        }
        return Files.exists(Path.of("/proc/driver/nvidia/version")) ? "unsloth" : "mlx";
    }

    /// Ends whatever process works on a training's folder.
    public static void end(Path folder) {
        ProcessTrainer.end(folder);
    }
}
