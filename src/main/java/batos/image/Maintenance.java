package batos.image;

import batos.nerve.Pulses;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// What goes on beside the commits so that memory, disk and journal keep within the limits: folds,
/// compactions, the brake, the word about a disk that is nearly full.
final class Maintenance {
    /// An anonymous object may be put in one commit and referred to in a later one of the same
    /// deed: none younger than this is ever collected.
    private static final Duration YOUNG = Duration.ofMinutes(10);

    /// Tables of this many times the fold's size brake the commits: a fold that copies a big heap
    /// takes longer than they take to fill memory.
    private static final long FULL = 3;

    private static final long BRAKE_NANOS = 20_000_000;
    private static final long LONGEST_BRAKE_NANOS = 400_000_000;

    private final LivingImage image;
    private final Journal journal;
    private final Heap heap;
    private final Checkpointer folding;
    private final Compaction compaction;
    private final ImageLimits limits;
    private final InstantSource clock;
    private final Pulses pulses;
    private final ReentrantLock compacting = new ReentrantLock();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("image-upkeep").factory());
    private volatile long lastSegment;
    private volatile boolean warned;
    private volatile boolean closed;

    Maintenance(
            LivingImage image,
            Journal journal,
            Heap heap,
            Checkpointer folding,
            Compaction compaction,
            ImageLimits limits,
            InstantSource clock,
            Pulses pulses) {
        this.image = image;
        this.journal = journal;
        this.heap = heap;
        this.folding = folding;
        this.compaction = compaction;
        this.limits = limits;
        this.clock = clock;
        this.pulses = pulses;
    }

    /// Makes a committer wait a little, less than half a second, while the tables in memory are
    /// much larger than they should be.
    ///
    /// @throws ImageFault when they cannot be folded: memory is not to fill up
    void brake() {
        var over = heap.freshBytes() / limits.foldBytes() - FULL;
        if (over >= 0) {
            var failure = folding.failure();
            if (failure != null) {
                folding.ask();
                throw new ImageFault(
                        "nothing was committed: %s. Next: make room where %s lies, then try again"
                                .formatted(failure, image.home()));
            }
            LockSupport.parkNanos(Math.min(LONGEST_BRAKE_NANOS, (over + 1) * BRAKE_NANOS));
        }
    }

    /// To be called after each commit.
    void committed() {
        if (heap.freshBytes() > limits.foldBytes()) {
            folding.ask();
        }
        var segment = journal.spot().segment();
        if (segment != lastSegment) {
            lastSegment = segment;
            ask();
        }
    }

    /// Looks soon, on a thread of its own, whether there is anything to be condensed.
    void ask() {
        if (!closed && asked.compareAndSet(false, true)) {
            thread.execute(() -> {
                asked.set(false);
                age();
            });
        }
    }

    private void age() {
        compacting.lock();
        try {
            if (!closed && compaction.age(clock.instant())) {
                pulses.emit(
                        "image.compacted",
                        "commits before %d were condensed".formatted(journal.first()));
            }
        } catch (IOException | RuntimeException e) {
            pulses.emit(
                    "image.trouble",
                    "the journal could not be condensed: "
                            + (e instanceof IOException io ? FileErrors.told(io) : e)
                            + ". Nothing is lost. Next: image compact");
        } finally {
            compacting.unlock();
        }
    }

    List<Oid> collect(Cause cause, Collection<Oid> roots, boolean dry) {
        compacting.lock();
        try {
            return compaction.collect(cause, roots, dry, clock.instant().minus(YOUNG));
        } finally {
            compacting.unlock();
        }
    }

    /// On the thread of its own, where no interrupt closes the files that it works on.
    Image.CompactionReport compact(Cause cause, boolean dry) {
        try {
            return CompletableFuture.supplyAsync(() -> compacted(cause, dry), thread).join();
        } catch (RejectedExecutionException e) {
            throw new ImageFault("the image is closed", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    private Image.CompactionReport compacted(Cause cause, boolean dry) {
        compacting.lock();
        try {
            return compaction.run(cause, dry, clock.instant().minus(YOUNG));
        } catch (IOException e) {
            throw new ImageFault(
                    "the compaction stopped: %s. Nothing is lost. Next: make room where %s lies, then image compact"
                            .formatted(FileErrors.told(e), image.home()),
                    e);
        } finally {
            compacting.unlock();
        }
    }

    /// @throws ImageFault when the disk has less than the reserve left
    void checkRoom() {
        var free = image.home().toFile().getUsableSpace();
        if (free < limits.reserveBytes()) {
            throw new ImageFault(
                    "nothing was committed: only %,d bytes are free where %s lies, %,d are kept in reserve. Next: make room, or image compact"
                            .formatted(free, image.home(), limits.reserveBytes()));
        }
        if (free >= 8 * limits.reserveBytes()) {
            warned = false;
        } else if (!warned) {
            warned = true;
            pulses.emit(
                    "image.trouble",
                    "only %,d bytes are free where %s lies; commits end at %,d. Next: make room, or image compact"
                            .formatted(free, image.home(), limits.reserveBytes()));
        }
    }

    /// Ends what goes on in the background, after what it is doing just now.
    void close() {
        closed = true;
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
