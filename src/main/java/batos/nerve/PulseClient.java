package batos.nerve;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Follows the pulses of an owner, over its restarts and over broken connections: a follower hears
/// each pulse once and in order, or the whole state where pulses are missing.
public final class PulseClient implements AutoCloseable {
    /// Hears what happens, on the thread that runs the client.
    public interface Follower {
        /// The next pulse, without a gap after the last or after the last snapshot.
        void pulse(Pulse pulse);

        /// The whole state, in place of whatever is missing.
        void snapshot(Snapshot snapshot);

        /// The state of the connection to the owner has changed.
        default void link(Link link) {}
    }

    static final String PRESENT = "present";

    private final Path home;
    private final String name;
    private final String client;
    private final Follower follower;
    private final Duration beat;
    private volatile boolean closed;
    private volatile @Nullable Connection connection;
    private volatile Position at;

    /// @param from where the follower stands already, [Position#NONE] for a new one
    public PulseClient(Path home, String name, String client, Position from, Follower follower) {
        this(home, name, client, from, follower, Link.BEAT);
    }

    PulseClient(
            Path home,
            String name,
            String client,
            Position from,
            Follower follower,
            Duration beat) {
        this.home = home;
        this.name = name;
        this.client = client;
        this.at = from;
        this.follower = follower;
        this.beat = beat;
    }

    /// The last position that the follower has heard of.
    public Position at() {
        return at;
    }

    /// Tells the owner that a person is at this client, for example typing. Without an owner it is
    /// lost: whoever types on will say it again. Any thread may call it.
    public void present() {
        var open = connection;
        if (open != null) {
            try {
                open.send(Frame.of(PRESENT), beat);
            } catch (IOException e) {
                // The thread that receives finds out, and connects again.
            }
        }
    }

    /// Follows until this is closed.
    public void run() {
        while (!closed) {
            try (var open = connect()) {
                connection = open;
                open.send(OwnerClient.hello(client, name), beat);
                ask(open);
                follow(open);
            } catch (IOException e) {
                follower.link(new Link.Down(System.nanoTime()));
                pause();
            } finally {
                connection = null;
            }
        }
    }

    private Connection connect() throws IOException {
        var address = OwnerSocket.address(home);
        if (address.isEmpty()) {
            throw new IOException("the path of " + home + " is too long for a socket");
        }
        return Connection.to(address.get(), beat.multipliedBy(Link.MISSED));
    }

    private void ask(Connection open) throws IOException {
        open.send(Frame.of("follow").put("at", at.toString()), beat);
    }

    private void follow(Connection open) throws IOException {
        Link link = new Link.Up(System.nanoTime());
        follower.link(link);
        var beaten = System.nanoTime();
        var behind = Position.NONE;
        while (!closed) {
            var frame = open.receive(beat.dividedBy(4));
            var now = System.nanoTime();
            var before = link;
            if (frame.isPresent()) {
                link = link.heard(now);
                behind = take(open, frame.get(), behind);
            }
            link = link.at(now, beat);
            if (!link.word().equals(before.word())) {
                follower.link(link);
            }
            if (link instanceof Link.Down) {
                throw new IOException("the owner is silent");
            }
            if (now - beaten >= beat.toNanos()) {
                beaten = now;
                open.send(Frame.of("beat"), beat);
            }
        }
    }

    /// @param behind where this stood at the owner's last beat, if the owner was ahead then
    /// @return the same for this frame
    private Position take(Connection open, Frame frame, Position behind) throws IOException {
        switch (frame.kind()) {
            case PulseFrames.PULSE -> {
                var pulse = PulseFrames.pulse(frame);
                if (!frame.text("epoch").equals(at.epoch()) || pulse.seq() <= at.seq()) {
                    return behind;
                }
                if (pulse.seq() > at.seq() + 1) {
                    return missing(open, behind);
                }
                at = new Position(at.epoch(), pulse.seq());
                follower.pulse(pulse);
            }
            case PulseFrames.SNAPSHOT -> {
                var snapshot = PulseFrames.snapshot(frame);
                var same = snapshot.at().epoch().equals(at.epoch());
                if (!same || snapshot.at().seq() > at.seq()) {
                    at = snapshot.at();
                    follower.snapshot(snapshot);
                }
            }
            case "beat" -> {
                var there = Position.of(frame.text("at"));
                if (there.equals(at)
                        || (there.seq() <= at.seq() && there.epoch().equals(at.epoch()))) {
                    return Position.NONE;
                }
                if (behind.equals(at)) {
                    ask(open);
                    return Position.NONE;
                }
                return at;
            }
            default -> {
                // The welcome, or a word of a later version.
            }
        }
        return behind;
    }

    /// Asks once for the missing pulses, at the place where they are missing.
    private Position missing(Connection open, Position behind) throws IOException {
        if (!behind.equals(at)) {
            ask(open);
        }
        return at;
    }

    private void pause() {
        try {
            Thread.sleep(beat.dividedBy(4));
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        Optional.ofNullable(connection).ifPresent(Connection::close);
    }
}
