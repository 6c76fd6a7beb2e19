package batos.mind;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// llama.cpp's server with one GGUF file, in a child process of its own. It listens on a free port
/// of the loopback interface, wants a key that only this process knows, and ends with this process
/// however that one ends: its standard input then closes.
public final class LlamaServer implements AutoCloseable {
    private static final int KEY_BYTES = 24;
    private static final int LINES_KEPT = 40;
    private static final Duration GRACE = Duration.ofSeconds(2);

    /// The model to serve, and how.
    ///
    /// @param python a Python interpreter, a name on the PATH or a path
    /// @param packages the folder that holds the `xllamacpp` package; empty where the interpreter
    ///   finds it by itself
    /// @param model the GGUF file
    /// @param alias the name by which clients ask for it
    /// @param context tokens of context
    /// @param threads threads that compute. More than the cores that are free make it slower by
    ///   far: they wait for each other in busy loops (measured: 2 threads on 2 cores at a load of
    ///   17 took 123 s for 23 tokens, 1 thread 2.8 s)
    /// @param patience how long loading may take
    public record Start(
            String python,
            Optional<Path> packages,
            Path model,
            String alias,
            int context,
            int threads,
            Duration patience) {}

    private final Process process;
    private final OpenAiAddress address;

    private LlamaServer(Process process, OpenAiAddress address) {
        this.process = process;
        this.address = address;
    }

    /// Blocks until the server takes requests.
    ///
    /// @throws MindFault when it does not come up
    /// @throws InterruptedException when the calling thread is interrupted; the child is ended
    public static LlamaServer start(Start start) throws InterruptedException {
        if (!Files.isReadable(start.model())) {
            throw new MindFault(
                    "local: no model file %s to read. Next: /models install small"
                            .formatted(start.model()));
        }
        var key = HexFormat.of().formatHex(randomBytes());
        var process = launch(start);
        var lines = new LastLines(process.getErrorStream());
        try {
            send(process.getOutputStream(), key);
            var url = listening(process, start, lines);
            return new LlamaServer(
                    process, new OpenAiAddress(URI.create(url + "/v1"), () -> Optional.of(key)));
        } catch (MindFault | InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static byte[] randomBytes() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static Process launch(Start start) {
        var builder =
                new ProcessBuilder(
                        List.of(
                                start.python(),
                                "-c",
                                script(),
                                start.model().toAbsolutePath().toString(),
                                start.alias(),
                                Integer.toString(start.context()),
                                Integer.toString(start.threads())));
        var environment = builder.environment();
        environment
                .keySet()
                .retainAll(Map.of("PATH", "", "HOME", "", "LANG", "", "TMPDIR", "").keySet());
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        start.packages().ifPresent(folder -> environment.put("PYTHONPATH", folder.toString()));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new MindFault(
                    "local: %s cannot be started (%s). Next: install Python 3, or /settings set mind.local_python FILE"
                            .formatted(start.python(), e.getMessage()),
                    e);
        }
    }

    private static String script() {
        try (var script = LlamaServer.class.getResourceAsStream("serve.py")) {
            if (script == null) {
                throw new IllegalStateException("serve.py is not among the resources");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MindFault("local: serve.py cannot be read from the jar", e);
        }
    }

    private static void send(OutputStream stdin, String key) {
        try {
            stdin.write((key + "\n").getBytes(StandardCharsets.UTF_8));
            stdin.flush();
        } catch (IOException e) {
            // the child has ended already: why is read from its error stream
            Thread.onSpinWait();
        }
    }

    // Both readers are platform threads: a virtual one that waits for a pipe of a process keeps its
    // carrier, and two of them take all that a machine with two processors has.
    private static String listening(Process process, Start start, LastLines lines)
            throws InterruptedException {
        var said = new CompletableFuture<String>();
        Thread.ofPlatform().daemon().name("llama server").start(() -> announce(process, said));
        try {
            var url = said.get(start.patience().toMillis(), TimeUnit.MILLISECONDS);
            if (!url.isEmpty()) {
                return url;
            }
            process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            throw new MindFault(died(start, lines.last()));
        } catch (ExecutionException e) {
            throw new MindFault(died(start, lines.last()), e);
        } catch (TimeoutException e) {
            throw new MindFault(
                    "local: %s did not load within %d s. Next: a smaller model, or /settings set models.PERSONA.context 2048"
                            .formatted(start.model().getFileName(), start.patience().toSeconds()),
                    e);
        }
    }

    /// Reads the child's output to its end, so that it never waits for a reader.
    private static void announce(Process process, CompletableFuture<String> said) {
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("listening http://")) {
                    said.complete(line.substring("listening ".length()).strip());
                }
            }
            said.complete("");
        } catch (IOException e) {
            said.completeExceptionally(e);
        }
    }

    private static String died(Start start, String last) {
        var next =
                last.contains("No module named 'xllamacpp'")
                        ? "/models install small"
                        : "check the file, or /models install small";
        return "local: the server for %s ended while it loaded: %s. Next: %s"
                .formatted(start.model().getFileName(), last, next);
    }

    public OpenAiAddress address() {
        return address;
    }

    boolean alive() {
        return process.isAlive();
    }

    /// Ends the child and waits until it has ended.
    @Override
    public void close() {
        process.destroy();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// The last lines of a stream, read in a thread of their own.
    private static final class LastLines {
        private final Deque<String> lines = new ArrayDeque<>();

        LastLines(InputStream stream) {
            Thread.ofPlatform().daemon().name("llama server log").start(() -> read(stream));
        }

        private void read(InputStream stream) {
            try (var reader =
                    new BufferedReader(
                            new java.io.InputStreamReader(stream, StandardCharsets.UTF_8))) {
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    add(line);
                }
            } catch (IOException e) {
                add(String.valueOf(e.getMessage()));
            }
        }

        private synchronized void add(String line) {
            if (line.isBlank()) {
                return;
            }
            lines.addLast(line.strip());
            if (lines.size() > LINES_KEPT) {
                lines.removeFirst();
            }
        }

        /// The last line that tells of an error, else the last line.
        synchronized String last() {
            return lines.stream()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).contains("error"))
                    .reduce((first, second) -> second)
                    .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
        }
    }
}
