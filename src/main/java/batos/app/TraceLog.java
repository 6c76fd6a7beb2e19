package batos.app;

import batos.text.ForcedFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// The file `trace.log` in the home of an image: internal failures with their stack and the typed
/// line, and the libraries' log records through SLF4J. It is made when the first record comes,
/// readable by its owner only (mode 0600), and renamed to `trace.log.1` when it has grown to its
/// limit, so that there are never more than two. A file that cannot be written loses the record and
/// fails nothing. Safe for use by any thread.
public final class TraceLog extends Handler implements AutoCloseable {
    public static final String NAME = "trace.log";

    /// The root logger, held so that its level is not lost when the garbage collector takes it.
    private static final Logger ROOT = Logger.getLogger("");

    private final Path file;
    private final long limit;
    private final Supplier<String> line;

    /// @param limit bytes after which the file is renamed
    /// @param line the line that is being carried out; empty where there is none
    private TraceLog(Path home, long limit, Supplier<String> line) {
        this.file = home.resolve(NAME);
        this.limit = limit;
        this.line = line;
    }

    /// Sends all records of the process from a level on to the file of this home, until it is
    /// closed.
    ///
    /// @param level `error`, `warning`, `info` or `debug`
    public static TraceLog open(Path home, String level, long limit, Supplier<String> line) {
        var log = new TraceLog(home, limit, line);
        for (var other : ROOT.getHandlers()) {
            if (!(other instanceof TraceLog)) {
                ROOT.removeHandler(other);
            }
        }
        ROOT.addHandler(log);
        log.setLevel(of(level));
        ROOT.setLevel(of(level));
        return log;
    }

    /// Whether records of this process reach a file.
    public static boolean isOpen() {
        return Arrays.stream(ROOT.getHandlers()).anyMatch(TraceLog.class::isInstance);
    }

    /// Records below this level are dropped from now on.
    public void level(String level) {
        setLevel(of(level));
        ROOT.setLevel(of(level));
    }

    private static Level of(String level) {
        return switch (level) {
            case "error" -> Level.SEVERE;
            case "info" -> Level.INFO;
            case "debug" -> Level.FINE;
            default -> Level.WARNING;
        };
    }

    @Override
    public synchronized void publish(LogRecord published) {
        if (!isLoggable(published)) {
            return;
        }
        try {
            rotate();
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createFile(file, ForcedFile.ownerOnly());
            }
            // no FileChannel: it writes nothing where its thread was interrupted
            Files.write(
                    file,
                    text(published).getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.APPEND,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | UnsupportedOperationException e) {
            // The disk is full or read-only, or the home is gone: the record is lost.
        }
    }

    private void rotate() throws IOException {
        if (Files.exists(file) && Files.size(file) >= limit) {
            Files.move(file, file.resolveSibling(NAME + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private String text(LogRecord published) {
        var text = new StringBuilder();
        text.append(published.getInstant())
                .append(' ')
                .append(published.getLevel().getName().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(published.getLoggerName())
                .append(" [")
                .append(Thread.currentThread().getName())
                .append("] ")
                .append(published.getMessage())
                .append('\n');
        var typed = line.get();
        if (!typed.isEmpty()) {
            text.append("  line: ").append(typed.replace("\n", "\n        ")).append('\n');
        }
        if (published.getThrown() != null) {
            var stack = new StringWriter();
            published.getThrown().printStackTrace(new PrintWriter(stack));
            text.append(stack);
        }
        return text.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
