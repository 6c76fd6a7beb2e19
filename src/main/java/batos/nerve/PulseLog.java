package batos.nerve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The file `pulses` in the home: a snapshot and the pulses after it, one frame a line, so that a
/// client resumes where it was when the next owner comes.
///
/// A pulse is written before a client sees it, and not forced to disk: the system keeps the writes
/// of a killed process. A crash of the machine may lose pulses that a client saw; therefore the
/// file names the boot in which it was written, and after another boot a new epoch begins. So it
/// does when the file is damaged or could not be written.
public final class PulseLog implements AutoCloseable {
    static final String FILE = "pulses";

    private static final int ROLLED = 4 * Pulses.KEPT;
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path file;
    private final ArrayDeque<Pulse> latest = new ArrayDeque<>();
    private final Snapshot.Fold base;
    private final Snapshot.Fold fold;
    private int lines;
    private @Nullable FrameFile kept;

    private PulseLog(Path file, Snapshot base) {
        this.file = file;
        this.base = new Snapshot.Fold(base);
        this.fold = new Snapshot.Fold(base);
    }

    /// Opens the log of a home. Only the home's owner may.
    ///
    /// @param epochs names a new epoch where the old one cannot go on
    public static PulseLog open(Path home, Supplier<String> epochs) {
        var file = home.resolve(FILE);
        var log = read(file);
        if (log == null) {
            log = new PulseLog(file, Snapshot.empty(epochs.get()));
        }
        log.roll();
        return log;
    }

    private static @Nullable PulseLog read(Path file) {
        try {
            var lines = Files.readAllLines(file);
            var head = Frame.parse(lines.getFirst());
            if (boot().isEmpty() || !head.text("boot").equals(boot())) {
                return null;
            }
            var log = new PulseLog(file, PulseFrames.snapshot(head));
            var whole = Files.readString(file).endsWith("\n") ? lines.size() : lines.size() - 1;
            for (var line : lines.subList(1, whole)) {
                log.remember(PulseFrames.pulse(Frame.parse(line)));
            }
            return log;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    /// The state at the last kept pulse.
    Snapshot snapshot() {
        return fold.snapshot();
    }

    List<Pulse> latest() {
        return List.copyOf(latest);
    }

    void append(Pulse pulse) {
        remember(pulse);
        if (kept == null) {
            return;
        }
        try {
            kept.append(PulseFrames.frame(pulse));
            if (++lines >= ROLLED) {
                roll();
            }
        } catch (IOException e) {
            giveUp();
        }
    }

    private void remember(Pulse pulse) {
        fold.add(pulse);
        latest.addLast(pulse);
        if (latest.size() > Pulses.KEPT) {
            base.add(latest.removeFirst());
        }
    }

    /// Begins a new file with the part of the old one that is still needed.
    private void roll() {
        try {
            close();
            var frames = new ArrayList<Frame>();
            frames.add(PulseFrames.frame(base.snapshot()).put("boot", boot()));
            latest.forEach(pulse -> frames.add(PulseFrames.frame(pulse)));
            kept = FrameFile.replacing(file, frames);
            lines = latest.size();
        } catch (IOException e) {
            giveUp();
        }
    }

    /// A log with a hole is none: the next owner begins a new epoch.
    private void giveUp() {
        try {
            close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The next owner finds a log that ends early and the clients of this epoch resync.
        }
    }

    private static String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        try {
            if (kept != null) {
                kept.close();
            }
        } catch (IOException e) {
            // It was written already.
        } finally {
            kept = null;
        }
    }
}
