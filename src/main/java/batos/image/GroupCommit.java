package batos.image;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Group commit. Whoever comes first leads: writes all that wait, forces them with one write, wakes
/// those whose commits are then done, and hands the lead to one who came meanwhile. Nobody waits in
/// line for the lock only to learn that his commit is done.
final class GroupCommit {
    private static final int LARGEST_BATCH = 512;

    private final LivingImage image;
    private final Journal journal;
    private final Heap heap;
    private final NameIndex names;
    private final InstantSource clock;
    private final ReentrantLock lead = new ReentrantLock();
    private final ConcurrentLinkedQueue<CommitRequest> requests = new ConcurrentLinkedQueue<>();
    private final AtomicLong next;
    private volatile LatestState present;
    private volatile @Nullable String refusal;

    /// The latest state, and the link behind which the next commit will hang.
    record LatestState(StateView moment, StateView.Link link, long next) {}

    /// Edits that are known, or a way to compute them on the exact state they will be applied to.
    private sealed interface Work {
        record Known(StateView base, List<ObjectWrite> drafts, List<ObjectWrite.PriorObject> replaced)
                implements Work {}

        record Computed(Function<StateView, List<ObjectWrite>> drafts) implements Work {}
    }

    private static final class CommitRequest {
        final Cause cause;
        final Work work;
        private final Thread waiting = Thread.currentThread();
        private volatile @Nullable Commit done;
        private volatile @Nullable Throwable failed;

        CommitRequest(Cause cause, Work work) {
            this.cause = cause;
            this.work = work;
        }

        boolean isOpen() {
            return done == null && failed == null;
        }

        void done(Commit commit) {
            done = commit;
            LockSupport.unpark(waiting);
        }

        void failed(Throwable why) {
            failed = why;
            LockSupport.unpark(waiting);
        }
    }

    /// A wish on its way into the journal.
    private record PlannedCommit(CommitRequest request, JournalEntry entry, Commit commit) {}

    GroupCommit(
            LivingImage image,
            Journal journal,
            Heap heap,
            NameIndex names,
            LatestState present,
            InstantSource clock) {
        this.image = image;
        this.journal = journal;
        this.heap = heap;
        this.names = names;
        this.present = present;
        this.clock = clock;
        this.next = new AtomicLong(present.next);
    }

    LatestState present() {
        return present;
    }

    Oid fresh() {
        return new Oid(next.getAndIncrement());
    }

    /// From now on fresh identities are `number` or beyond.
    void reserve(long number) {
        next.accumulateAndGet(number, Math::max);
    }

    long nextFresh() {
        return next.get();
    }

    /// From now on every commit fails with this message.
    void refuse(String why) {
        refusal = why;
    }

    /// From now on commits are accepted again.
    void accept() {
        refusal = null;
    }

    @Nullable String refusal() {
        return refusal;
    }

    /// Runs while no commit does.
    <T> T exclusively(Function<LatestState, T> work) {
        lead.lock();
        try {
            return work.apply(present);
        } finally {
            lead.unlock();
            wakeNext();
        }
    }

    /// Begins a new segment of the journal, so that the one before it can be done without some day.
    void roll() {
        var refused = refusal;
        if (refused != null) {
            throw new ImageFault(refused);
        }
        var moment = present.moment;
        try {
            journal.roll(moment.number() + 1, moment.size(), moment.rootHash());
        } catch (IOException e) {
            throw new ImageFault("cannot begin a journal segment: " + FileErrors.reason(e), e);
        }
    }

    /// What is replaced is read and hashed here, on the committer's own thread: where there is no
    /// conflict, it is still the same when the commit's turn comes.
    Commit commit(Cause cause, StateView base, List<ObjectWrite> drafts) throws Conflict {
        return make(new CommitRequest(cause, new Work.Known(base, drafts, replaced(base, drafts))));
    }

    /// @throws ImageFault when a disk changed what the heap file holds
    private List<ObjectWrite.PriorObject> replaced(StateView base, List<ObjectWrite> drafts) {
        var replaced = new ArrayList<ObjectWrite.PriorObject>(drafts.size());
        var hashing = new ObjectHasher();
        for (var draft : drafts) {
            replaced.add(new ObjectWrite.PriorObject(draft.oid, sound(base, draft.oid), hashing));
        }
        return replaced;
    }

    private byte @Nullable [] sound(StateView base, long oid) {
        try {
            return base.sound(oid);
        } catch (DamagedData e) {
            throw new ImageFault("nothing was committed: " + image.distrust(), e);
        }
    }

    Commit compute(Cause cause, Function<StateView, List<ObjectWrite>> drafts) {
        try {
            return make(new CommitRequest(cause, new Work.Computed(drafts)));
        } catch (Conflict e) {
            throw new AssertionError("computed on the latest state", e);
        }
    }

    private Commit make(CommitRequest request) throws Conflict {
        requests.add(request);
        var interrupted = false;
        while (request.isOpen()) {
            if (lead.tryLock()) {
                try {
                    if (request.isOpen()) {
                        leadOnce();
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
        var done = request.done;
        if (done != null) {
            return done;
        }
        throw rethrown(request.failed);
    }

    /// Lets the one who has waited longest lead. Whoever comes after this look finds nobody
    /// leading.
    private void wakeNext() {
        var next = requests.peek();
        if (next != null) {
            LockSupport.unpark(next.waiting);
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable failed) throws Conflict {
        switch (failed) {
            case Conflict conflict -> throw conflict;
            case ImageFault fault ->
                    throw new ImageFault(String.valueOf(fault.getMessage()), fault);
            case RuntimeException e -> throw e;
            case null -> throw new AssertionError("neither done nor failed");
            default -> throw new ImageFault("the commit failed: " + failed, failed);
        }
    }

    private void leadOnce() {
        var batch = new ArrayList<PlannedCommit>();
        var pending = new HashMap<Long, PlannedCommit>();
        var state = present.moment;
        var size = state.size();
        var root = state.rootHash();
        for (var request = requests.peek();
                request != null && batch.size() < LARGEST_BATCH;
                request = requests.peek()) {
            var alone = request.work instanceof Work.Computed;
            if (alone && !batch.isEmpty()) {
                break;
            }
            requests.remove();
            try {
                var number = state.number() + batch.size() + 1;
                var entry = plan(request, number, size, root, pending);
                var planned = new PlannedCommit(request, entry, entry.commit());
                size = entry.size();
                root = entry.root();
                entry.edits().forEach(edit -> pending.put(edit.oid, planned));
                batch.add(planned);
            } catch (Conflict | RuntimeException e) {
                request.failed(e);
            }
            if (alone) {
                break;
            }
        }
        if (!batch.isEmpty()) {
            write(batch);
        }
    }

    private JournalEntry plan(
            CommitRequest request, long number, long sizeBefore, RootHash rootBefore, Map<Long, PlannedCommit> pending)
            throws Conflict {
        var refused = refusal;
        if (refused != null) {
            throw new ImageFault(refused);
        }
        var drafts =
                switch (request.work) {
                    case Work.Known(var base, var known, _) -> {
                        conflicts(request.cause, base, known, pending);
                        yield known;
                    }
                    case Work.Computed(var compute) -> compute.apply(present.moment);
                };
        var replaced =
                request.work instanceof Work.Known known
                        ? known.replaced
                        : replaced(present.moment, drafts);
        var edits = new ArrayList<Edit>(drafts.size());
        var size = sizeBefore;
        var root = rootBefore;
        for (int i = 0; i < drafts.size(); i++) {
            var draft = drafts.get(i);
            var before = replaced.get(i);
            if (before.cell != null) {
                size--;
                root = root.minus(before.root);
            }
            if (draft.cell != null) {
                size++;
                root = root.plus(draft.root);
            }
            edits.add(new Edit(draft.oid, before.cell, draft.cell));
            if (!new Oid(draft.oid).isNamed()) {
                next.accumulateAndGet(draft.oid + 1, Math::max);
            }
        }
        return new JournalEntry(number, request.cause, clock.instant(), size, next.get(), root, edits);
    }

    private static void conflicts(
            Cause cause, StateView base, List<ObjectWrite> drafts, Map<Long, PlannedCommit> pending)
            throws Conflict {
        for (var draft : drafts) {
            var planned = pending.get(draft.oid);
            var was = base.was(draft.oid);
            var by = planned != null ? planned.commit : was == null ? null : was.by();
            if (by != null) {
                throw new Conflict(
                        "%s was changed by commit %d (%s: %s) after commit %d, on which this change (%s: %s) was built"
                                .formatted(
                                        new Oid(draft.oid),
                                        by.number(),
                                        by.cause().author(),
                                        by.cause().line(),
                                        base.number(),
                                        cause.author(),
                                        cause.line()));
            }
        }
    }

    private void write(List<PlannedCommit> batch) {
        var before = present.moment;
        try {
            image.upkeep().checkRoom();
            var entries = batch.stream().map(PlannedCommit::entry).toList();
            journal.append(entries, before.size(), before.rootHash());
        } catch (IOException | RuntimeException e) {
            var broken = journal.broken();
            if (broken != null) {
                refusal =
                        "the journal cannot be written: "
                                + broken
                                + ". Everything acknowledged is safe. Next: mend the disk, then start batos again";
            }
            var fault =
                    e instanceof ImageFault known
                            ? known
                            : new ImageFault(
                                    "nothing was committed: "
                                            + reason(e)
                                            + ". Next: make room in or mend "
                                            + image.home()
                                            + ", then try again",
                                    e);
            batch.forEach(planned -> planned.request.failed(fault));
            return;
        }
        try {
            batch.forEach(this::publish);
        } catch (RuntimeException | Error e) {
            refusal =
                    "a commit reached the journal but not the memory: "
                            + e
                            + ". Everything acknowledged is safe. Next: start batos again";
            batch.forEach(planned -> planned.request.failed(e));
            return;
        }
        batch.forEach(planned -> planned.request.done(planned.commit));
    }

    private static String reason(Exception e) {
        return e instanceof IOException io ? FileErrors.reason(io) : String.valueOf(e);
    }

    private void publish(PlannedCommit planned) {
        var entry = planned.entry;
        var was = HashMap.<Long, StateView.PriorCell>newHashMap(entry.edits().size());
        for (var edit : entry.edits()) {
            was.putIfAbsent(edit.oid, new StateView.PriorCell(edit.before, planned.commit));
        }
        var link = present.link.step(was);
        heap.apply(entry.edits());
        names.apply(entry.edits());
        var moment = StateView.present(image, entry.number(), entry.size(), entry.root(), link);
        present = new LatestState(moment, link, entry.next());
    }
}
