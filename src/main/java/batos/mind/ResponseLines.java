package batos.mind;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The body of an HTTP answer, read line by line on the thread that waits for it, with a limit on
/// every wait. It asks for one buffer at a time, so a flood stops at the socket.
final class ResponseLines implements HttpResponse.BodySubscriber<ResponseLines>, AutoCloseable {
    private static final Duration FINISH = Duration.ofMillis(50);

    private final long limit;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final Deque<String> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;
    private boolean ended;
    private long bytes;

    /// @param limit bytes that are taken
    ResponseLines(long limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<ResponseLines> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    private sealed interface Arrival {}

    private record Bytes(List<ByteBuffer> buffers) implements Arrival {}

    private record Complete() implements Arrival {}

    private record Torn(Throwable cause) implements Arrival {}

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrivals.add(new Bytes(buffers));
    }

    @Override
    public void onError(Throwable cause) {
        arrivals.add(new Torn(cause));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Complete());
    }

    /// The next line without its end, or null after the last one.
    ///
    /// @throws IOException when the connection broke
    /// @throws Silence when nothing came for so long
    /// @throws Flood when more came than is allowed
    @Nullable String next(Duration wait) throws IOException, InterruptedException, Silence, Flood {
        while (lines.isEmpty() && !ended) {
            var arrival = arrivals.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
            switch (arrival) {
                case null -> throw new Silence();
                case Bytes(var buffers) -> {
                    buffers.forEach(this::take);
                    if (bytes > limit) {
                        throw new Flood();
                    }
                    more();
                }
                case Complete() -> end();
                case Torn(var cause) ->
                        throw new IOException(String.valueOf(cause.getMessage()), cause);
            }
        }
        return lines.poll();
    }

    /// Waits a little for the end of an answer of which no line is wanted any more: a connection
    /// that was read to the end serves the next call, one that is closed early does not.
    void finish() {
        var deadline = System.nanoTime() + FINISH.toNanos();
        try {
            for (var left = FINISH; !left.isNegative() && next(left) != null; ) {
                left = Duration.ofNanos(deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | Silence | Flood e) {
            ended = true; // the answer was heard; only the connection is lost
        }
    }

    private synchronized void more() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private void take(ByteBuffer buffer) {
        while (buffer.hasRemaining()) {
            var next = buffer.get();
            bytes++;
            if (next == '\n') {
                lines.add(drain());
            } else {
                open.write(next);
            }
        }
    }

    private void end() {
        ended = true;
        if (open.size() > 0) {
            lines.add(drain());
        }
    }

    private String drain() {
        var line = open.toString(StandardCharsets.UTF_8);
        open.reset();
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    /// Closes the connection if the answer has not ended.
    @Override
    public synchronized void close() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    /// Nothing came within the time allowed.
    static final class Silence extends Exception {
        private static final long serialVersionUID = 1L;

        Silence() {
            super("silence", null, false, false);
        }
    }

    /// More came than is allowed.
    static final class Flood extends Exception {
        private static final long serialVersionUID = 1L;

        Flood() {
            super("flood", null, false, false);
        }
    }
}
