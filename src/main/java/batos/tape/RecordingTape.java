package batos.tape;

import batos.text.FileErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Writes down what another tape answers. Each entry is handed to the system when its answer ends,
/// so that a killed process leaves all but the answer under way.
final class RecordingTape implements Tape {
    private final Path file;
    private final Tape from;
    private final UnaryOperator<String> redact;
    private final Writer writer;

    RecordingTape(Path file, Tape from, UnaryOperator<String> redact) {
        this.file = file;
        this.from = from;
        this.redact = redact;
        try {
            writer = Files.newBufferedWriter(file);
            writer.write(TapeFile.HEADER + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new TapeFault(
                    "cannot record to "
                            + file
                            + ": "
                            + FileErrors.reason(e)
                            + ". Next: give --record a path that can be written",
                    e);
        }
    }

    @Override
    public void stream(String channel, String request, Live live, Consumer<String> heard) {
        var pieces = new ArrayList<String>();
        from.stream(
                channel,
                request,
                live,
                piece -> {
                    pieces.add(redact.apply(piece));
                    heard.accept(piece);
                });
        write(new TapeEntry(channel, redact.apply(request), pieces));
    }

    @Override
    public void mark(String kind, String text) {
        from.mark(kind, text);
        write(TapeEntry.mark(kind, redact.apply(text)));
    }

    private synchronized void write(TapeEntry entry) {
        try {
            writer.write(TapeFile.line(entry) + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new TapeFault(
                    "cannot record to "
                            + file
                            + ": "
                            + FileErrors.reason(e)
                            + ". Next: free space, then record again",
                    e);
        }
    }

    @Override
    public long entropy() {
        return from.entropy();
    }

    @Override
    public boolean replaying() {
        return from.replaying();
    }

    @Override
    public List<String> marks(String kind) {
        return from.marks(kind);
    }

    @Override
    public List<String> unplayed() {
        return from.unplayed();
    }

    @Override
    public synchronized void close() {
        try (writer) {
            from.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
