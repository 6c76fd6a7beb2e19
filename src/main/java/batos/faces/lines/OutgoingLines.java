package batos.faces.lines;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The messages to one client, one a line, written by a thread of its own: a client that reads
/// slowly holds up nobody else, and one that reads nothing any more is given up. Any thread adds.
public final class OutgoingLines {
    /// Messages that may wait for a client.
    private static final int MOST = 4096;

    private static final String END = "";
    private static final long PATIENCE_MS = 5_000;

    private final OutputStream out;
    private final Runnable lost;
    private final LinkedBlockingQueue<String> waiting = new LinkedBlockingQueue<>(MOST);
    private final Thread writer;

    /// @param lost is run when the client takes nothing any more
    public OutgoingLines(OutputStream out, Runnable lost) {
        this.out = out;
        this.lost = lost;
        this.writer = Thread.ofPlatform().daemon().name("output lines").start(this::write);
    }

    public void add(String line) {
        if (!waiting.offer(line)) {
            lost.run();
        }
    }

    private void write() {
        try {
            for (var line = waiting.take(); !line.equals(END); line = waiting.take()) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            lost.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until all added lines are written, for some seconds at most.
    public void finish() {
        var interrupted = Thread.interrupted();
        try {
            if (waiting.offer(END, PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                writer.join(PATIENCE_MS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        writer.interrupt();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
