package batos.shell;

import batos.app.DeedQueue;
import batos.app.ExitCode;
import batos.app.LazyServices;
import batos.shell.terminal.InterruptHandler;
import java.time.Duration;
import org.jline.utils.Signals;

/// The signals of a process that has a house open: INT stops the work, HUP and TERM close the
/// house.
///
/// @param deeds whose program may have the terminal
record ProcessSignals(DeedQueue deeds, InterruptHandler interruption) {
    private static final int HUP = 1;
    private static final int TERM = 15;

    /// The time that a house may take to close after a signal to end.
    private static final Duration CLOSING = Duration.ofSeconds(8);

    void register(LazyServices entrance) {
        onInterrupt();
        onEnd("HUP", HUP, entrance);
        onEnd("TERM", TERM, entrance);
    }

    /// Ctrl-C stops the work; a second one, or one when nothing runs, ends the process. While an
    /// editor has the terminal, the key is the editor's.
    private void onInterrupt() {
        Signals.register(
                "INT",
                () -> {
                    if (!deeds.isAttended() && interruption.now() != 1) {
                        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
                    }
                });
    }

    /// A signal to end stops the work and closes the house, so that the next start has nothing to
    /// recover. A house that does not close in time is left as a kill would leave it.
    private void onEnd(String signal, int number, LazyServices entrance) {
        Signals.register(
                signal,
                () -> {
                    interruption.now();
                    var closing = Thread.ofPlatform().daemon().start(entrance::leave);
                    try {
                        closing.join(CLOSING);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    System.exit(128 + number);
                });
    }
}
