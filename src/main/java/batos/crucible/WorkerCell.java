package batos.crucible;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A context in the polyglot worker.
final class WorkerCell implements Cell {
    private static final Duration LEAVING = Duration.ofSeconds(5);

    private final Polyglot home;
    private final WorkerProcess process;
    private final String source;
    private final Wire wire;
    private final int channel;
    private boolean fresh = true;
    private boolean spent;

    private WorkerCell(
            Polyglot home, WorkerProcess process, String source, Wire wire, int channel) {
        this.home = home;
        this.process = process;
        this.source = source;
        this.wire = wire;
        this.channel = channel;
    }

    static WorkerCell open(Polyglot home, WorkerProcess process, String source, int longest)
            throws IOException {
        var wire = new Wire(longest);
        return new WorkerCell(home, process, source, wire, process.open(wire));
    }

    boolean runs(String other) {
        return source.equals(other);
    }

    boolean alive() {
        return process.alive() && process.open(channel);
    }

    WorkerCell again() {
        fresh = false;
        spent = false;
        return this;
    }

    @Override
    public void send(byte[] frame) throws IOException {
        process.tell(channel, Worker.DATA, frame);
    }

    /// The first frame of a fresh context may be long in coming: the context is made meanwhile.
    @Override
    public Heard hear(Duration patience) throws InterruptedException {
        var heard = wire.next(fresh ? patience.plus(home.start()) : patience);
        fresh = false;
        return heard;
    }

    @Override
    public void spent() {
        spent = true;
    }

    @Override
    public void close() {
        if (!spent || !home.keep(this)) {
            end();
        }
    }

    /// Ends the context; and the whole worker where the context does not end in time.
    void end() {
        try {
            process.tell(channel, Worker.CLOSE, new byte[0]);
        } catch (IOException e) {
            return;
        }
        home.background()
                .execute(() -> {
                    try {
                        for (long waited = 0; process.open(channel); waited += 50) {
                            if (waited > LEAVING.toMillis()) {
                                process.close();
                                return;
                            }
                            TimeUnit.MILLISECONDS.sleep(50);
                        }
                    } catch (InterruptedException e) {
                        process.close();
                    }
                });
    }
}
