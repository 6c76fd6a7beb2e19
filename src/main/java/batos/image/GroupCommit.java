package batos.image;

import batos.text.FileErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Group commit. A commit goes through this file from top to bottom: it is queued, one of the
/// waiting threads leads, plans a batch of all that wait, writes it to the journal with one forced
/// write, publishes the new states, and wakes the others.
///
/// Before it plans, the leader waits a moment for those who were there the last time. It hands the
/// lead to a thread that came meanwhile; no thread waits for the lock only to learn that its commit
/// is done.
final class GroupCommit {
    private static final int LARGEST_BATCH = 512;

    private final Path home;
    private final HeapAccess store;
    private final Journal journal;
    private final CommitGate gate;
    private final DiskReserve reserve;
    private final CheckpointFile checkpoint;
    private final OidAllocator oids;
    private final InstantSource clock;
    private final ReentrantLock lead = new ReentrantLock();
    private final ConcurrentLinkedQueue<CommitRequest> requests = new ConcurrentLinkedQueue<>();
    private final Gathering gathering = new Gathering();
    private volatile LatestState latest;

    GroupCommit(
            Path home,
            HeapAccess store,
            Journal journal,
            CommitGate gate,
            DiskReserve reserve,
            CheckpointFile checkpoint,
            OidAllocator oids,
            LatestState latest,
            InstantSource clock) {
        this.home = home;
        this.store = store;
        this.journal = journal;
        this.gate = gate;
        this.reserve = reserve;
        this.checkpoint = checkpoint;
        this.oids = oids;
        this.latest = latest;
        this.clock = clock;
    }

    LatestState latest() {
        return latest;
    }

    /// Commits writes that were made on `base`. Reads and hashes the replaced cells here, on the
    /// committer's own thread: without a conflict they are the same when the commit's turn comes.
    Commit commit(Cause cause, StateView base, List<ObjectWrite> writes) throws Conflict {
        return submit(new CommitRequest(cause, known(base, writes)));
    }

    /// Commits writes that are computed on the exact state that they are applied to.
    Commit compute(Cause cause, Function<StateView, List<ObjectWrite>> writes) {
        try {
            return submit(new CommitRequest(cause, new CommitRequest.Work.Computed(writes)));
        } catch (Conflict e) {
            throw new AssertionError("computed on the latest state", e);
        }
    }

    private CommitRequest.Work.Known known(StateView base, List<ObjectWrite> writes) {
        var replaced = new ArrayList<PriorObject>(writes.size());
        var hasher = new ObjectHasher();
        var next = latest.next();
        for (var write : writes) {
            // The image does not have an object that no commit has numbered yet.
            var fresh = write.oid >= next && !new Oid(write.oid).isNamed();
            var cell = fresh ? null : checkedCell(base, write.oid);
            replaced.add(new PriorObject(write.oid, cell, hasher));
        }
        return new CommitRequest.Work.Known(base, writes, replaced);
    }

    /// @throws ImageFault when a disk has changed what the heap file holds
    private byte @Nullable [] checkedCell(StateView base, long oid) {
        try {
            return base.checkedCell(oid);
        } catch (DamagedData | HeapChanged e) {
            throw new ImageFault(
                    ImageFault.Reason.DAMAGED,
                    "nothing was committed: " + checkpoint.distrustHeap(),
                    e);
        }
    }

    private Commit submit(CommitRequest request) throws Conflict {
        requests.add(request);
        gathering.came();
        var interrupted = false;
        while (request.isOpen()) {
            if (lead.tryLock()) {
                try {
                    if (request.isOpen()) {
                        leadBatch();
                    }
                } finally {
                    lead.unlock();
                    wakeNext();
                }
            } else {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return request.result();
    }

    /// Lets the longest waiting thread lead. A thread that comes after this finds the lock free.
    private void wakeNext() {
        var next = requests.peek();
        if (next != null) {
            next.wake();
        }
    }

    private void leadBatch() {
        gathering.await();
        var batch = new CommitBatch(latest.view(), oids);
        for (var request = requests.peek();
                request != null && batch.size() < LARGEST_BATCH;
                request = requests.peek()) {
            if (request.isAlone() && !batch.isEmpty()) {
                break;
            }
            requests.remove();
            gathering.taken();
            plan(request, batch);
            if (request.isAlone()) {
                break;
            }
        }
        if (!batch.isEmpty() && write(batch)) {
            publish(batch);
        }
        gathering.led(batch.size());
    }

    private void plan(CommitRequest request, CommitBatch batch) {
        try {
            gate.check();
            var work =
                    switch (request.work()) {
                        case CommitRequest.Work.Known known -> known;
                        case CommitRequest.Work.Computed(var writes) ->
                                known(latest.view(), writes.apply(latest.view()));
                    };
            batch.add(request, work, clock.instant());
        } catch (Conflict | RuntimeException e) {
            request.failed(e);
        }
    }

    /// @return whether the batch is on the disk; otherwise its requests have failed
    private boolean write(CommitBatch batch) {
        try {
            var before = latest.view();
            if (before.number() == 0) {
                reserve.checkForNew();
            } else {
                reserve.check();
            }
            var began = System.nanoTime();
            journal.append(batch.entries(), before.size(), before.rootHash());
            gathering.forced(System.nanoTime() - began);
            return true;
        } catch (IOException | RuntimeException e) {
            var broken = journal.broken();
            if (broken != null) {
                gate.close(
                        ImageFault.Reason.DISK,
                        "the journal cannot be written: "
                                + broken
                                + ". Everything acknowledged is safe. Next: mend the disk, then"
                                + " start batos again");
            }
            var fault = e instanceof ImageFault known ? known : notWritten(e);
            batch.commits().forEach(planned -> planned.request().failed(fault));
            return false;
        }
    }

    private ImageFault notWritten(Exception e) {
        var reason = e instanceof IOException io ? FileErrors.reason(io) : String.valueOf(e);
        var full = e instanceof IOException io && FileErrors.isFull(io);
        return new ImageFault(
                full ? ImageFault.Reason.NO_ROOM : ImageFault.Reason.DISK,
                "nothing was committed: %s. Next: make room in or mend %s, then try again"
                        .formatted(reason, home),
                e);
    }

    private void publish(CommitBatch batch) {
        try {
            batch.entries().forEach(this::publish);
        } catch (RuntimeException | Error e) {
            gate.close(
                    ImageFault.Reason.DAMAGED,
                    "a commit reached the journal but not the memory: "
                            + e
                            + ". Everything acknowledged is safe. Next: start batos again");
            batch.commits().forEach(planned -> planned.request().failed(e));
            return;
        }
        batch.commits().forEach(planned -> planned.request().done(planned.commit()));
    }

    /// Adds the step to the chain before the heap changes: a reader that sees a newer object also
    /// sees the step.
    private void publish(JournalEntry entry) {
        var link = latest.link().step(new PriorCells(entry.origin(), entry.edits()));
        store.heap().apply(entry.edits());
        store.names().apply(entry.edits());
        var view = StateView.latest(store, entry.number(), entry.size(), entry.root(), link);
        latest = new LatestState(view, link, entry.next());
    }

    /// Runs while no commit does.
    <T> T exclusively(Function<LatestState, T> work) {
        lead.lock();
        try {
            return work.apply(latest);
        } finally {
            lead.unlock();
            wakeNext();
        }
    }

    /// Begins a new journal segment, so that older segments can be deleted. Only within
    /// [#exclusively].
    void rollJournal() {
        gate.check();
        var view = latest.view();
        try {
            journal.roll(view.number() + 1, view.size(), view.rootHash());
        } catch (IOException e) {
            throw new ImageFault(
                    ImageFault.Reason.DISK,
                    "cannot begin a journal segment: " + FileErrors.reason(e),
                    e);
        }
    }
}
