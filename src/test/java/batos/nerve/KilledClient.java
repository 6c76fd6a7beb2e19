package batos.nerve;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A client in a process of its own, to be killed and started again. What it heard and what became
/// of its commands stands in two files, line by line, and it goes on where they end.
///
/// Arguments: where it finds the owner, its own folder, its name, how many commands it gives, the
/// last pulse, milliseconds of a beat.
final class KilledClient {
    static final String HEARD = "heard";
    static final String ENDED = "ended";

    private KilledClient() {}

    public static void main(String[] args) throws Exception {
        var home = Path.of(args[0]);
        var folder = Files.createDirectories(Path.of(args[1]));
        var name = args[2];
        var commands = Long.parseLong(args[3]);
        var last = Long.parseLong(args[4]);
        var beat = Duration.ofMillis(Long.parseLong(args[5]));
        var heard = whole(folder.resolve(HEARD));
        var at = heard.isEmpty() ? Position.NONE : Position.of(heard.getLast().split(" ")[1]);
        var follower = new Follower(folder.resolve(HEARD), at);
        var pulses = new PulseClient(home, name, name + "p", at, follower, beat);
        Thread.ofPlatform().daemon().start(pulses::run);
        for (var n = whole(folder.resolve(ENDED)).size() + 1L; n <= commands; n++) {
            while (pulses.at().seq() < last * n / (commands + 1)) {
                Thread.sleep(10);
            }
            var out = new ByteArrayOutputStream();
            var client = new OwnerClient(home, name, out, out, question -> "", beat);
            var outcome =
                    client.carryOut(
                            new Command(
                                    name,
                                    n,
                                    Command.ARGUMENTS,
                                    List.of(name + "-" + n),
                                    "/",
                                    Command.Terminal.NONE));
            var line = outcome instanceof OwnerClient.Outcome.Ended(var exit) ? "" + exit : "lost";
            try (var ended = new FileOutputStream(folder.resolve(ENDED).toFile(), true)) {
                ended.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        while (pulses.at().seq() < last) {
            Thread.sleep(10);
        }
        pulses.close();
    }

    /// The lines of a file; what a kill left half written at its end is cut off.
    static List<String> whole(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        var text = Files.readString(file);
        var end = text.lastIndexOf('\n') + 1;
        if (end < text.length()) {
            Files.writeString(file, text.substring(0, end));
        }
        return text.substring(0, end).lines().toList();
    }

    private static final class Follower implements PulseClient.Follower {
        private final FileOutputStream file;
        private Position at;

        Follower(Path file, Position at) throws IOException {
            this.file = new FileOutputStream(file.toFile(), true);
            this.at = at;
        }

        @Override
        public void pulse(Pulse pulse) {
            at = new Position(at.epoch(), pulse.seq());
            note("pulse");
        }

        @Override
        public void snapshot(Snapshot snapshot) {
            at = snapshot.at();
            note("snapshot");
        }

        private void note(String what) {
            try {
                file.write((what + " " + at + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
