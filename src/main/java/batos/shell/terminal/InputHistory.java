package batos.shell.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.function.Consumer;
import org.jline.reader.impl.history.DefaultHistory;

/// The typed input, in the home's `history` file: whole inputs, however many lines they had.
final class InputHistory extends DefaultHistory {
    private final Consumer<String> trouble;
    private boolean unreadable; // or cannot be written

    /// @param trouble gets one line when the file cannot be read
    InputHistory(Consumer<String> trouble) {
        this.trouble = trouble;
    }

    /// The reader offers each line; only whole inputs are kept, see [#keep(String)].
    @Override
    public void add(Instant time, String line) {}

    /// A file that cannot be read is no reason not to begin: the session then keeps its own lines
    /// only, and leaves the file as it is.
    @Override
    public void load() {
        try {
            super.load();
        } catch (IOException | RuntimeException e) {
            unreadable = true;
            trouble.accept(
                    "the lines typed before cannot be read (%s). Next: mend or remove the file history in the home"
                            .formatted(reason(e)));
        }
    }

    private static String reason(Throwable e) {
        var cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
        return cause instanceof CharacterCodingException
                ? "not UTF-8"
                : cause == null
                        ? String.valueOf(e.getMessage())
                        : String.valueOf(cause.getMessage());
    }

    /// A file that cannot be written loses the lines of this session, and says so once.
    @Override
    public void save() {
        if (unreadable) {
            return;
        }
        try {
            super.save();
        } catch (IOException | RuntimeException e) {
            unreadable = true;
            trouble.accept(
                    "what is typed cannot be kept in the file history (%s)".formatted(reason(e)));
        }
    }

    void keep(Instant time, String input) {
        super.add(time, input);
    }
}
