package batos.shell.session;

import batos.app.ExitCode;
import batos.app.LazyServices;
import batos.shell.terminal.Printer;
import batos.tape.InputLines;
import batos.text.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Lines from a pipe or a file: no prompt, no terminal codes. One line that fails does not stop the
/// next; the worst of them decides how it all ended.
public final class PipedInput {
    private final Session sitting;
    private final LazyServices entrance;
    private final Printer out;
    private final InputLines lines;
    private boolean begun;

    public PipedInput(Session sitting, LazyServices entrance, Printer out, InputStream in) {
        this.entrance = entrance;
        this.out = out;
        this.sitting = sitting;
        this.lines = new InputLines(in);
    }

    /// Nothing more is read once the Architect has asked to leave.
    private @Nullable String next() throws IOException {
        var line = sitting.left() ? null : lines.next();
        if (line == null || begun) {
            return line;
        }
        begun = true;
        return Utf8.withoutMark(line);
    }

    public ExitCode run() {
        var ended = ExitCode.DONE;
        var text = new StringBuilder();
        try {
            for (var line = next(); line != null; line = next()) {
                text.append(text.isEmpty() ? "" : "\n").append(line);
                entrance.news().forEach(out::note);
                var exit = sitting.take(text.toString(), false);
                if (exit.isPresent()) {
                    ended = ended.then(exit.get());
                    if (ended.endsASession()) {
                        return ended;
                    }
                    text.setLength(0);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!text.isEmpty()) {
            ended = ended.then(sitting.take(text.toString(), true).orElse(ExitCode.FAILED));
        }
        entrance.news().forEach(out::note);
        return ended;
    }
}
