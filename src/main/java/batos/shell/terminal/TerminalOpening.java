package batos.shell.terminal;

import batos.app.RehearsalFile;
import batos.app.Services;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/// The terminal of a prompt, opened by a thread of its own while another opens the house: asking
/// for the terminal's abilities takes a twentieth of a second. Keys typed meanwhile wait in the
/// terminal.
public final class TerminalOpening implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("batos.shell");

    private final FutureTask<Terminal> opening = new FutureTask<>(TerminalPrompt::terminal);
    private @Nullable Thread thread;

    /// Returns at once.
    public void begin() {
        thread = Thread.ofPlatform().daemon().name("terminal").start(opening);
        Thread.ofPlatform().daemon().name("read ahead").start(RehearsalFile::readAhead);
    }

    /// Asks who is there, models and crucible at once, while the prompt is made ready; its first
    /// lines tell. Nothing where there is no prompt.
    public void accompany(Services house) {
        if (thread != null) {
            ask("look for a mind", house::mindLine);
            ask("look for a crucible", house::crucibleLine);
        }
    }

    private static void ask(String name, Supplier<String> question) {
        Thread.ofPlatform().daemon().name(name).start(() -> answer(question));
    }

    private static void answer(Supplier<String> question) {
        try {
            LOG.log(Level.FINEST, question.get());
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "the first lines of the prompt will say so", e);
        }
    }

    /// The terminal, waited for; whoever gets it closes it.
    Terminal get() throws IOException {
        if (thread == null) {
            opening.run();
        }
        try {
            return opening.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("the terminal cannot be opened: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the terminal was opened", e);
        }
    }

    /// Gives back a terminal that was begun; closing it twice does nothing.
    @Override
    public void close() {
        if (thread != null) {
            try {
                get().close();
            } catch (IOException e) {
                LOG.log(Level.FINE, "the terminal was not there", e);
            }
        }
    }
}
