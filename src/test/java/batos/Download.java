package batos;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// What a test fetches over the network, for as long as a test may wait for it.
public final class Download {
    private Download() {}

    /// Skips the test with the reason where the work takes longer. The work is interrupted then,
    /// and the processes that it started end.
    ///
    /// @param what for the reason
    public static <T> T within(Duration bound, String what, Supplier<T> work) {
        var before = ProcessHandle.current().descendants().toList();
        var task = new FutureTask<>(work::get);
        var thread = Thread.ofPlatform().daemon().start(task);
        try {
            return task.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            endOthersThan(before);
            return abort("%s was not fetched within %d s".formatted(what, bound.toSeconds()));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return abort("interrupted while %s was fetched".formatted(what));
        } catch (ExecutionException e) {
            throw new AssertionError(what + " cannot be fetched", e.getCause());
        }
    }

    /// A folder among the temporary files, for what the next run and the next clone use again. One
    /// that somebody else made is left alone: programs are run from it.
    public static Path kept(String name) {
        var folder =
                Path.of(System.getProperty("java.io.tmpdir"), "batos-" + name).toAbsolutePath();
        try {
            return Files.notExists(folder)
                            || Files.getOwner(folder)
                                    .getName()
                                    .equals(System.getProperty("user.name"))
                    ? folder
                    : Files.createTempDirectory("batos-" + name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Does the work in a folder while no other process does work there.
    public static <T> T alone(Path folder, Supplier<T> work) {
        try {
            Files.createDirectories(folder);
            try (var file =
                            FileChannel.open(
                                    folder.resolve(".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = file.lock()) {
                return work.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void endOthersThan(List<ProcessHandle> before) {
        ProcessHandle.current()
                .descendants()
                .filter(process -> !before.contains(process))
                .forEach(ProcessHandle::destroy);
    }
}
