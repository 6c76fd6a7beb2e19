package batos.image;

import batos.text.FileErrors;
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
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Folds the table of recent commits into the heap file while commits go on, and writes the
/// checkpoint that names the commit the file then holds.
///
/// It runs on a thread of its own: an interrupt would close the heap file within an entry.
final class Checkpointer {
    /// Up to this many bytes the heap file is summed at each checkpoint; a larger one when commits
    /// pause, and at closing.
    private static final long QUICKLY_SUMMED = 4L << 20;

    /// The bytes in memory from which a pause of commits leads to a fold.
    private static final long WORTH_FOLDING = 1L << 20;

    /// So long after a checkpoint without commits the heap is fitted to its content, and so long
    /// after the opening the heap file is compared with its sums.
    private static final long IDLE_NANOS = 5_000_000_000L;

    /// Bytes of the largest file for which closing waits until it is copied into one that fits.
    private static final long FITTED_AT_CLOSING = 512L << 20;

    private final Heap heap;
    private final TableGarbage garbage;
    private final Journal journal;
    private final GroupCommit commits;
    private final OidAllocator oids;
    private final CheckpointFile file;
    private final LastCheckpoint last;
    private final Consumer<String> trouble;
    private final ReentrantReadWriteLock heapAtRest = new ReentrantReadWriteLock();
    private final AtomicBoolean requested = new AtomicBoolean();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("image-checkpoint").factory());
    private @Nullable Checkpoint underWay;
    private boolean summed = true;
    private volatile boolean ending;

    /// Whether nobody waits for the checkpoint that is being made.
    private boolean gentle = true;

    private volatile @Nullable String failure;

    /// @param last the checkpoint that the heap file was opened with; null when it was rebuilt
    /// @param trouble gets one line for each failure in the background
    Checkpointer(
            Heap heap,
            Journal journal,
            GroupCommit commits,
            OidAllocator oids,
            CheckpointFile file,
            @Nullable Checkpoint last,
            Consumer<String> trouble) {
        this.heap = heap;
        this.garbage = new TableGarbage(heap);
        this.journal = journal;
        this.commits = commits;
        this.oids = oids;
        this.file = file;
        this.last = new LastCheckpoint(heap, file, last);
        this.trouble = trouble;
    }

    /// Makes a checkpoint soon.
    void request() {
        if (requested.compareAndSet(false, true)) {
            thread.execute(() -> {
                requested.set(false);
                try {
                    checkpoint();
                } catch (IOException | RuntimeException e) {
                    trouble.accept(failure + ". Commits are safe in the journal");
                }
            });
        }
    }

    /// The reason why the last checkpoint failed, or null.
    @Nullable String failure() {
        return failure;
    }

    /// Makes a checkpoint and waits for it.
    void run() throws IOException {
        await(this::awaited);
    }

    /// Makes a checkpoint with the heap copied into a file of fitting size, and waits for it.
    void shrink() throws IOException {
        await(() -> {
            heap.refit();
            return awaited();
        });
    }

    private Checkpoint awaited() throws IOException {
        gentle = false;
        try {
            return checkpoint();
        } finally {
            gentle = true;
        }
    }

    /// Waits for work on the checkpoint thread to end, even when interrupted.
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
            throw new ImageFault(ImageFault.Reason.CLOSED, "the image is closed", e);
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

    /// @return the checkpoint that was made
    private Checkpoint checkpoint() throws IOException {
        heapAtRest.writeLock().lock();
        try {
            if (underWay == null) {
                underWay =
                        commits.exclusively(state -> {
                            heap.turn();
                            return checkpointAt(state, Checkpoint.Phase.OPEN);
                        });
            }
            last.folding();
            fold();
            var done = underWay.at(heapName(), Checkpoint.Phase.OPEN);
            last.rests(done, ending || !gentle || heap.freshBytes() == 0);
            underWay = null;
            failure = null;
            summed = false;
            if (!ending && heap.file().path.toFile().length() <= QUICKLY_SUMMED) {
                sum(done.number());
            }
            tidy();
            fitLater();
            return done;
        } catch (IOException e) {
            failure = "the heap could not be brought up to date: " + FileErrors.message(e);
            throw e;
        } finally {
            heapAtRest.writeLock().unlock();
        }
    }

    /// The sums are not written when commits that come meanwhile wait for the next fold.
    private void sum(long number) throws IOException {
        heap.file().trim();
        heap.file().noteSums(number, true, () -> heap.freshBytes() > WORTH_FOLDING);
        summed = true;
    }

    /// Folds and sums while commits pause.
    void settle() {
        if (ending) {
            return;
        }
        garbage.collect();
        thread.execute(() -> {
            try {
                if (heap.freshBytes() >= WORTH_FOLDING) {
                    checkpoint();
                }
                garbage.collect();
                var at = last.get();
                if (at != null && underWay == null && !file.isHeapDistrusted()) {
                    last.settle();
                    if (!summed) {
                        sum(at.number());
                    }
                }
                fitLater();
            } catch (IOException | RuntimeException e) {
                trouble.accept(
                        "the heap could not be brought up to date: "
                                + (e instanceof IOException io ? FileErrors.message(io) : e)
                                + ". Commits are safe in the journal");
            }
        });
    }

    /// Compares what nobody has read yet of the heap file, some time after the opening.
    void compareLater() {
        later(
                IDLE_NANOS,
                () -> {
                    try {
                        heap.file()
                                .compare(true, () -> ending || heap.freshBytes() > WORTH_FOLDING);
                    } catch (IOException | ImageFault e) {
                        trouble.accept(String.valueOf(e.getMessage()));
                    }
                });
    }

    private Checkpoint checkpointAt(LatestState state, Checkpoint.Phase phase) {
        var view = state.view();
        return new Checkpoint(
                "",
                view.number(),
                view.size(),
                oids.next(),
                view.rootHash(),
                journal.spot(),
                phase,
                Checkpoint.thisBoot(),
                journal.lastRecord());
    }

    /// A failure between two states of the file, other than a full disk, may have lost entries.
    private void fold() throws IOException {
        try {
            if (file.isHeapDistrusted()) {
                throw new ImageFault(ImageFault.Reason.DAMAGED, "the heap file is no longer used");
            }
            heap.fold(() -> gentle && !ending && !heapAtRest.hasQueuedThreads());
        } catch (RuntimeException | Error e) {
            failure =
                    "the heap could not be brought up to date (%s): %s"
                            .formatted(e, file.distrustHeap());
            throw new ImageFault(ImageFault.Reason.DISK, failure, e);
        }
    }

    private String heapName() {
        return heap.file().path.getFileName().toString();
    }

    private void tidy() throws IOException {
        heap.tidy().ifPresent(nanos -> later(nanos, this::tidyLater));
    }

    private void later(long nanos, Runnable work) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, thread).execute(work);
    }

    private void fitLater() {
        if (heap.isLoose()) {
            var committed = heap.committedBytes();
            later(IDLE_NANOS, () -> fitWhenIdle(committed));
        }
    }

    /// Copies the heap into a file that fits, unless there are commits since: then more of them may
    /// come, and readers would share the processors and the pages of two files with the copy.
    private void fitWhenIdle(long committed) {
        if (ending || heap.committedBytes() != committed || !heap.isLoose()) {
            return;
        }
        try {
            heap.refit();
            checkpoint();
            settle();
        } catch (IOException | RuntimeException e) {
            trouble.accept(failure + ". Commits are safe in the journal");
        }
    }

    private void tidyLater() {
        try {
            tidy();
        } catch (IOException e) {
            trouble.accept("an outgrown heap file stays: " + FileErrors.message(e));
        }
    }

    /// Runs while the heap file does not change.
    void withHeapAtRest(Runnable work) {
        heapAtRest.readLock().lock();
        try {
            work.run();
        } finally {
            heapAtRest.readLock().unlock();
        }
    }

    /// Reads the heap file as it is at the last checkpoint, from a copy, so that a long read delays
    /// no checkpoint; when the disk has no room for a copy, from the file itself.
    ///
    /// @param reserve bytes of the disk that a copy must leave free
    void readCheckpoint(Path copy, long reserve, HeapReader reader) throws IOException {
        Checkpoint at;
        heapAtRest.readLock().lock();
        try {
            at = last.get();
            if (at == null || underWay != null || file.isHeapDistrusted()) {
                throw new ImageFault(
                        "the heap file is not up to date. Next: image verify, then try again");
            }
            var path = heap.file().path;
            if (path.toFile().getUsableSpace() - path.toFile().length() < reserve) {
                reader.read(heap.file(), at);
                return;
            }
            heap.file().compare(false, () -> false);
            Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            heapAtRest.readLock().unlock();
        }
        try {
            var copied = HeapFile.open(copy);
            try {
                reader.read(copied, at);
            } finally {
                copied.close();
            }
        } finally {
            Files.delete(copy);
        }
    }

    /// Makes the last checkpoint and ends the thread; no commit may come any more.
    void close() throws IOException {
        ending = true;
        if (!heap.file().isSound()) {
            file.distrustHeap();
        }
        try {
            bringUpToDate();
            fitAtClosing();
            bringUpToDate();
        } finally {
            ExecutorShutdown.of(thread);
        }
        var closed = commits.exclusively(state -> checkpointAt(state, Checkpoint.Phase.CLOSED));
        if (!file.isHeapDistrusted()) {
            heap.file().trim();
            heap.file().noteSums(closed.number(), false, () -> false);
        }
        last.closed(closed.at(heapName(), Checkpoint.Phase.CLOSED));
    }

    private void bringUpToDate() throws IOException {
        while (!file.isHeapDistrusted() && (underWay != null || heap.freshBytes() > 0)) {
            run();
        }
    }

    /// A disk without room for the copy is no reason not to close.
    private void fitAtClosing() {
        if (heap.isLoose()
                && !file.isHeapDistrusted()
                && heap.file().path.toFile().length() <= FITTED_AT_CLOSING) {
            try {
                shrink();
            } catch (IOException e) {
                trouble.accept(failure + ". Commits are safe in the journal");
            }
        }
    }

    /// @param whole whether what the journal has is brought into the heap file first
    void end(boolean whole) throws IOException {
        if (whole) {
            close();
        } else {
            ExecutorShutdown.of(thread);
        }
    }
}
