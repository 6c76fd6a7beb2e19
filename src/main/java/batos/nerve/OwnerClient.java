package batos.nerve;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The client's end for commands, a "lazy pirate": it sends, waits for a sign of life, and where
/// none comes connects again and sends the same command again, so often and no oftener. The owner
/// knows the command by its number and carries it out once.
///
/// One thread: the caller's. It loads few classes, because a one-shot command loads them each time.
public final class OwnerClient {
    /// After so many dead links without a word the client gives up.
    private static final int TRIES = 5;

    /// The exit code of a command that cannot be handed over as it is.
    private static final int USAGE = 2;

    /// The end of a command as the client sees it.
    public sealed interface Outcome {
        record Ended(int exit) implements Outcome {}

        /// No owner takes commands at that home, and none got this one.
        record NoOwner() implements Outcome {}

        /// An owner got the command; whether it carried it out is known when an owner answers.
        record Lost(String why) implements Outcome {}
    }

    private final Path home;
    private final String name;
    private final OutputStream out;
    private final OutputStream err;
    private final UnaryOperator<String> asking;
    private final Duration beat;
    private final String build;
    private boolean warned;
    private final Map<Long, String> answers = new HashMap<>();
    private volatile @Nullable Connection connection;
    private long have;
    private boolean handed;

    /// The arrival of the last frame, in nanoseconds of the monotonic clock.
    private long heard;

    /// @param name the name of this client in the owner's status
    /// @param asking answers the owner's questions
    public OwnerClient(
            Path home,
            String name,
            OutputStream out,
            OutputStream err,
            UnaryOperator<String> asking) {
        this(home, name, out, err, asking, Link.BEAT);
    }

    OwnerClient(
            Path home,
            String name,
            OutputStream out,
            OutputStream err,
            UnaryOperator<String> asking,
            Duration beat) {
        this(home, name, out, err, asking, beat, Build.ID);
    }

    OwnerClient(
            Path home,
            String name,
            OutputStream out,
            OutputStream err,
            UnaryOperator<String> asking,
            Duration beat,
            String build) {
        this.home = home;
        this.name = name;
        this.out = out;
        this.err = err;
        this.asking = asking;
        this.beat = beat;
        this.build = build;
    }

    /// Makes the owner carry a command out, once.
    ///
    /// @throws IOException when the answer cannot be printed
    public Outcome carryOut(Command command) throws IOException {
        have = 0;
        handed = false;
        answers.clear();
        var bytes = command.frame(Long.MAX_VALUE).encoded().length;
        if (bytes > FrameBuffer.LONGEST_LINE) {
            note(
                    "this line is too long for the owner: %,d bytes, at most %,d. Next: put it into a file, then batos run FILE, or batos ask --file FILE"
                            .formatted(bytes, FrameBuffer.LONGEST_LINE));
            return new Outcome.Ended(USAGE);
        }
        var why = "";
        var silent = false;
        var gone = false;
        heard = System.nanoTime();
        while (System.nanoTime() - heard < beat.multipliedBy(Link.MISSED * TRIES).toNanos()) {
            try (var open = connect()) {
                connection = open;
                greet(open, command);
                var exit = listen(open, command);
                if (exit.isPresent()) {
                    return new Outcome.Ended(exit.getAsInt());
                }
                why = "its owner is silent";
                if (!silent) {
                    silent = true;
                    note("the owner of " + home + " is silent; asking again");
                }
            } catch (NobodyThere e) {
                if (!handed) {
                    return new Outcome.NoOwner();
                }
                why = "its owner ended";
                if (!gone) {
                    gone = true;
                    note(
                            "the owner of %s has ended; waiting up to %d s for the next one, which knows what became of this. Next: batos start"
                                    .formatted(
                                            home,
                                            beat.multipliedBy(Link.MISSED * TRIES).toSeconds()));
                }
                pause();
            } catch (Broken e) {
                why = e.why;
            } finally {
                connection = null;
            }
        }
        return new Outcome.Lost(why);
    }

    /// Asks the owner to stop the work on the command; may be called by any thread.
    public void stop(Command command) {
        var open = connection;
        if (open != null) {
            try {
                open.send(Frame.of("stop").put("number", command.number()), beat);
            } catch (IOException e) {
                // It is stopped when the owner notices that this process ended.
            }
        }
    }

    private void greet(Connection open, Command command) throws Broken {
        send(open, hello(command.client(), name));
        hand(open, command);
        handed = true;
        for (var answer : answers.entrySet()) {
            send(open, answer(command, answer.getKey(), answer.getValue()));
        }
    }

    private void hand(Connection open, Command command) throws Broken {
        for (var piece : command.input().frames(command.number())) {
            send(open, piece);
        }
        send(open, command.frame(have));
    }

    static Frame hello(String client, String name) {
        return Frame.of("hello")
                .put("version", 1)
                .put("client", client)
                .put("pid", pid())
                .put("name", name);
    }

    /// This process, as the system numbers it; 0 where it does not say. Asking `ProcessHandle`
    /// costs a one-shot command a pool of threads.
    public static long pid() {
        try {
            return Long.parseLong(
                    Files.readSymbolicLink(Path.of("/proc/self")).getFileName().toString());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    private static Frame answer(Command command, long to, String text) {
        return Frame.of("answer").put("number", command.number()).put("n", to).put("text", text);
    }

    /// The exit code; empty when the owner is down.
    private OptionalInt listen(Connection open, Command command) throws IOException, Broken {
        Link link = new Link.Up(System.nanoTime());
        var beaten = System.nanoTime();
        while (!(link instanceof Link.Down)) {
            var frame = receive(open);
            var now = System.nanoTime();
            if (frame != null) {
                heard = now;
                link = link.heard(now);
                if (frame.kind().equals("welcome") && command.kind().equals(Command.ARGUMENTS)) {
                    compareBuilds(frame);
                }
                if (frame.number("number") == command.number()) {
                    var exit = take(open, command, frame);
                    if (exit.isPresent()) {
                        return exit;
                    }
                }
            }
            link = link.at(now, beat);
            if (now - beaten >= beat.toNanos()) {
                beaten = now;
                sayWhatIsHere(open, command);
            }
        }
        return OptionalInt.empty();
    }

    private void compareBuilds(Frame welcome) throws IOException {
        if (!warned && Build.differ(build, welcome.text("build"))) {
            warned = true;
            note(Build.warning(welcome.number("pid")));
        }
    }

    private OptionalInt take(Connection open, Command command, Frame frame)
            throws IOException, Broken {
        if (frame.kind().equals("unknown")) {
            hand(open, command);
            return OptionalInt.empty();
        }
        var n = frame.number("n");
        if (n <= have) {
            return OptionalInt.empty();
        }
        if (frame.kind().equals("lost")) {
            have = n;
            note("a part of what it printed is lost");
            return OptionalInt.empty();
        }
        if (n > have + 1) {
            sayWhatIsHere(open, command);
            return OptionalInt.empty();
        }
        have = n;
        switch (frame.kind()) {
            case "say" -> print(frame.text("s").equals("err") ? err : out, frame.bytes("b"));
            case "ask" -> {
                var text = asking.apply(frame.text("question"));
                answers.put(n, text);
                send(open, answer(command, n, text));
            }
            case "done" -> {
                return OptionalInt.of((int) frame.number("exit"));
            }
            default -> {
                // A word of a later version.
            }
        }
        return OptionalInt.empty();
    }

    /// A beat, from which the owner learns what got lost on the way here.
    private void sayWhatIsHere(Connection open, Command command) throws Broken {
        send(open, Frame.of("beat").put("number", command.number()).put("have", have));
        for (var answer : answers.entrySet()) {
            send(open, answer(command, answer.getKey(), answer.getValue()));
        }
    }

    private Connection connect() throws NobodyThere, Broken {
        var address = OwnerSocket.address(home);
        if (address.isEmpty()) {
            throw new NobodyThere();
        }
        try {
            return Connection.to(address.get(), beat.multipliedBy(Link.MISSED));
        } catch (InterruptedIOException e) {
            throw new Broken(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new NobodyThere();
        }
    }

    private @Nullable Frame receive(Connection open) throws Broken {
        try {
            return open.receive(beat.dividedBy(4)).orElse(null);
        } catch (IOException e) {
            throw new Broken(String.valueOf(e.getMessage()));
        }
    }

    private void send(Connection open, Frame frame) throws Broken {
        try {
            open.send(frame, beat.multipliedBy(Link.MISSED));
        } catch (IOException e) {
            throw new Broken(String.valueOf(e.getMessage()));
        }
    }

    private void note(String text) throws IOException {
        print(err, ("batos: " + text + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    }

    private static void print(OutputStream to, byte[] bytes) throws IOException {
        to.write(bytes);
        to.flush();
    }

    private void pause() {
        try {
            Thread.sleep(beat.dividedBy(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class NobodyThere extends Exception {
        private static final long serialVersionUID = 1;
    }

    /// The connection, and nothing else, is of no use any more.
    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        final String why;

        Broken(String why) {
            super(why);
            this.why = why;
        }
    }
}
