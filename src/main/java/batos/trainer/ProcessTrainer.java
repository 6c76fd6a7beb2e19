package batos.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A trainer in a Python process of its own environment. The process is detached: it outlives this
/// one, and a later call with the same folder follows it again or starts it from its checkpoint.
final class ProcessTrainer implements Trainer {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final String name;
    private final TrainerEnvironment environment;
    private final String script;

    /// @param script the resource that is run, for example `train_mlx.py`
    ProcessTrainer(String name, TrainerEnvironment environment, String script) {
        this.name = name;
        this.environment = environment;
        this.script = script;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Readiness readiness() {
        return environment.readiness();
    }

    @Override
    public TrainingEnd train(
            TrainingRequest request,
            Path folder,
            TrainingSignal signal,
            Consumer<TrainingEvent> heard) {
        var files = new TrainingFolder(folder);
        var gathered = new TrainingResult.Gathering();
        Consumer<String> line =
                text ->
                        TrainingEventReader.read(text)
                                .ifPresent(event -> {
                                    gathered.add(event);
                                    heard.accept(event);
                                });
        try {
            var running = ChildProcess.on(folder);
            files.follow(line);
            if (running.isEmpty() && gathered.end() instanceof TrainingEnd.Trained trained) {
                return trained;
            }
            var child = running.isPresent() ? running.get() : start(request, folder, files);
            if (child == null) {
                return new TrainingEnd.Failed("environment", missing());
            }
            return follow(child, files, line, gathered, signal);
        } catch (IOException e) {
            return new TrainingEnd.Failed("disk", folder + ": " + e.getMessage());
        }
    }

    private String missing() {
        return readiness() instanceof Readiness.Missing(var why) ? why : "it went away just now";
    }

    private @Nullable ChildProcess start(TrainingRequest request, Path folder, TrainingFolder files)
            throws IOException {
        if (!(readiness() instanceof Readiness.Ready)) {
            return null;
        }
        files.write(request, environment.versions());
        var builder = environment.command(script, folder);
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(files.path("trainer.log").toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        return ChildProcess.of(builder.start());
    }

    private static TrainingEnd follow(
            ChildProcess child,
            TrainingFolder files,
            Consumer<String> line,
            TrainingResult.Gathering gathered,
            TrainingSignal signal)
            throws IOException {
        var paused = false;
        while (true) {
            var alive = child.alive();
            files.follow(line);
            if (!alive) {
                return gathered.end();
            }
            switch (signal.wish()) {
                case STOP -> {
                    child.end();
                    return new TrainingEnd.Stopped();
                }
                case PAUSE -> {
                    if (!paused) {
                        child.pause();
                    }
                    paused = true;
                }
                case RUN -> {
                    if (paused) {
                        child.resume();
                    }
                    paused = false;
                }
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                if (paused) {
                    child.resume();
                }
                Thread.currentThread().interrupt();
                return new TrainingEnd.LeftRunning();
            }
        }
    }

    /// Ends whatever works on a folder, for a training that nobody follows.
    static void end(Path folder) {
        Optional<ChildProcess> child = ChildProcess.on(folder);
        child.ifPresent(ChildProcess::end);
    }
}
