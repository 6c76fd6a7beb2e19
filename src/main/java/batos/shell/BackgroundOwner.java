package batos.shell;

import batos.app.CommandFailure;
import batos.app.DeedQueue;
import batos.app.ExitCode;
import batos.nerve.OwnerServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/// An owner without a prompt: it is there for its clients until it is asked to end, is sent
/// SIGTERM, or was alone for as long as it was told to linger.
final class BackgroundOwner {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final OwnerServer server;
    private final OwnerHandler handler;
    private final DeedQueue deeds;
    private final InstantSource clock;

    BackgroundOwner(
            Optional<OwnerServer> server,
            OwnerHandler handler,
            DeedQueue deeds,
            InstantSource clock) {
        this.server =
                server.orElseThrow(() ->
                        new CommandFailure(
                                ExitCode.NO_IMAGE,
                                "no socket can be made in the home: its path is too long, or the"
                                        + " disk refuses. Next: --home with a shorter path"));
        this.handler = handler;
        this.deeds = deeds;
        this.clock = clock;
    }

    /// @param linger minutes after which an owner without clients ends; 0 stays
    ExitCode run(int linger) {
        var ended = handler.inBackground();
        // The terminal that started it may be closed.
        Signals.register("HUP", () -> {});
        Signals.register(
                "TERM",
                () -> {
                    ended.countDown();
                });
        var alone = clock.instant();
        try {
            while (!ended.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
                if (server.isBusy()) {
                    alone = clock.instant();
                } else if (linger > 0
                        && alone.plus(Duration.ofMinutes(linger)).isBefore(clock.instant())) {
                    return ExitCode.DONE;
                }
            }
            return deeds.run("", BackgroundOwner::silent, () -> ExitCode.DONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    private static batos.app.DeedOutput silent() {
        return new batos.app.DeedOutput() {
            @Override
            public void piece(String text) {}

            @Override
            public void rest() {}
        };
    }
}
