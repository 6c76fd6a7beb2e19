package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brings the table of recent commits into the heap file, beside the commits that go on, and writes
/// the checkpoint that says so.
final class Folding {
    private final Heap heap;
    private final Journal journal;
    private final Committing committing;
    private final Path file;
    private final Consumer<String> trouble;
    private final ReadWriteLock scans = new ReentrantReadWriteLock();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("image-fold").factory());
    private @Nullable Checkpoint last;
    private @Nullable Checkpoint underWay;
    private volatile boolean distrusted;

    Folding(Heap heap, Journal journal, Committing committing, Path file, Consumer<String> trouble)
            throws IOException {
        this.heap = heap;
        this.journal = journal;
        this.committing = committing;
        this.file = file;
        this.trouble = trouble;
        this.last = Checkpoint.load(file);
    }

    /// Folds soon, on a thread of its own.
    void ask() {
        if (asked.compareAndSet(false, true)) {
            thread.execute(() -> {
                asked.set(false);
                try {
                    fold(Checkpoint.Phase.OPEN);
                } catch (IOException | RuntimeException e) {
                    trouble.accept(
                            "the heap could not be brought up to date: "
                                    + (e instanceof IOException io ? Faults.reason(io) : e)
                                    + ". Commits are safe in the journal");
                }
            });
        }
    }

    /// Runs while the heap file rests.
    void resting(Runnable work) {
        scans.readLock().lock();
        try {
            work.run();
        } finally {
            scans.readLock().unlock();
        }
    }

    /// The heap file is found to be wrong: no checkpoint names it any more, so that the next
    /// opening makes it anew from base and journal.
    ///
    /// @return what to do
    String distrust() {
        distrusted = true;
        try {
            Files.deleteIfExists(file);
            Disk.force(file.resolveSibling(""));
        } catch (IOException e) {
            throw new ImageFault(
                    "cannot remove %s: %s. Next: remove it by hand, then start batos again"
                            .formatted(file, Faults.reason(e)),
                    e);
        }
        return "the heap file does not hold what the journal says; nothing is lost. Next: leave batos and start it again, which makes the heap anew from the journal";
    }

    private void save(Checkpoint checkpoint) throws IOException {
        if (!distrusted) {
            checkpoint.save(file);
        }
    }

    /// Folds now.
    void now() throws IOException {
        fold(Checkpoint.Phase.OPEN);
    }

    /// Folds now, and copies the heap into a file of fitting size.
    void shrink() throws IOException {
        heap.refit();
        fold(Checkpoint.Phase.OPEN);
    }

    private void fold(Checkpoint.Phase phase) throws IOException {
        scans.writeLock().lock();
        try {
            if (underWay == null) {
                underWay =
                        committing.exclusively(present -> {
                            heap.turn();
                            return checkpoint(present, Checkpoint.Phase.OPEN);
                        });
            }
            if (last != null) {
                save(last.with(Checkpoint.Phase.FOLDING, Checkpoint.thisBoot()));
            }
            heap.fold();
            var done = underWay.at(heap.file().path.getFileName().toString(), phase);
            save(done);
            underWay = null;
            last = done;
            heap.tidy();
        } finally {
            scans.writeLock().unlock();
        }
    }

    private Checkpoint checkpoint(Committing.Present present, Checkpoint.Phase phase) {
        var moment = present.moment();
        return new Checkpoint(
                "",
                moment.number(),
                moment.size(),
                committing.nextFresh(),
                moment.rootHash(),
                journal.spot(),
                phase,
                Checkpoint.thisBoot());
    }

    /// Folds what is left and ends the thread; no commit may come any more.
    void close() throws IOException {
        thread.shutdown();
        var interrupted = false;
        while (true) {
            try {
                if (thread.awaitTermination(1, TimeUnit.DAYS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        try {
            while (underWay != null || heap.freshBytes() > 0) {
                fold(Checkpoint.Phase.OPEN);
            }
            committing.exclusively(present -> {
                underWay = checkpoint(present, Checkpoint.Phase.CLOSED);
                return present;
            });
            var closed = underWay;
            if (closed != null) {
                save(closed.at(heap.file().path.getFileName().toString(), Checkpoint.Phase.CLOSED));
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
