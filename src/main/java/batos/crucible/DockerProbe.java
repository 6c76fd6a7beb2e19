package batos.crucible;

import batos.tape.Patience;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serial;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The runtimes and version of a dockerd, asked with two bare HTTP requests: loading the Docker
/// client takes most of a second, which the start of the shell need not wait for.
///
/// @param missing the obstacles to using gVisor, empty when there are none
record DockerProbe(
        String version, List<String> runtimes, boolean image, List<Crucible.Finding> missing) {
    /// A missing dockerd is reported at once; this is for one that hangs, or a machine under load.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String PREPARE = "sudo sandbox/prepare";

    static DockerProbe probe(CrucibleOptions wanted) {
        var host = wanted.dockerHost();
        var image = wanted.image();
        var runtime = wanted.runtime();
        var missing = new ArrayList<Crucible.Finding>();
        var patience = Patience.underLoad(PATIENCE);
        try {
            var info = get(host, "/info", patience);
            var runtimes = new ArrayList<String>();
            info.path("Runtimes").fieldNames().forEachRemaining(runtimes::add);
            boolean there = get(host, "/images/" + image + "/json", patience).has("Id");
            if (!runtimes.contains(runtime)) {
                missing.add(
                        new Crucible.Finding(
                                false,
                                runtime,
                                "dockerd has no runtime '%s'. It knows: ".formatted(runtime)
                                        + String.join(", ", runtimes),
                                "sandbox/README.md, then " + PREPARE));
            }
            if (!there) {
                missing.add(
                        new Crucible.Finding(
                                false, "image", "there is no image " + image, "crucible build"));
            }
            return new DockerProbe(
                    info.path("ServerVersion").asText("?"), runtimes, there, missing);
        } catch (IOException e) {
            var why = "no dockerd at " + host + ": " + words(e);
            var next = permitted(e) ? PREPARE : "sudo usermod -aG docker $USER, then log in again";
            missing.add(new Crucible.Finding(false, "dockerd", why, next));
            return new DockerProbe("", List.of(), false, missing);
        }
    }

    /// Asks twice: a dockerd under load may answer after seconds, one that is stopped never does.
    ///
    /// @param patience on a machine at rest; the second time it is three times as long
    /// @throws Interpreter.Unready when dockerd is gone or hangs
    static void demandAnswer(CrucibleOptions wanted, Duration patience) throws Interpreter.Unready {
        var first = Patience.underLoad(patience);
        try {
            get(wanted.dockerHost(), "/version", first);
        } catch (Silence e) {
            try {
                get(wanted.dockerHost(), "/version", first.multipliedBy(3));
            } catch (IOException again) {
                throw lost(wanted, again);
            }
        } catch (IOException e) {
            throw lost(wanted, e);
        }
    }

    private static Interpreter.Unready lost(CrucibleOptions wanted, IOException e) {
        return new Interpreter.Unready(
                "dockerd at " + wanted.dockerHost() + " is lost: " + words(e),
                "restart dockerd, then crucible check");
    }

    private static final class Silence extends IOException {
        @Serial private static final long serialVersionUID = 1L;

        Silence(Duration patience, TimeoutException cause) {
            super("no answer within " + ReplyReader.words(patience), cause);
        }
    }

    /// The JDK has no class for the errors of a Unix socket, only the system's words.
    private static boolean permitted(IOException e) {
        return !String.valueOf(e.getMessage()).contains("Permission denied");
    }

    private static String words(IOException e) {
        var message = String.valueOf(e.getMessage());
        if (!permitted(e)) {
            return "this user may not use its socket (group docker?)";
        }
        if (message.contains("No such file")) {
            return "its socket is not there; it is not installed, or not running";
        }
        if (message.contains("refused")) {
            return "a stale socket, nothing listens; it is not running";
        }
        return message;
    }

    private static JsonNode get(String host, String path, Duration patience) throws IOException {
        var asked = new FutureTask<>(() -> exchange(host, path));
        var thread = Thread.ofVirtual().start(asked);
        try {
            return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            throw new Silence(patience, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static JsonNode exchange(String host, String path) throws IOException {
        try (var channel = connect(host)) {
            var request = "GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            var answer = new ByteArrayOutputStream();
            var buffer = ByteBuffer.allocate(16 << 10);
            while (channel.read(buffer) >= 0) {
                answer.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            var text = answer.toString(StandardCharsets.UTF_8);
            int body = text.indexOf("\r\n\r\n");
            if (body < 0) {
                throw new IOException("this is no dockerd: " + text.lines().findFirst().orElse(""));
            }
            try {
                return JsonBoundary.STRICT.readTree(text.substring(body + 4));
            } catch (JsonProcessingException e) {
                throw new IOException(
                        "this is no dockerd: " + text.lines().findFirst().orElse(""), e);
            }
        }
    }

    private static SocketChannel connect(String host) throws IOException {
        if (host.startsWith("unix://")) {
            var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(host.substring("unix://".length())));
                return channel;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }
        var uri = URI.create(host.replaceFirst("^tcp:", "http:"));
        return SocketChannel.open(
                new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 2375 : uri.getPort()));
    }
}
