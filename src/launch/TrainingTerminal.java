import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniNativePty;
import org.jline.terminal.impl.jni.JniTerminalProvider;
import org.jline.terminal.spi.Pty;

/// Runs a command at a pseudo-terminal and types the lines of a file there, one at each prompt, so
/// that the JVM that it is watches what a terminal needs: the line editor, its keys, the first
/// prompt. Where no pseudo-terminal can be had, the command reads the file itself.
///
/// `java … TrainingTerminal LINES COMMAND...`
public class TrainingTerminal {
    private static final String PROMPT = "architect> ";
    private static final int PATIENCE_S = 600;

    public static void main(String[] args) throws Exception {
        var lines = Path.of(args[0]);
        var command = Arrays.asList(args).subList(1, args.length);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TERM", "xterm-256color");
        try (var pty = new JniTerminalProvider().open(new Attributes(), new Size(100, 30))) {
            var slave = Path.of(((JniNativePty) pty).getName()).toFile();
            var process = builder.redirectInput(slave).redirectOutput(slave).start();
            Thread.ofPlatform().daemon().start(() -> type(pty, lines));
            end(process);
        } catch (IOException | LinkageError | ClassCastException e) {
            builder.redirectInput(lines.toFile());
            end(builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
        }
    }

    private static void end(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /// Goes on reading until the process is gone: one that prints waits for its reader.
    private static void type(Pty pty, Path lines) {
        try {
            var left = Files.readAllLines(lines).iterator();
            var in = pty.getMasterInput();
            var keys = pty.getMasterOutput();
            var shown = new StringBuilder();
            var buffer = new byte[4096];
            for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                shown.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
                if (left.hasNext() && shown.indexOf(PROMPT) >= 0) {
                    shown.setLength(0);
                    keys.write((left.next() + "\r").getBytes(StandardCharsets.UTF_8));
                    keys.flush();
                }
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }
}
