package batos.shell;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import batos.JavaProcess;
import batos.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A process under a pseudo-terminal of 400 columns, which util-linux's `script` gives.
public final class Pty implements AutoCloseable {
    /// What moves the cursor or sets a mode; colours stay.
    private static final Pattern CONTROLS =
            Pattern.compile("\\x1b\\[[?>=0-9;]*[@-ln-~]|\\x1b[=>]|\\r");

    private final Process process;
    private final StringBuilder seen = new StringBuilder();
    private int heard;

    /// batos, as the launcher starts it.
    Pty(Path home, Map<String, String> environment, String... arguments) throws IOException {
        this(batos(home, arguments), environment);
    }

    /// @param command for `sh`
    public Pty(String command, Map<String, String> environment) throws IOException {
        var wide = "stty cols 400 rows 30; exec env --default-signal=INT " + command;
        var builder =
                new ProcessBuilder("script", "-q", "-e", "-f", "-c", wide, "/dev/null")
                        .redirectErrorStream(true);
        builder.environment().put("TERM", "xterm");
        builder.environment().remove("NO_COLOR");
        builder.environment().putAll(environment);
        process = builder.start();
        Thread.ofVirtual().start(this::listen);
    }

    private static String batos(Path home, String... arguments) {
        return "'%s' --home %s %s"
                .formatted(
                        String.join("' '", JavaProcess.batos()), home, String.join(" ", arguments));
    }

    private void listen() {
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            var buffer = new char[4096];
            for (var n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                synchronized (seen) {
                    seen.append(buffer, 0, n);
                    seen.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until the pattern is seen after what was waited for before; answers what was seen up
    /// to its end.
    public String await(String regex) throws InterruptedException {
        var deadline = System.nanoTime() + Patience.BOUND.toNanos();
        var pattern = Pattern.compile(regex, Pattern.DOTALL);
        synchronized (seen) {
            while (true) {
                var text = CONTROLS.matcher(seen).replaceAll("");
                var matcher = pattern.matcher(text);
                if (heard <= text.length() && matcher.find(heard)) {
                    var heardNow = text.substring(heard, matcher.end());
                    heard = matcher.end();
                    return heardNow;
                }
                var left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return fail("waited for " + regex + " and saw:\n" + text.substring(heard));
                }
                seen.wait(left);
            }
        }
    }

    public void type(String keys) throws IOException {
        var out = process.getOutputStream();
        out.write(keys.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    int exit() throws InterruptedException {
        assertTrue(
                process.waitFor(Patience.SECONDS, TimeUnit.SECONDS), () -> "still runs: " + seen);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
