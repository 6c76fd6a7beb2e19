package batos.nerve;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A second process's end: hands a call to the owner of an image and prints what comes back.
///
/// An owner that works sends a frame each second. One that is silent for longer is stopped, or has
/// no processor left: that is said once, and waited for.
public final class Guest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path home;
    private final Wire wire;
    private final OutputStream out;
    private final OutputStream err;

    private Guest(Path home, Wire wire, OutputStream out, OutputStream err) {
        this.home = home;
        this.wire = wire;
        this.out = out;
        this.err = err;
    }

    /// The exit code; empty where no owner takes calls at that home.
    ///
    /// @throws IOException when the owner ends in the middle of it
    public static OptionalInt call(Path home, Call call, OutputStream out, OutputStream err)
            throws IOException {
        return call(home, call, out, err, PATIENCE);
    }

    static OptionalInt call(
            Path home, Call call, OutputStream out, OutputStream err, Duration patience)
            throws IOException {
        var address = Wire.address(home);
        if (address.isEmpty()) {
            return OptionalInt.empty();
        }
        SocketChannel channel;
        try {
            channel = SocketChannel.open(address.get());
        } catch (IOException e) {
            return OptionalInt.empty();
        }
        try (var wire = new Wire(channel)) {
            return OptionalInt.of(new Guest(home, wire, out, err).exchange(call, patience));
        }
    }

    private int exchange(Call call, Duration patience) throws IOException {
        var asked = Wire.frame().put("folder", call.folder());
        call.words().forEach(asked.putArray("words")::add);
        wire.send(asked);
        var heard = new LinkedBlockingQueue<Boolean>();
        Thread.ofVirtual().name("patience").start(() -> notice(heard, patience));
        try {
            for (var frame = wire.receive(); frame.isPresent(); frame = wire.receive()) {
                heard.add(true);
                var said = frame.get();
                if (said.has("exit")) {
                    return said.get("exit").asInt();
                }
                print(said.get("out"), out);
                print(said.get("err"), err);
            }
        } finally {
            heard.add(false);
        }
        throw new IOException("the owner of " + home + " ended before the call did");
    }

    private static void print(@Nullable JsonNode text, OutputStream to) throws IOException {
        if (text != null) {
            to.write(text.binaryValue());
            to.flush();
        }
    }

    /// Says it when nothing is heard for too long, once.
    ///
    /// @param heard true for each frame, false for the end
    private void notice(BlockingQueue<Boolean> heard, Duration patience) {
        try {
            @Nullable Boolean more;
            do {
                more = heard.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            } while (Boolean.TRUE.equals(more));
            if (more != null) {
                return;
            }
            err.write(
                    "the owner of %s is silent: it may be stopped. Next: wait, or Ctrl-C; %s says which process it is%n"
                            .formatted(home, home.resolve("owner"))
                            .getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException | InterruptedException e) {
            // Nobody is there to be told.
        }
    }
}
