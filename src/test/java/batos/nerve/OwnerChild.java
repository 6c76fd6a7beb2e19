package batos.nerve;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// An owner in a process of its own, to be killed: each command is a line in the file `deeds`, as a
/// commit is a record in an image's journal.
///
/// Arguments: its home and how many pulses it emits.
final class OwnerChild {
    private final Path deeds;
    private final ReentrantLock alone = new ReentrantLock(true);

    /// How a command that is carried out to its end exits.
    static final int EXIT = 7;

    private OwnerChild(Path deeds) {
        this.deeds = deeds;
    }

    public static void main(String[] args) throws Exception {
        var home = Path.of(args[0]);
        var child = new OwnerChild(home.resolve("deeds"));
        var pulses = new Pulses(InstantSource.system());
        pulses.keepIn(PulseLog.open(home, () -> Long.toString(System.nanoTime(), 36)));
        var server = OwnerServer.open(home, pulses, child.handler()).orElseThrow();
        PlainEvents.serve(home.resolve("plain"), pulses);
        System.out.println("ready");
        var goal = Long.parseLong(args[1]);
        var kinds = new AtomicInteger();
        while (pulses.now().seq() < goal) {
            for (var i = 0; i < 100 && pulses.now().seq() < goal; i++) {
                pulses.emit(
                        PulseKind.of("kind." + kinds.incrementAndGet() % 7),
                        "pulse " + pulses.now());
            }
            Thread.sleep(15);
        }
        System.out.println("emitted");
        Thread.currentThread().join();
        server.close();
    }

    private OwnerServer.Handler handler() {
        return new OwnerServer.Handler() {
            @Override
            public int carryOut(Command command, ReplyChannel reply) {
                alone.lock();
                try {
                    reply.begins(lines());
                    var line = command.words().getFirst();
                    // Whole or not at all, also where its client died and the work is stopped.
                    try (var file = new FileOutputStream(deeds.toFile(), true)) {
                        file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                    for (var i = 0; i < 5; i++) {
                        reply.out().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                    }
                    return EXIT;
                } catch (IOException e) {
                    return 1;
                } finally {
                    alone.unlock();
                }
            }

            @Override
            public Optional<OwnerServer.Fate> deed(Command command, long mark) {
                try {
                    return Files.readAllLines(deeds).stream()
                            .skip(mark)
                            .filter(command.words().getFirst()::equals)
                            .findFirst()
                            .map(line -> new OwnerServer.Fate("done before", 0));
                } catch (IOException e) {
                    return Optional.empty();
                }
            }
        };
    }

    private long lines() throws IOException {
        return Files.exists(deeds) ? Files.readAllLines(deeds).size() : 0;
    }
}
