package batos.shell;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.app.OpenOptions;
import batos.image.HomeFolder;
import batos.image.ImageFault;
import batos.nerve.OwnerControl;
import batos.shell.session.CommandContext;
import batos.shell.session.GlobalOptions;
import batos.shell.session.ProcessEnvironment;
import batos.shell.session.TypedLine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The owner in the background, as a process: starts it, so that it survives this process and its
/// terminal, and ends it.
public final class OwnerProcess {
    /// The launcher's option for a short command: quickly compiled, slower in the long run.
    private static final String SHORT = "-XX:TieredStopAtLevel=1";

    private static final String LOG = "owner.log";
    private static final String MAIN = "batos.Main";
    private static final long STEP_MS = 20;
    private static final long PATIENCE_S = 120;

    /// Bytes without which an owner cannot even say why it ends.
    private static final long ROOM = 64 << 10;

    private final OpenOptions opening;
    private final ProcessEnvironment around;

    public OwnerProcess(OpenOptions opening, ProcessEnvironment around) {
        this.opening = opening;
        this.around = around;
    }

    /// The owner that a command speaks of, which must not be the process that carries it out.
    public static OwnerProcess of(CommandContext context, @Nullable GlobalOptions root) {
        if (context.typed().place() != TypedLine.Place.ARGUMENTS) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the owner is this process. Next: leave with Ctrl-D, then batos "
                            + context.typed().line().replaceFirst("^/", ""));
        }
        var around = context.shell().around();
        var options = root == null ? new GlobalOptions() : root;
        return new OwnerProcess(options.opening(around), around);
    }

    public Optional<Long> present() {
        return OwnerControl.owner(opening.home());
    }

    /// Asks the owner whether it has the mind and the configuration that were asked for.
    ///
    /// @throws CommandFailure when it has others
    public void check(@Nullable GlobalOptions asked) {
        if (asked != null) {
            new OwnerAccess(opening.home(), around).check(asked);
        }
    }

    public Path log() {
        return opening.home().resolve(LOG);
    }

    /// An owner that was started.
    ///
    /// @param said its lines about opening the house, for example about a turn that was cut off
    public record Started(long process, List<String> said) {}

    /// Starts an owner and waits until it takes commands.
    ///
    /// @throws CommandFailure when it ends instead
    public Started start() {
        var before = logged().size();
        var process = launched(0);
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (System.nanoTime() < until) {
            if (!process.isAlive()) {
                throw new CommandFailure(
                        ExitCode.NO_IMAGE, "the owner ended at once: " + lastWords());
            }
            var owner = present();
            if (owner.isPresent()) {
                return new Started(owner.get(), logged().stream().skip(before).toList());
            }
            pause();
        }
        throw new CommandFailure(
                ExitCode.NO_IMAGE,
                "the owner (process "
                        + process.pid()
                        + ") takes no commands yet. Next: batos status, or read "
                        + log());
    }

    /// Starts an owner and waits for nothing.
    void leaveBehind(int minutes) {
        launched(minutes);
    }

    /// Asks the owner to end and waits until it has.
    ///
    /// @return its process; empty where there was none
    public Optional<Long> stop() {
        var owner = present();
        if (owner.isEmpty()) {
            return owner;
        }
        var why = OwnerControl.end(opening.home()).orElse("");
        if (!why.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NO_IMAGE, "process " + owner.get() + " goes on: " + why);
        }
        try {
            var process = ProcessHandle.of(owner.get());
            if (process.isPresent()) {
                process.get().onExit().get(PATIENCE_S, TimeUnit.SECONDS);
            }
            return owner;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailure(
                    ExitCode.NO_IMAGE,
                    "the owner (process " + owner.get() + ") has not ended yet. Next: batos status",
                    e);
        }
    }

    private Process launched(int linger) {
        try {
            HomeFolder.prepare(opening.home());
            var builder =
                    new ProcessBuilder(command(linger))
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                            .redirectErrorStream(true);
            return builder.start();
        } catch (ImageFault e) {
            throw new CommandFailure(ExitCode.NO_IMAGE, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.NO_IMAGE, "no owner can be started: " + e.getMessage(), e);
        }
    }

    /// The command of this process, with other words, in a session of its own where `setsid` is
    /// there.
    private List<String> command(int linger) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(java());
        command.add(MAIN);
        command.addAll(List.of("--home", opening.home().toString()));
        command.addAll(List.of("--config", opening.config().toString()));
        opening.mind().ifPresent(mind -> command.addAll(List.of("--mind", mind)));
        command.add("--serve");
        if (linger > 0) {
            command.addAll(List.of("--linger", Integer.toString(linger)));
        }
        return command;
    }

    private List<String> java() {
        var info = ProcessHandle.current().info();
        var given = info.arguments().map(List::of).orElse(List.of());
        if (info.command().isPresent() && given.contains(MAIN)) {
            var java = new ArrayList<String>(List.of(info.command().get()));
            java.addAll(given.subList(0, given.indexOf(MAIN)));
            java.remove(SHORT);
            return java;
        }
        var java =
                new ArrayList<String>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
        java.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        java.remove(SHORT);
        java.add("-Dbatos.root=" + around.root());
        java.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return java;
    }

    private String lastWords() {
        var lines = logged();
        if (lines.isEmpty() && opening.home().toFile().getUsableSpace() < ROOM) {
            return "there is no room on the disk of %s. Next: make room there"
                    .formatted(opening.home());
        }
        return (lines.isEmpty() ? "it said nothing" : lines.getLast()) + ". Next: read " + log();
    }

    private List<String> logged() {
        try {
            return Files.exists(log()) ? Files.readAllLines(log()) : List.of();
        } catch (IOException e) {
            return List.of("its log cannot be read: " + e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", e);
        }
    }
}
