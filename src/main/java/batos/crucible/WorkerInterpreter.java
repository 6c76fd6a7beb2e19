package batos.crucible;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A context in a polyglot worker.
final class WorkerInterpreter implements Interpreter {
    private static final Duration LEAVING = Duration.ofSeconds(5);

    /// The first context of a machine takes more than ten seconds.
    private static final Duration MAKING = Duration.ofMinutes(5);

    private final PolyglotCrucible home;
    private final WorkerProcess process;
    private final WorkerProcess.Channel channel;
    private final String source;
    private final FrameReader wire;
    private final boolean alone;
    private boolean spent;

    private WorkerInterpreter(
            PolyglotCrucible home,
            WorkerProcess process,
            WorkerProcess.Channel channel,
            String source,
            FrameReader wire,
            boolean alone) {
        this.home = home;
        this.process = process;
        this.channel = channel;
        this.source = source;
        this.wire = wire;
        this.alone = alone;
    }

    /// @param alone the process is for this cell only, and ends with it
    static WorkerInterpreter open(
            PolyglotCrucible home, WorkerProcess process, String source, int longest, boolean alone)
            throws IOException {
        var wire = new FrameReader(longest);
        return new WorkerInterpreter(home, process, process.open(wire), source, wire, alone);
    }

    boolean runs(String other) {
        return source.equals(other);
    }

    boolean alive() {
        return process.runs(channel);
    }

    WorkerInterpreter again() {
        spent = false;
        return this;
    }

    @Override
    public void send(byte[] frame) throws IOException {
        process.ask(channel, frame);
    }

    /// Patience begins when the context does: making it is not the tried code's time. Who is silent
    /// after it has not obeyed its own clock either, and only the end of the process stops it. A
    /// context that could not be made is nobody's fault who is tried in it.
    @Override
    public Heard hear(Duration patience) throws InterruptedException, Disturbed, Unready {
        if (!channel.begins(MAKING)) {
            process.condemn(channel);
            throw home.cannotStart("it was not ready within " + MAKING.toMinutes() + " minutes");
        }
        var heard = wire.next(patience);
        if (heard instanceof Heard.Ended(_, String murmur)
                && !channel.started()
                && !channel.disturbed()) {
            var words = JsonBoundary.harmless(murmur).strip();
            throw home.cannotStart(words.isEmpty() ? "its process ended" : words);
        }
        switch (heard) {
            case Heard.Silence _ -> process.condemn(channel);
            case Heard.Ended _ -> {
                if (channel.disturbed()) {
                    throw new Disturbed();
                }
            }
            case Heard.Frame _, Heard.Garbled _, Heard.Flooded _ -> {}
        }
        return heard;
    }

    @Override
    public void spent() {
        spent = true;
        channel.rests();
    }

    @Override
    public void close() {
        if (alone) {
            process.close();
        } else if (!spent || !home.keep(this)) {
            end();
        }
    }

    /// Ends the context; and the whole worker where the context does not end in time.
    void end() {
        try {
            process.leave(channel);
        } catch (IOException e) {
            return;
        }
        home.background()
                .execute(() -> {
                    try {
                        for (long waited = 0; process.runs(channel); waited += 50) {
                            if (waited > LEAVING.toMillis()) {
                                process.condemn(channel);
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
