package batos.crucible;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// The child process of the polyglot crucible: GraalPy contexts, each without any door to the host.
/// It speaks packets on its standard streams: a channel, a kind, a length, that many bytes.
public final class Worker {
    static final byte OPEN = 'O';
    static final byte DATA = 'D';
    static final byte CLOSE = 'C';
    static final byte BEGUN = 'B';
    static final byte ENDED = 'E';
    static final byte MURMUR = 'M';
    static final String ALONE = "alone";

    /// Per cent of the old generation.
    private static final int FULL = 85;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final ContextPool rooms;
    private final ConcurrentHashMap<Integer, WorkerContext> guests = new ConcurrentHashMap<>();

    private Worker(DataInputStream in, DataOutputStream out, boolean alone) {
        this.in = in;
        this.out = out;
        this.rooms = new ContextPool(alone);
    }

    /// Ends when its standard input ends: with its owner, however that ends.
    ///
    /// @param args [#ALONE] where it is for one context
    public static void main(String[] args) throws IOException {
        var stream =
                new PrintStream(
                        new java.io.FileOutputStream(java.io.FileDescriptor.out),
                        false,
                        StandardCharsets.UTF_8);
        System.setOut(
                new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        var worker =
                new Worker(
                        new DataInputStream(new java.io.BufferedInputStream(System.in)),
                        new DataOutputStream(stream),
                        List.of(args).contains(ALONE));
        watch();
        try {
            worker.serve();
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    /// Ends the process when a collection leaves the heap nearly full: a heap that only just
    /// suffices collects garbage without end and answers no call. The next call starts in a fresh
    /// process.
    private static void watch() {
        for (var pool : ManagementFactory.getMemoryPoolMXBeans()) {
            long most = pool.getUsage().getMax();
            if (pool.isCollectionUsageThresholdSupported()
                    && pool.getType() == MemoryType.HEAP
                    && pool.getName().contains("Tenured")) {
                pool.setCollectionUsageThreshold(most / 100 * FULL);
                Thread.ofPlatform()
                        .daemon()
                        .name("heap")
                        .start(() -> {
                            while (!pool.isCollectionUsageThresholdExceeded()) {
                                LockSupport.parkNanos(50_000_000);
                            }
                            Runtime.getRuntime().halt(137);
                        });
            }
        }
    }

    private void serve() throws IOException {
        while (true) {
            int channel;
            try {
                channel = in.readInt();
            } catch (java.io.EOFException e) {
                return;
            }
            byte kind = in.readByte();
            var bytes = in.readNBytes(in.readInt());
            switch (kind) {
                case OPEN -> {
                    var guest = new WorkerContext(channel, this, rooms);
                    guests.put(channel, guest);
                    guest.start();
                }
                case DATA -> {
                    var guest = guests.get(channel);
                    if (guest != null) {
                        guest.give(new String(bytes, StandardCharsets.UTF_8));
                    }
                }
                case CLOSE -> {
                    var guest = guests.get(channel);
                    if (guest != null) {
                        guest.end();
                    }
                }
                default -> throw new IOException("worker: unknown packet " + kind);
            }
        }
    }

    void gone(int channel) {
        guests.remove(channel);
    }

    synchronized void tell(int channel, byte kind, String text) {
        try {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(channel);
            out.writeByte(kind);
            out.writeInt(bytes.length);
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
