package batos.nerve;

import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.OptionalInt;

/// A second process's end: hands a call to the owner of an image and prints what comes back.
public final class Guest {
    private Guest() {}

    /// The exit code; empty where no owner takes calls at that home.
    ///
    /// @throws IOException when the owner ends in the middle of it
    public static OptionalInt call(Path home, Call call, OutputStream out, OutputStream err)
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
            return OptionalInt.of(exchange(wire, call, out, err, address.get()));
        }
    }

    private static int exchange(
            Wire wire, Call call, OutputStream out, OutputStream err, UnixDomainSocketAddress at)
            throws IOException {
        var asked = Wire.frame().put("folder", call.folder());
        call.words().forEach(asked.putArray("words")::add);
        wire.send(asked);
        for (var frame = wire.receive(); frame.isPresent(); frame = wire.receive()) {
            var said = frame.get();
            if (said.has("exit")) {
                return said.get("exit").asInt();
            }
            if (said.has("out")) {
                out.write(said.get("out").binaryValue());
                out.flush();
            }
            if (said.has("err")) {
                err.write(said.get("err").binaryValue());
                err.flush();
            }
        }
        throw new IOException("the owner at " + at + " ended before the call did");
    }
}
