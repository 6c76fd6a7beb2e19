package batos.mind;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/// A server on loopback that plays, for each request, a list of steps: heads, bytes, silence, a
/// reset.
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Function<String, List<Step>> script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    sealed interface Step {
        record Bytes(String text) implements Step {}

        record Hang() implements Step {}

        record Pause(long millis) implements Step {}

        record Reset() implements Step {}
    }

    /// @param script from the request (line and body) to the answer
    ScriptedServer(Function<String, List<Step>> script) throws IOException {
        this.script = script;
        this.listening = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    static Step head(int status, String type) {
        return new Step.Bytes(
                "HTTP/1.1 "
                        + status
                        + " X\r\nContent-Type: "
                        + type
                        + "\r\nConnection: close\r\n\r\n");
    }

    static List<Step> answer(String type, String... lines) {
        var steps = new ArrayList<Step>(List.of(head(200, type)));
        for (var line : lines) {
            steps.add(new Step.Bytes(line + "\n"));
        }
        return steps;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    /// Connections that the other side has not closed.
    long alive() {
        return open.stream().filter(socket -> !socket.isClosed()).count();
    }

    private void accept() {
        try {
            while (true) {
                var socket = listening.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var request = read(new BufferedInputStream(socket.getInputStream()));
            requests.add(request);
            play(socket, socket.getOutputStream(), script.apply(request));
        } catch (IOException gone) {
            // the client went away
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void play(Socket socket, OutputStream out, List<Step> steps)
            throws IOException, InterruptedException {
        for (var step : steps) {
            switch (step) {
                case Step.Bytes(var text) -> {
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
                case Step.Pause(var millis) -> Thread.sleep(millis);
                case Step.Hang() -> {
                    // ends when the client closes its side, or with the test
                    while (closing.getCount() > 0 && socket.getInputStream().read() >= 0) {
                        Thread.onSpinWait();
                    }
                }
                case Step.Reset() -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                    return;
                }
            }
        }
    }

    private static String read(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("the client said nothing");
            }
            head.append((char) next);
        }
        var length = 0;
        for (var line : head.toString().split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring("content-length:".length()).strip());
            }
        }
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            listening.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
