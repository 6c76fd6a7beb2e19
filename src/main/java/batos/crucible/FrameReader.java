package batos.crucible;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Turns the bytes of an interpreter into frames: four bytes of length, big endian, then that many
/// bytes. A length of zero, a negative one or one over the limit ends the wire as garbled; so does
/// an end in the middle of a frame. Bytes are given by one thread and frames taken by another.
final class FrameReader {
    /// Frames beyond this are no answer to anything: 6 characters of escape for each byte of the
    /// largest result and of the largest printed text, and their envelope.
    static final int LONGEST = 64 << 20;

    /// More bytes than this beside the frames count as a flood.
    static final int MURMUR = 1 << 20;

    private static final int KEPT = 8 << 10;

    private final LinkedBlockingQueue<Interpreter.Heard> heard = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final StringBuilder murmur = new StringBuilder();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final int longest;
    private long murmured;
    private int length = -1;

    FrameReader(int longest) {
        this.longest = Math.min(longest, LONGEST);
    }

    static byte[] framed(byte[] payload) {
        return ByteBuffer.allocate(4 + payload.length).putInt(payload.length).put(payload).array();
    }

    synchronized void arrived(byte[] bytes, int offset, int count) {
        int at = offset;
        int end = offset + count;
        while (at < end && !ended.get()) {
            int missing = (length < 0 ? 4 : length) - partial.size();
            int taken = Math.min(missing, end - at);
            partial.write(bytes, at, taken);
            at += taken;
            if (taken < missing) {
                return;
            }
            if (length < 0) {
                length = ByteBuffer.wrap(partial.toByteArray()).getInt();
                partial.reset();
                if (length <= 0 || length > longest) {
                    finish(new Interpreter.Heard.Garbled(lengthy(length)));
                }
            } else {
                heard.add(new Interpreter.Heard.Frame(partial.toString(StandardCharsets.UTF_8)));
                partial.reset();
                length = -1;
            }
        }
    }

    /// A frame that came whole.
    synchronized void arrived(String frame) {
        if (ended.get()) {
            return;
        }
        if (frame.isEmpty() || frame.length() > longest) {
            finish(new Interpreter.Heard.Garbled(lengthy(frame.length())));
        } else {
            heard.add(new Interpreter.Heard.Frame(frame));
        }
    }

    private String lengthy(int bytes) {
        return "a frame of length %d, expected 1 to %d".formatted(bytes, longest);
    }

    synchronized void murmured(byte[] bytes, int count) {
        murmured += count;
        murmur.append(new String(bytes, 0, count, StandardCharsets.UTF_8));
        if (murmur.length() > KEPT) {
            murmur.delete(0, murmur.length() - KEPT);
        }
        if (murmured > MURMUR) {
            finish(new Interpreter.Heard.Flooded(murmured));
        }
    }

    /// Nothing more will come.
    synchronized void ended(int code) {
        if (length >= 0 || partial.size() > 0) {
            finish(
                    new Interpreter.Heard.Garbled(
                            "it ended in the middle of a frame (exit %d)".formatted(code)));
        } else {
            finish(new Interpreter.Heard.Ended(code, murmur.toString()));
        }
    }

    synchronized String murmur() {
        return murmur.toString();
    }

    private void finish(Interpreter.Heard last) {
        if (ended.compareAndSet(false, true)) {
            heard.add(last);
        }
    }

    Interpreter.Heard next(java.time.Duration patience) throws InterruptedException {
        var next = heard.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
        return next == null ? new Interpreter.Heard.Silence() : next;
    }
}
