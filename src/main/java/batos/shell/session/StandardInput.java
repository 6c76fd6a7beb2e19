package batos.shell.session;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.nerve.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The standard input of a one-shot command: all of it, read once, when it is first asked for. The
/// text read can be handed on to the process that owns the image.
public final class StandardInput {
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private final InputStream in;
    private final PrintStream notes;
    private final boolean piped;
    private Optional<Input> read = Optional.empty();

    /// @param notes where the prompt says that it waits for input
    /// @param piped whether it is something else than a terminal
    public StandardInput(InputStream in, PrintStream notes, boolean piped) {
        this.in = in;
        this.notes = notes;
        this.piped = piped;
    }

    /// The input that another process was given.
    public static StandardInput handed(Input input) {
        var given =
                new StandardInput(
                        InputStream.nullInputStream(),
                        new PrintStream(PrintStream.nullOutputStream()),
                        true);
        given.read = Optional.of(input);
        return given;
    }

    /// Whether it may hold something that belongs to the command: it is no terminal.
    public boolean isPiped() {
        return piped;
    }

    /// Waits for the end of the input.
    ///
    /// @throws CommandFailure when there is more than an owner would take
    public synchronized byte[] bytes() {
        if (read.isEmpty()) {
            read = Optional.of(Input.of(all()));
        }
        return read.get().bytes();
    }

    /// The input read so far.
    public synchronized Input taken() {
        return read.orElse(Input.NONE);
    }

    private byte[] all() {
        var ended = new CountDownLatch(1);
        if (piped) {
            Thread.ofVirtual().start(() -> tellSilence(ended));
        }
        try {
            var bytes = in.readNBytes(Input.MOST + 1);
            if (bytes.length > Input.MOST) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "standard input is longer than %d MiB. Next: give a part of it, for example tail -c 200000"
                                .formatted(Input.MOST >> 20));
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("standard input cannot be read", e);
        } finally {
            ended.countDown();
        }
    }

    private void tellSilence(CountDownLatch ended) {
        try {
            if (!ended.await(SILENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                notes.println(
                        "batos: waiting for the end of standard input. Next, where nothing is"
                                + " meant: the same with </dev/null");
                notes.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
