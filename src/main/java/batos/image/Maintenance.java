package batos.image;

import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import batos.text.FileErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Runs compactions, one at a time, on a thread of its own: those that a user asks for, and those
/// that a growing journal needs.
final class Maintenance {
    /// An anonymous object may be put in one commit and referred to in a later one of the same
    /// deed: none younger than this is collected.
    private static final Duration YOUNG = Duration.ofMinutes(10);

    /// Complete segments of the journal that are not packed while commits go on.
    private static final int UNPACKED = 24;

    /// Nanoseconds from opening until the check of the journal: a shorter session need not wait for
    /// it.
    private static final long CHECK_NANOS = 3_000_000_000L;

    /// Nanoseconds that closing may take to pack the rest.
    private static final long CLOSING_NANOS = 8_000_000_000L;

    private final Path home;
    private final Journal journal;
    private final Compaction compaction;
    private final InstantSource clock;
    private final Pulses pulses;
    private final ReentrantLock compacting = new ReentrantLock();
    private final AtomicBoolean requested = new AtomicBoolean();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("image-maintenance").factory());
    private volatile long lastSegment;
    private volatile boolean closed;

    Maintenance(
            Path home, Journal journal, Compaction compaction, InstantSource clock, Pulses pulses) {
        this.home = home;
        this.journal = journal;
        this.compaction = compaction;
        this.clock = clock;
        this.pulses = pulses;
    }

    /// To be called after commits: looks for something to condense when a segment was completed.
    void journalGrew() {
        var segment = journal.spot().segment();
        if (segment != lastSegment) {
            lastSegment = segment;
            request();
        }
    }

    /// Soon condenses what the settings no longer keep, if there is any.
    void request() {
        if (!closed && requested.compareAndSet(false, true)) {
            thread.execute(() -> {
                requested.set(false);
                age();
                pack(UNPACKED, true, () -> closed);
            });
        }
    }

    /// Packs complete segments, while commits pause.
    void settle() {
        if (!closed) {
            thread.execute(() -> pack(0, true, () -> closed));
        }
    }

    /// Deletes what writes that were cut off left behind, and soon condenses what the settings no
    /// longer keep.
    void begin(ObjectCodec codec) {
        thread.execute(() -> {
            try {
                codec.tidy();
            } catch (IOException e) {
                pulses.emit(
                        PulseKind.Image.TROUBLE,
                        "what a write left behind stays: " + FileErrors.message(e));
            }
        });
        request();
    }

    /// Compares the whole journal with its checksums, some time after the opening.
    ///
    /// @param damaged gets segment and offset of the first damaged record
    void check(Consumer<String> damaged) {
        CompletableFuture.delayedExecutor(CHECK_NANOS, TimeUnit.NANOSECONDS, thread)
                .execute(() -> {
                    try {
                        var where = journal.check().wholly(() -> closed);
                        if (where != null) {
                            damaged.accept(where);
                        }
                    } catch (IOException e) {
                        damaged.accept("the journal, %s,".formatted(FileErrors.message(e)));
                    }
                });
    }

    private void age() {
        compacting.lock();
        try {
            if (!closed && compaction.age(clock.instant())) {
                pulses.emit(
                        PulseKind.Image.COMPACTED,
                        "commits before %d were condensed".formatted(journal.first()));
            }
        } catch (IOException | RuntimeException e) {
            pulses.emit(
                    PulseKind.Image.TROUBLE,
                    "the journal could not be condensed: "
                            + (e instanceof IOException io ? FileErrors.message(io) : e)
                            + ". Nothing is lost. Next: image compact");
        } finally {
            compacting.unlock();
        }
    }

    private void pack(int left, boolean gently, BooleanSupplier enough) {
        compacting.lock();
        try {
            journal.pack(left, gently, enough);
        } catch (IOException e) {
            pulses.emit(
                    PulseKind.Image.TROUBLE,
                    "the journal could not be packed: "
                            + FileErrors.message(e)
                            + ". Nothing is lost. Next: image compact");
        } finally {
            compacting.unlock();
        }
    }

    /// A disk without room for the next segment is no reason not to close.
    private void complete() {
        try {
            journal.complete();
        } catch (IOException e) {
            pulses.emit(
                    PulseKind.Image.TROUBLE,
                    "the last segment of the journal stays as it is: " + FileErrors.message(e));
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

    Image.CompactionReport compact(Cause cause, boolean dry) {
        return onThread(young -> compaction.run(cause, dry, young));
    }

    /// Forgets every commit up to now.
    Image.CompactionReport forgetPast(Cause cause) {
        return onThread(young -> compaction.forgetPast(cause, young));
    }

    private interface Work {
        Image.CompactionReport run(Instant young) throws IOException;
    }

    /// Runs on the maintenance thread, where no interrupt closes the files that it works on.
    private Image.CompactionReport onThread(Work work) {
        try {
            return CompletableFuture.supplyAsync(() -> compacted(work), thread).join();
        } catch (RejectedExecutionException e) {
            throw new ImageFault(ImageFault.Reason.CLOSED, "the image is closed", e);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    private Image.CompactionReport compacted(Work work) {
        compacting.lock();
        try {
            return work.run(clock.instant().minus(YOUNG));
        } catch (IOException e) {
            throw new ImageFault(
                    ImageFault.Reason.DISK,
                    "the compaction stopped: %s. Nothing is lost. Next: make room where %s lies, then image compact"
                            .formatted(FileErrors.message(e), home),
                    e);
        } finally {
            compacting.unlock();
        }
    }

    /// Ends the thread after its present work.
    ///
    /// @param whole whether to pack complete segments as well, as far as eight seconds suffice
    void close(boolean whole) {
        closed = true;
        ExecutorShutdown.of(thread);
        if (whole) {
            complete();
            var began = System.nanoTime();
            pack(0, false, () -> System.nanoTime() - began > CLOSING_NANOS);
        }
    }
}
