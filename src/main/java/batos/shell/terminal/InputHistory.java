package batos.shell.terminal;

import java.time.Instant;
import org.jline.reader.impl.history.DefaultHistory;

/// What was typed, in the home's `history` file: whole inputs, however many lines they had.
final class InputHistory extends DefaultHistory {
    /// The reader offers each line; only whole inputs are kept, see [#keep(String)].
    @Override
    public void add(Instant time, String line) {}

    void keep(Instant time, String input) {
        super.add(time, input);
    }
}
