package batos.shell;

import batos.app.CommandFailure;
import batos.app.DeedOutput;
import batos.app.ExitCode;
import batos.nerve.OwnerServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/// An owner without a prompt: it is there for its clients until it is asked to end, is sent
/// SIGTERM, or had no client for the whole time given to linger.
final class BackgroundOwner {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final OwnerServer server;
    private final OwnerHandler handler;
    private final Shell shell;
    private final InstantSource clock;

    BackgroundOwner(Optional<OwnerServer> server, OwnerHandler handler, Shell shell) {
        this.server =
                server.orElseThrow(() ->
                        new CommandFailure(
                                ExitCode.NO_IMAGE,
                                "no socket can be made in the home: its path is too long, or the"
                                        + " disk refuses. Next: --home with a shorter path"));
        this.handler = handler;
        this.shell = shell;
        this.clock = shell.around().clock();
    }

    /// @param linger minutes after which an owner without clients ends; 0 stays
    ExitCode run(int linger) {
        var ended = handler.inBackground();
        // The terminal that started it may be closed.
        Signals.register("HUP", () -> {});
        Signals.register("TERM", ended::countDown);
        Signals.register("INT", () -> interrupted(ended));
        var alone = clock.instant();
        try {
            while (!ended.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                if (server.isBusy() || shell.faces().serves()) {
                    alone = clock.instant();
                } else if (linger > 0
                        && alone.plus(Duration.ofMinutes(linger)).isBefore(clock.instant())) {
                    return ExitCode.DONE;
                }
            }
            shell.faces().closeApi();
            return shell.deeds().run("", () -> DeedOutput.SILENT, () -> ExitCode.DONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    /// The first Ctrl-C ends it in order, a second one at once.
    private static void interrupted(CountDownLatch ended) {
        if (ended.getCount() == 0) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
        }
        ended.countDown();
    }
}
