package batos.trainer;

import batos.text.FileErrors;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A trainer in a Python process of its own environment. The process is detached: it outlives this
/// one, and a later call with the same folder follows it again or starts it from its checkpoint.
final class ProcessTrainer implements Trainer {
    private static final Duration LOOK = Duration.ofMillis(100);

    /// A child watches its own time, but cannot while native code holds Python's lock.
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final String LOG = "trainer.log";
    private static final int TAIL = 4096;
    private static final int ILLEGAL = 4;
    private static final int KILL = 9;

    private final String name;
    private final TrainerEnvironment environment;
    private final String module;
    private final Duration grace;

    /// @param module of Python that trains, for example `train_mlx`
    ProcessTrainer(String name, TrainerEnvironment environment, String module) {
        this(name, environment, module, GRACE);
    }

    /// @param grace to a child for ending itself when its time is over
    ProcessTrainer(String name, TrainerEnvironment environment, String module, Duration grace) {
        this.grace = grace;
        this.name = name;
        this.environment = environment;
        this.module = module;
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
            var log = files.path(LOG);
            var told = running.isEmpty() && Files.exists(log) ? Files.size(log) : 0;
            var child = running.isPresent() ? running.get() : start(request, folder, files);
            if (child == null) {
                return new TrainingEnd.Failed("environment", missing());
            }
            var limit = Duration.ofSeconds(request.limits().seconds()).plus(grace);
            var end = follow(child, files, line, gathered, signal, limit);
            return gathered.ended() ? explained(end) : explained(silent(end, child, log, told));
        } catch (IOException e) {
            return new TrainingEnd.Failed("disk", folder + ": " + FileErrors.reason(e));
        }
    }

    /// Adds what to do about an environment that is broken.
    private TrainingEnd explained(TrainingEnd end) {
        return end instanceof TrainingEnd.Failed(var kind, var why) && kind.equals("environment")
                ? new TrainingEnd.Failed(kind, why + ". Next: /trainer install " + name)
                : end;
    }

    /// Adds which signal ended a child that did not tell its end, and what its own log says last.
    private static TrainingEnd silent(TrainingEnd end, ChildProcess child, Path log, long told)
            throws IOException {
        if (!(end instanceof TrainingEnd.Failed(var kind, var why)) || !kind.equals("killed")) {
            return end;
        }
        var last = lastLine(log, told);
        var words = last.isEmpty() ? why : "%s; the last line of %s: %s".formatted(why, log, last);
        return switch (child.signal()) {
            case ILLEGAL ->
                    new TrainingEnd.Failed(
                            "environment",
                            "a library of the trainer has code that this processor does not know"
                                    + " (illegal instruction); "
                                    + words);
            case KILL ->
                    new TrainingEnd.Failed(kind, words + " (killed, maybe for want of memory)");
            case 0 ->
                    new TrainingEnd.Failed(
                            last.contains("No space left on device") ? "disk" : kind, words);
            default -> new TrainingEnd.Failed(kind, words + " (signal " + child.signal() + ")");
        };
    }

    private static String lastLine(Path log, long from) throws IOException {
        if (!Files.exists(log) || Files.size(log) <= from) {
            return "";
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var start = Math.max(from, file.length() - TAIL);
            file.seek(start);
            var bytes = new byte[(int) (file.length() - start)];
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce("", (one, next) -> next)
                    .strip();
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
        var builder = environment.command(module, folder);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(files.path(LOG).toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        return ChildProcess.of(builder.start());
    }

    private static TrainingEnd follow(
            ChildProcess child,
            TrainingFolder files,
            Consumer<String> line,
            TrainingResult.Gathering gathered,
            TrainingSignal signal,
            Duration limit)
            throws IOException {
        var paused = false;
        var worked = Duration.ZERO;
        while (true) {
            var alive = child.alive();
            files.follow(line);
            if (!alive) {
                return gathered.end();
            }
            if (worked.compareTo(limit) > 0) {
                child.end();
                return new TrainingEnd.Failed(
                        "time",
                        "it took more than its time, did not end itself, and was ended after %d seconds"
                                .formatted(worked.toSeconds()));
            }
            worked = paused ? worked : worked.plus(LOOK);
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
