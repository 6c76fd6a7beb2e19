package batos.nerve;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The output of one execution so far: numbered frames, kept for a client that comes back for them.
///
/// It keeps at most [#MOST] bytes. Beyond that the worker waits for the attached client to take
/// some; when nobody takes anything for as long as a dead link needs to be noticed, the oldest go.
final class Output {
    static final int MOST = 4 << 20;

    private record Part(long number, Frame frame, int size) {}

    private final ArrayDeque<Part> parts = new ArrayDeque<>();
    private final Duration patience;
    private long last;
    private long taken;
    private int size;
    private boolean ended;

    Output() {
        this(Link.BEAT.multipliedBy(Link.MISSED));
    }

    Output(Duration patience) {
        this.patience = patience;
    }

    /// The output after the frames that an earlier owner sent: its first number is `have + 1`.
    static Output following(long have) {
        var output = new Output();
        output.last = have;
        return output;
    }

    /// @throws InterruptedException when the work is interrupted while the client is slow
    synchronized void add(Frame frame) throws InterruptedException {
        var length = frame.line().length();
        var until = System.nanoTime() + patience.toNanos();
        while (size + length > MOST && !parts.isEmpty()) {
            var left = (until - System.nanoTime()) / 1_000_000;
            if (parts.peekFirst().number() <= taken || left <= 0) {
                size -= parts.removeFirst().size();
            } else {
                wait(left);
            }
        }
        parts.addLast(new Part(++last, frame.put("n", last), length));
        size += length;
        notifyAll();
    }

    /// The end, once `noted` has kept all frames; it sends nothing before that.
    void end(Frame done, Consumer<List<Frame>> noted) {
        List<Frame> whole;
        synchronized (this) {
            done.put("n", last + 1);
            whole = new ArrayList<>(parts.stream().map(Part::frame).toList());
            whole.add(done);
        }
        noted.accept(whole);
        synchronized (this) {
            parts.addLast(new Part(++last, done, 0));
            ended = true;
            notifyAll();
        }
    }

    synchronized boolean ended() {
        return ended;
    }

    /// An ended output of earlier frames, with the numbers that they had.
    static Output of(List<Frame> frames) {
        var output = new Output();
        for (var frame : frames) {
            output.last = frame.number("n");
            output.parts.addLast(new Part(output.last, frame, 0));
        }
        output.ended = true;
        return output;
    }

    /// Frames after the number `have`, at once. A frame `lost` stands for the first of them where
    /// they are gone.
    synchronized List<Frame> after(long have) {
        taken = Math.max(taken, have);
        notifyAll();
        var all = new ArrayList<Frame>();
        var first = parts.isEmpty() ? 0 : parts.peekFirst().number();
        if (first > have + 1) {
            var lost = parts.peekFirst().frame().number("number");
            all.add(Frame.of("lost").put("number", lost).put("n", first - 1));
        }
        for (var part : parts) {
            if (part.number() > have) {
                all.add(part.frame());
            }
        }
        return all;
    }

    /// Waits for frames after the number `have`; answers none where it was woken for nothing.
    @SuppressWarnings("WaitNotInLoop") // the caller asks again
    synchronized List<Frame> await(long have, Duration most) throws InterruptedException {
        var all = after(have);
        if (all.isEmpty() && !ended) {
            wait(Math.max(1, most.toMillis()));
            all = after(have);
        }
        return all;
    }
}
