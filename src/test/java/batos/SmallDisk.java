package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A file system in memory that has little room, or may not be written.
public final class SmallDisk implements AutoCloseable {
    private final Path at;

    private SmallDisk(Path at) {
        this.at = at;
    }

    /// Skips the test where mounting is not allowed.
    public static SmallDisk mount(Path at, String options) throws Exception {
        Files.createDirectory(at);
        var code = run(List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", at.toString()));
        assumeTrue(code == 0, "needs the right to mount a small file system");
        return new SmallDisk(at);
    }

    public Path path() {
        return at;
    }

    public void remount(String options) throws Exception {
        assertEquals(0, run(List.of("mount", "-o", "remount," + options, at.toString())));
    }

    /// Leaves `room` bytes at most.
    public void fill(Path ballast, long room) throws IOException {
        var free = at.toFile().getUsableSpace();
        Files.write(ballast, new byte[(int) Math.max(0, free - room)]);
    }

    private static int run(List<String> command) throws Exception {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    @Override
    public void close() throws Exception {
        if (run(List.of("umount", at.toString())) != 0) {
            // a container that starts at this moment still sees it
            run(List.of("umount", "--lazy", at.toString()));
        }
    }
}
