package batos.crucible;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.LinkedBlockingQueue;

/// A stream that waits for bytes fed to it. The Docker client reads it on a thread of its own and
/// writes it to the container; it cannot tell the container of an end, so none is relied on.
final class QueuedInputStream extends InputStream {
    private static final byte[] END = {};

    private final LinkedBlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
    private byte[] current = END;
    private int at;
    private volatile boolean closed;

    void put(byte[] bytes) throws IOException {
        if (closed) {
            throw new IOException("the interpreter is gone");
        }
        if (bytes.length > 0) {
            waiting.add(bytes);
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at >= current.length) {
            if (closed && waiting.isEmpty()) {
                return -1;
            }
            try {
                current = waiting.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return -1;
            }
            at = 0;
            if (current.length == 0) {
                return -1;
            }
        }
        int count = Math.min(length, current.length - at);
        System.arraycopy(current, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public int available() {
        return current.length - at;
    }

    @Override
    public void close() {
        closed = true;
        waiting.add(END);
    }
}
