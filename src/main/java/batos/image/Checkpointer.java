package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Brings the table of recent commits into the heap file, beside the commits that go on, and writes
/// the checkpoint that says so.
///
/// All of it on one thread of its own: an interrupt, as by Ctrl-C, would close the heap file in the
/// middle of an entry.
final class Checkpointer {
    private final Heap heap;
    private final Journal journal;
    private final GroupCommit committing;
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
    private volatile @Nullable String failure;

    Checkpointer(Heap heap, Journal journal, GroupCommit committing, Path file, Consumer<String> trouble)
            throws IOException {
        this.heap = heap;
        this.journal = journal;
        this.committing = committing;
        this.file = file;
        this.trouble = trouble;
        this.last = Checkpoint.load(file);
    }

    /// Folds soon.
    void ask() {
        if (asked.compareAndSet(false, true)) {
            thread.execute(() -> {
                asked.set(false);
                try {
                    fold();
                } catch (IOException | RuntimeException e) {
                    trouble.accept(failure + ". Commits are safe in the journal");
                }
            });
        }
    }

    /// Why the last fold failed, or null.
    @Nullable String failure() {
        return failure;
    }

    /// Folds now.
    void now() throws IOException {
        await(this::fold);
    }

    /// Folds now, and copies the heap into a file of fitting size.
    void shrink() throws IOException {
        await(() -> {
            heap.refit();
            return fold();
        });
    }

    /// Waits for the work on the thread of folds, to its end even when interrupted.
    private void await(Callable<?> work) throws IOException {
        var interrupted = false;
        try {
            Future<?> done = thread.submit(work);
            while (true) {
                try {
                    done.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (RejectedExecutionException e) {
            throw new ImageFault("the image is closed", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case ImageFault fault -> throw fault;
                case null -> throw new AssertionError(e);
                default -> throw new IllegalStateException(e.getCause());
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
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

    /// Looks at the heap as it was at a checkpoint.
    @FunctionalInterface
    interface HeapReader {
        void at(HeapFile heap, Checkpoint stood) throws IOException;
    }

    /// Looks at the heap as it is at the last checkpoint, on a copy of its file, so that a long
    /// look holds up no fold and no memory; where the disk has no room for a copy, at the file
    /// itself, which then rests.
    ///
    /// @param reserve bytes of the disk that a copy must leave free
    void look(Path copy, long reserve, HeapReader look) throws IOException {
        Checkpoint stood;
        scans.readLock().lock();
        try {
            stood = last;
            if (stood == null || underWay != null || distrusted) {
                throw new ImageFault(
                        "the heap file is not up to date. Next: image verify, then try again");
            }
            var path = heap.file().path;
            if (path.toFile().getUsableSpace() - path.toFile().length() < reserve) {
                look.at(heap.file(), stood);
                return;
            }
            Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            scans.readLock().unlock();
        }
        try {
            var copied = HeapFile.open(copy);
            try {
                look.at(copied, stood);
            } finally {
                copied.close();
            }
        } finally {
            Files.delete(copy);
        }
    }

    /// The heap file is found to be wrong: no commit is built on it any more, and no checkpoint
    /// names it, so that the next opening makes it anew from base and journal.
    ///
    /// @return what to do
    synchronized String distrust() {
        distrusted = true;
        var told =
                "the heap file does not hold what the journal says; nothing is lost. Next: leave batos and start it again, which makes the heap anew from the journal";
        committing.refuse("nothing was committed: " + told);
        try {
            Files.deleteIfExists(file);
            Disk.force(file.resolveSibling(""));
        } catch (IOException e) {
            throw new ImageFault(
                    "cannot remove %s: %s. Next: remove it by hand, then start batos again"
                            .formatted(file, FileErrors.reason(e)),
                    e);
        }
        return told;
    }

    private synchronized void save(Checkpoint checkpoint) throws IOException {
        if (!distrusted) {
            checkpoint.save(file);
        }
    }

    /// @return the checkpoint that it led to
    private Checkpoint fold() throws IOException {
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
            write();
            var done = underWay.at(heapName(), Checkpoint.Phase.OPEN);
            save(done);
            underWay = null;
            last = done;
            failure = null;
            tidy();
            return done;
        } catch (IOException e) {
            failure = "the heap could not be brought up to date: " + FileErrors.told(e);
            throw e;
        } finally {
            scans.writeLock().unlock();
        }
    }

    /// Whatever stops the library between two states of the file, other than a full disk, may have
    /// cost entries.
    private void write() throws IOException {
        try {
            if (distrusted) {
                throw new ImageFault("the heap file is no longer used");
            }
            heap.fold();
        } catch (RuntimeException | Error e) {
            failure = "the heap could not be brought up to date (%s): %s".formatted(e, distrust());
            throw new ImageFault(failure, e);
        }
    }

    private String heapName() {
        return heap.file().path.getFileName().toString();
    }

    private void tidy() throws IOException {
        heap.tidy()
                .ifPresent(nanos ->
                        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, thread)
                                .execute(this::tidyLater));
    }

    private void tidyLater() {
        try {
            tidy();
        } catch (IOException e) {
            trouble.accept("an outgrown heap file stays: " + FileErrors.told(e));
        }
    }

    private Checkpoint checkpoint(GroupCommit.LatestState present, Checkpoint.Phase phase) {
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
        try {
            while (!distrusted && (underWay != null || heap.freshBytes() > 0)) {
                now();
            }
        } finally {
            end();
        }
        var closed =
                committing.exclusively(present -> checkpoint(present, Checkpoint.Phase.CLOSED));
        save(closed.at(heapName(), Checkpoint.Phase.CLOSED));
    }

    private void end() {
        thread.shutdown();
        var interrupted = false;
        while (!thread.isTerminated()) {
            try {
                thread.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
