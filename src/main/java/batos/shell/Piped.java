package batos.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Lines from a pipe or a file: no prompt, no terminal codes. One line that fails does not stop the
/// next; the worst of them decides how it all ended.
final class Piped {
    private final Sitting sitting;
    private final Entrance entrance;
    private final Out out;
    private final BufferedReader lines;

    Piped(Sitting sitting, Entrance entrance, Out out, InputStream in) {
        this.entrance = entrance;
        this.out = out;
        this.sitting = sitting;
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /// Nothing more is read once the Architect has asked to leave.
    private @Nullable String next() throws IOException {
        return sitting.left() ? null : lines.readLine();
    }

    Exit run() {
        var ended = Exit.DONE;
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
            ended = ended.then(sitting.take(text.toString(), true).orElse(Exit.FAILED));
        }
        entrance.news().forEach(out::note);
        return ended;
    }
}
