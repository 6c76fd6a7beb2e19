package batos.shell.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/// A sign of work on the last line of a real terminal, while nothing else can be seen. It is drawn
/// by a thread of its own, under the lock of the [Printer] that owns it.
final class Spinner {
    private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final Duration STEP = Duration.ofMillis(100);

    private final PrintStream terminal;
    private final Object lock;
    private String doing = "";
    private volatile Supplier<String> detail = () -> "";
    private boolean drawn;
    private int steps;

    Spinner(PrintStream terminal, Object lock) {
        this.terminal = terminal;
        this.lock = lock;
        Thread.ofVirtual().name("spinner").start(this::spin);
    }

    private void spin() {
        try {
            while (true) {
                Thread.sleep(STEP);
                synchronized (lock) {
                    if (!doing.isEmpty()) {
                        draw();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void draw() {
        var seconds = steps * STEP.toMillis() / 1000;
        terminal.print(
                "\r\033[K\033[2m"
                        + FRAMES.charAt(steps % FRAMES.length())
                        + " "
                        + doing
                        + said(detail.get(), seconds)
                        + "\033[0m");
        terminal.flush();
        drawn = true;
        steps++;
    }

    /// The seconds say enough where there is no more to say.
    private static String said(String more, long seconds) {
        return more.isEmpty() ? seconds > 0 ? " " + seconds + " s" : "" : ": " + more;
    }

    /// @param more the thing that the work waits for, asked for at each step; empty for none
    void detail(Supplier<String> more) {
        detail = more;
    }

    /// To be called under the lock.
    void show(String what) {
        if (!doing.equals(what)) {
            doing = what;
            steps = 0;
        }
    }

    /// Leaves the line empty, so that something else can be printed; to be called under the lock.
    void clear() {
        if (drawn) {
            terminal.print("\r\033[K");
            drawn = false;
        }
    }
}
