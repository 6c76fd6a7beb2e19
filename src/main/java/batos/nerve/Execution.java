package batos.nerve;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One command being carried out, once, whoever of its client's connections listens.
final class Execution implements ReplyChannel {
    private static final System.Logger LOG = System.getLogger("batos.nerve");
    private static final int PIECE = 256 << 10;

    /// Minutes that a question waits for its answer.
    private static final long ANSWER_MINUTES = 30;

    private final Command command;
    private final ReplyCache replies;
    private final Output output;
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Set<Long> answered = new HashSet<>();
    private @Nullable Thread worker;
    private int listeners;

    Execution(Command command, ReplyCache replies) {
        this(command, replies, new Output());
    }

    private Execution(Command command, ReplyCache replies, Output output) {
        this.command = command;
        this.replies = replies;
        this.output = output;
    }

    /// One that has ended already.
    static Execution ended(Command command, ReplyCache replies, List<Frame> frames) {
        return new Execution(command, replies, Output.of(frames));
    }

    /// One that an earlier owner began: its client holds the frames up to `have`.
    static Execution following(Command command, ReplyCache replies, long have) {
        return new Execution(command, replies, Output.following(have));
    }

    Output output() {
        return output;
    }

    synchronized void start(OwnerServer.Handler handler) {
        worker = Thread.ofPlatform().daemon().name("command").start(() -> run(handler));
    }

    private void run(OwnerServer.Handler handler) {
        var exit = 1;
        try {
            exit = handler.carryOut(command, this);
        } catch (RuntimeException | Error e) {
            // An error, too, for example a class of a jar that was rebuilt under this process:
            // whoever waits must hear of the end.
            LOG.log(System.Logger.Level.ERROR, "a command failed: " + command.key(), e);
            say(
                    "err",
                    ("internal error: " + e + ". Next: batos restart\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        end(exit);
    }

    /// The end is noted before a client hears of it.
    void end(int exit) {
        output.end(
                frame("done").put("exit", exit),
                frames -> {
                    try {
                        replies.ended(command.key(), frames);
                    } catch (IOException e) {
                        // A full disk: the reply is known to this owner, and not to the next.
                    }
                });
    }

    private Frame frame(String kind) {
        return Frame.of(kind).put("number", command.number());
    }

    @Override
    public void begins(long mark) {
        try {
            replies.begun(command.key(), mark);
        } catch (IOException e) {
            // A full disk: this owner knows that it began, the next would not. The command goes
            // on: what makes room is a command, too, and one that changes the image fails by
            // itself.
            LOG.log(System.Logger.Level.WARNING, "a command is not noted: " + command.key(), e);
        }
    }

    @Override
    public OutputStream out() {
        return stream("out");
    }

    @Override
    public OutputStream err() {
        return stream("err");
    }

    @Override
    public String ask(String question) {
        add(frame("ask").put("question", question));
        try {
            var answer = answers.poll(ANSWER_MINUTES, TimeUnit.MINUTES);
            return answer == null ? "" : answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /// @param to the number of the question's frame: an answer that comes twice counts once
    synchronized void answer(long to, String text) {
        if (answered.add(to)) {
            answers.add(text);
        }
    }

    private void add(Frame frame) {
        try {
            output.add(frame);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void say(String stream, byte[] bytes) {
        add(frame("say").put("s", stream).put("b", bytes));
    }

    private OutputStream stream(String name) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                for (var from = offset; from < offset + length; from += PIECE) {
                    var to = Math.min(offset + length, from + PIECE);
                    say(name, Arrays.copyOfRange(bytes, from, to));
                }
            }
        };
    }

    synchronized void attached() {
        listeners++;
    }

    /// @return whether nobody listens any more
    synchronized boolean detached() {
        return --listeners <= 0;
    }

    synchronized boolean isForsaken() {
        return listeners <= 0 && !output.ended();
    }

    synchronized void stop() {
        if (worker != null && !output.ended()) {
            worker.interrupt();
        }
    }
}
