package batos.config;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Calls `look` soon after anything changed in a folder, once for a burst of changes, and every
/// second besides, which finds also a change that the kernel does not tell (behind a link, on a
/// network share). It survives that the folder is deleted, replaced or not there yet.
final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FolderWatch.class.getName());
    private static final int QUIET_MS = 15;
    private static final int LONGEST_BURST = 20;
    private static final int ABSENT_MS = 100;
    private static final int TICK_MS = 1_000;

    private final Path folder;
    private final Runnable look;
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable WatchService service;
    private @Nullable WatchKey key;
    private @Nullable Object identity;

    FolderWatch(Path folder, Runnable look) {
        this.folder = folder;
        this.look = look;
        this.thread = Thread.ofPlatform().daemon().name("config-watch").unstarted(this::run);
    }

    void start() {
        register();
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                register();
                await();
                lookOnce();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // closed: nothing is left to be told
        }
    }

    /// A listener that fails must not end the watching; the next look finds what it missed.
    private void lookOnce() {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a listener of " + folder + " failed", e);
        }
    }

    private void await() throws InterruptedException {
        var watching = service;
        if (watching == null || key == null) {
            Thread.sleep(ABSENT_MS);
            return;
        }
        var until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MS);
        var told = watching.poll(TICK_MS, TimeUnit.MILLISECONDS);
        boolean touched = false;
        for (int i = 0; told != null && i < LONGEST_BURST; i += touched ? 1 : 0) {
            touched |= told.pollEvents().stream().anyMatch(FolderWatch::concerns);
            if (!told.reset()) {
                key = null;
                return;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (!touched && left <= 0) {
                return;
            }
            told = watching.poll(touched ? QUIET_MS : left, TimeUnit.MILLISECONDS);
        }
        if (told != null) {
            told.reset();
        }
    }

    /// In a home the image's own files change with every commit.
    private static boolean concerns(WatchEvent<?> event) {
        return !(event.context() instanceof Path file) || file.toString().endsWith(".toml");
    }

    /// Watches the folder that stands at the path now, if it is not the one that is watched.
    private void register() {
        try {
            var now =
                    Files.isDirectory(folder)
                            ? Files.readAttributes(folder, BasicFileAttributes.class).fileKey()
                            : null;
            var watched = key;
            if (now == null) {
                key = null;
                return;
            }
            if (watched != null && watched.isValid() && now.equals(identity)) {
                return;
            }
            if (watched != null) {
                watched.cancel();
            }
            var watching = service == null ? folder.getFileSystem().newWatchService() : service;
            service = watching;
            key =
                    folder.register(
                            watching,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE);
            identity = now;
        } catch (IOException e) {
            key = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(2_000);
            var watching = service;
            if (watching != null) {
                watching.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
