package batos.nerve;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/// One client's connection as the owner sees it: one thread that receives and beats, one for each
/// command listened to, and one that sends pulses where the client follows them.
final class OwnerSession {
    private static final Duration SLICE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Link.BEAT.multipliedBy(Link.MISSED);
    private static final int BATCH = 256;

    /// A command that the client listens to, and the number of the last frame that was sent of it.
    private record Listening(Command command, Execution execution, AtomicLong sent) {}

    private final OwnerServer owner;
    private final Connection connection;
    private final Map<Long, Listening> listened = new HashMap<>();
    private final Map<Long, Input.Pieces> inputs = new HashMap<>();
    private Frame hello = Frame.of("hello");
    private volatile Position following = Position.NONE;
    private volatile boolean follows;
    private volatile boolean over;
    private volatile Link link = new Link.Up(System.nanoTime());

    OwnerSession(OwnerServer owner, Connection connection) {
        this.owner = owner;
        this.connection = connection;
    }

    /// For example `prompt pts/3 (process 4711), up`; empty before the client said who it is.
    String line() {
        return hello.text("client").isEmpty()
                ? ""
                : "%s (process %d), %s"
                        .formatted(hello.text("name"), hello.number("pid"), link.word());
    }

    void run() {
        try (connection) {
            var beaten = System.nanoTime();
            while (!over && !(link instanceof Link.Down)) {
                var frame = connection.receive(SLICE);
                var now = System.nanoTime();
                if (frame.isPresent()) {
                    link = link.heard(now);
                    take(frame.get());
                }
                link = link.at(now);
                if (now - beaten >= Link.BEAT.toNanos()) {
                    beaten = now;
                    send(Frame.of("beat").put("at", owner.pulses().now().toString()));
                }
            }
        } catch (IOException e) {
            // Broken off by the client, or by this owner's end.
        } finally {
            over = true;
            owner.left(this);
            listened.values().forEach(listening -> detach(listening.execution()));
        }
    }

    private void take(Frame frame) throws IOException {
        switch (frame.kind()) {
            case "hello" -> {
                hello = frame;
                send(
                        Frame.of("welcome")
                                .put("version", 1)
                                .put("pid", ProcessHandle.current().pid())
                                .put("build", owner.build())
                                .put("at", owner.pulses().now().toString()));
            }
            case "input" ->
                    inputs.computeIfAbsent(frame.number("number"), number -> new Input.Pieces())
                            .take(frame);
            case "command" -> listen(command(frame), frame.number("have"));
            case "stop" -> {
                var listening = listened.get(frame.number("number"));
                if (listening != null) {
                    listening.execution().stop();
                }
            }
            case "answer" -> {
                var listening = listened.get(frame.number("number"));
                if (listening != null) {
                    listening.execution().answer(frame.number("n"), frame.text("text"));
                }
            }
            case "beat" -> compare(frame);
            case "follow" -> follow(Position.of(frame.text("at")));
            case PulseClient.PRESENT -> owner.handler().noteActivity();
            case "protocol" -> converse(frame.text("name"));
            case "end" -> send(Frame.of("ended").put("why", owner.handler().end().orElse("")));
            default -> {
                // A word of a later version.
            }
        }
    }

    /// From here on the connection carries another protocol, if the owner speaks it; no frame
    /// follows the answer.
    private void converse(String protocol) throws IOException {
        var spoken = owner.handler().speaks(protocol);
        send(
                Frame.of("protocol")
                        .put("name", protocol)
                        .put("why", spoken ? "" : "the owner speaks no " + protocol));
        over = true;
        if (spoken) {
            try (var stream = connection.stream()) {
                owner.handler().converse(protocol, stream.in(), stream.out());
            }
        }
    }

    private Command command(Frame frame) throws IOException {
        var input = inputs.remove(frame.number("number"));
        return Command.of(frame, input == null ? Input.NONE : input.whole());
    }

    /// A beat says what the client has of its command: what got lost on the way is sent again.
    private void compare(Frame beat) throws IOException {
        if (beat.number("number") == 0) {
            return;
        }
        var listening = listened.get(beat.number("number"));
        if (listening == null) {
            send(Frame.of("unknown").put("number", beat.number("number")));
        } else if (beat.number("have") < listening.sent().get()) {
            listen(listening.command(), beat.number("have"));
        }
    }

    /// A frame that came twice is listened to once; sending goes on behind what the client has.
    private void listen(Command command, long have) {
        if (!isAlive()) {
            return;
        }
        var known = listened.get(command.number());
        if (known != null) {
            var ended = known.sent().getAndSet(have) == Long.MAX_VALUE;
            if (ended) {
                Thread.ofVirtual().name("reply").start(() -> reply(known));
            }
            return;
        }
        var execution = owner.execution(command, have);
        execution.attached();
        var fresh = new Listening(command, execution, new AtomicLong(have));
        listened.put(command.number(), fresh);
        Thread.ofVirtual().name("reply").start(() -> reply(fresh));
    }

    /// Whether the client still runs: one that left before its command began wants it no more.
    private boolean isAlive() {
        return hello.number("pid") == 0 || ProcessHandle.of(hello.number("pid")).isPresent();
    }

    private void reply(Listening listening) {
        var sent = listening.sent();
        try {
            while (!over) {
                var before = sent.get();
                for (var frame : listening.execution().output().await(before, SLICE)) {
                    send(frame);
                    if (frame.kind().equals("done")) {
                        sent.set(Long.MAX_VALUE);
                        owner.forget(listening.command(), listening.execution());
                        return;
                    }
                    if (!sent.compareAndSet(before, frame.number("n"))) {
                        break;
                    }
                    before = frame.number("n");
                }
            }
        } catch (IOException e) {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void follow(Position from) {
        following = from;
        if (!follows) {
            follows = true;
            Thread.ofPlatform().daemon().name("pulses").start(this::pump);
        }
    }

    /// Sends the pulses after the position that the client asked for last.
    private void pump() {
        try {
            while (!over) {
                var from = following;
                switch (owner.pulses().await(from, BATCH, SLICE)) {
                    case Pulses.Batch.Following(var pulses) -> {
                        var at = from;
                        for (var pulse : pulses) {
                            at = new Position(from.epoch(), pulse.seq());
                            send(PulseFrames.frame(pulse).put("epoch", from.epoch()));
                        }
                        move(from, at);
                    }
                    case Pulses.Batch.Resync(var snapshot) -> {
                        send(PulseFrames.frame(snapshot));
                        move(from, snapshot.at());
                    }
                }
            }
        } catch (IOException e) {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Unless the client asked for another place meanwhile.
    @SuppressWarnings("ReferenceEquality") // a position is replaced, never changed
    private synchronized void move(Position from, Position to) {
        if (following == from) {
            following = to;
        }
    }

    private void send(Frame frame) throws IOException {
        connection.send(frame, PATIENCE);
    }

    /// The work of a client that ended is stopped; that of one whose connection broke gets the time
    /// in which it may come back.
    private void detach(Execution execution) {
        if (!execution.detached() || execution.output().ended()) {
            return;
        }
        if (!isAlive()) {
            execution.stop();
            return;
        }
        Thread.ofVirtual()
                .name("forsaken")
                .start(() -> {
                    try {
                        Thread.sleep(PATIENCE);
                        if (execution.isForsaken()) {
                            execution.stop();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    void close() {
        over = true;
        connection.close();
    }
}
