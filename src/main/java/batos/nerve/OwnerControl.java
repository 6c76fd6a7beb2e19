package batos.nerve;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Asks an owner who it is, or to end.
public final class OwnerControl {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private OwnerControl() {}

    /// The process that takes commands at that home; empty where none does.
    public static Optional<Long> owner(Path home) {
        return answer(home, Optional.empty(), "welcome").map(frame -> frame.number("pid"));
    }

    /// The position of the owner's pulses; [Position#NONE] where there is no owner.
    public static Position position(Path home) {
        return answer(home, Optional.empty(), "welcome")
                .map(frame -> Position.of(frame.text("at")))
                .orElse(Position.NONE);
    }

    /// A warning that the owner is of another build than this process; empty where it is not, or
    /// where there is no owner.
    public static Optional<String> warning(Path home) {
        return answer(home, Optional.empty(), "welcome")
                .filter(frame -> Build.differ(Build.ID, frame.text("build")))
                .map(frame -> Build.warning(frame.number("pid")));
    }

    /// Asks the owner to end.
    ///
    /// @return why it does not, or empty text where it will; nothing where there is no owner
    public static Optional<String> end(Path home) {
        return answer(home, Optional.of(Frame.of("end")), "ended").map(frame -> frame.text("why"));
    }

    /// Whether a process listens for clients of the image. A frozen owner does, one that was killed
    /// does not, though it may be among the processes for a while.
    public static boolean isListening(Path home) {
        var address = OwnerSocket.address(home);
        if (address.isEmpty()) {
            return false;
        }
        try (var open = Connection.to(address.get(), PATIENCE)) {
            return open != null;
        } catch (InterruptedIOException e) {
            return true; // its socket is full of those who wait
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Frame> answer(Path home, Optional<Frame> asked, String wanted) {
        var address = OwnerSocket.address(home);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        try (var open = Connection.to(address.get(), PATIENCE)) {
            open.send(OwnerClient.hello("control-" + OwnerClient.pid(), "control"), PATIENCE);
            if (asked.isPresent()) {
                open.send(asked.get(), PATIENCE);
            }
            var until = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < until) {
                var frame = open.receive(PATIENCE);
                if (frame.isPresent() && frame.get().kind().equals(wanted)) {
                    return frame;
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
