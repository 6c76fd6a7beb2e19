package batos.mind;

import batos.tape.Tape;
import batos.text.ForcedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The tokens spent on one day of UTC, in a file of one line: the day and the number. It stands
/// beside the image and not in it: spent tokens stay spent when a turn is undone.
public final class DailyTokens {
    private static final Logger LOG = Logger.getLogger("batos.mind");

    private final Path file;
    private final InstantSource clock;
    private final Tape tape;
    private @Nullable LocalDate day;
    private long settled;
    private long reserved;

    /// Opened at the first question.
    public DailyTokens(Path file, InstantSource clock, Tape tape) {
        this.file = file;
        this.clock = clock;
        this.tape = tape;
    }

    synchronized long spent() {
        turnPage();
        return settled + reserved;
    }

    synchronized boolean reserve(long tokens, long most) {
        if (spent() + tokens > most) {
            return false;
        }
        reserved += tokens;
        return true;
    }

    synchronized void settle(long tokens, long took) {
        reserved -= tokens;
        settled += took;
        if (!tape.replaying()) {
            write();
        }
    }

    private void turnPage() {
        var today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        if (!today.equals(day)) {
            settled = day == null ? before(today) : 0;
            day = today;
        }
    }

    private long before(LocalDate today) {
        var line = tape.ask("budget.day", "", this::read).strip().split(" ", -1);
        return line.length == 2
                        && line[0].equals(today.toString())
                        && line[1].matches("[0-9]{1,18}")
                ? Long.parseLong(line[1])
                : 0;
    }

    private String read() {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the day's tokens are counted from 0", e);
            return "";
        }
    }

    private void write() {
        try {
            var next = file.resolveSibling("." + file.getFileName() + ".new");
            Files.deleteIfExists(next);
            Files.createFile(next, ForcedFile.ownerOnly());
            Files.writeString(next, day + " " + settled + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // this process goes on counting; the next one does not know
            LOG.log(Level.WARNING, "the day's tokens cannot be noted", e);
        }
    }
}
