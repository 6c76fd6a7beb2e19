package batos.nerve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// One connection between a [Guest] and a [Host]: JSON objects, one a line. The guest sends
/// `{"words": […], "folder": "…"}`, the host answers with any number of `{"out": B}` and `{"err":
/// B}`, B being bytes in Base64, and one `{"exit": N}`; while it works, `{}` each second, so that
/// its silence means something.
final class Wire implements AutoCloseable {
    static final String SOCKET = "owner.socket";

    /// What a socket's path may take, in bytes: 108 with the final zero on Linux, 104 elsewhere.
    private static final int LONGEST_PATH = 103;

    private static final int LONGEST_LINE = 1 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    Wire(SocketChannel channel) {
        this.channel = channel;
        this.in = new BufferedInputStream(Channels.newInputStream(channel));
        this.out = Channels.newOutputStream(channel);
    }

    /// Empty where the path is longer than an address may be.
    static Optional<UnixDomainSocketAddress> address(Path home) {
        var path = home.resolve(SOCKET).toAbsolutePath();
        return path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH
                ? Optional.empty()
                : Optional.of(UnixDomainSocketAddress.of(path));
    }

    static ObjectNode frame() {
        return MAPPER.createObjectNode();
    }

    void send(JsonNode frame) throws IOException {
        var bytes = MAPPER.writeValueAsBytes(frame);
        synchronized (out) {
            out.write(bytes);
            out.write('\n');
            out.flush();
        }
    }

    /// The next frame; empty at the end.
    ///
    /// @throws IOException when the other end breaks off or does not keep to the protocol
    Optional<JsonNode> receive() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return Optional.empty();
            }
            if (line.size() >= LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            }
            line.write(b);
        }
        return Optional.of(MAPPER.readTree(line.toByteArray()));
    }

    /// What is written goes out as frames under that name.
    OutputStream stream(String name) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                for (var from = offset; from < offset + length; from += LONGEST_LINE / 2) {
                    var to = Math.min(offset + length, from + LONGEST_LINE / 2);
                    send(frame().put(name, java.util.Arrays.copyOfRange(bytes, from, to)));
                }
            }
        };
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The other end sees the end of the stream in any case.
        }
    }
}
