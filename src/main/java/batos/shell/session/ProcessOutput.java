package batos.shell.session;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A standard stream of the process that remembers why it could not be written. [PrintStream] only
/// says that it could not.
public final class ProcessOutput {
    private final Remembering remembering;
    private final PrintStream stream;

    public ProcessOutput(FileDescriptor descriptor) {
        this(new FileOutputStream(descriptor));
    }

    ProcessOutput(OutputStream target) {
        remembering = new Remembering(target);
        stream = new PrintStream(remembering, false, StandardCharsets.UTF_8);
    }

    public PrintStream stream() {
        return stream;
    }

    /// Flushes, and answers why output was lost; empty where none was, or where the reader at the
    /// other end of a pipe has gone (`| head`), which the JDK says in the system's words alone.
    public Optional<String> failure() {
        stream.flush();
        var failed = remembering.failed;
        return Optional.ofNullable(failed)
                .map(e -> String.valueOf(e.getMessage()))
                .filter(message -> !message.contains("Broken pipe"));
    }

    /// Whether a descriptor of this process leads to a terminal; also where that is not known, so
    /// that control characters never reach one by mistake.
    public static boolean leadsToTerminal(int descriptor) {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
            return target.startsWith("/dev/")
                    && !target.equals("/dev/null")
                    && !target.equals("/dev/full");
        } catch (IOException e) {
            return true;
        }
    }

    private static final class Remembering extends FilterOutputStream {
        private volatile @Nullable IOException failed;

        Remembering(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int octet) throws IOException {
            try {
                out.write(octet);
            } catch (IOException e) {
                failed = e;
                throw e;
            }
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failed = e;
                throw e;
            }
        }
    }
}
