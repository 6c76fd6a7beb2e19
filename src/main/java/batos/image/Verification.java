package batos.image;

import batos.image.VerifyFault.Part;
import batos.text.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// Recomputes everything that is stored twice, and names what does not agree. Commits go on
/// meanwhile; an interrupt of the thread ends it.
final class Verification {
    private static final int OFTEN = 1 << 12;

    private final HeapAccess store;
    private final HeapScan scan;
    private final Journal journal;
    private final History history;
    private final Snapshots snapshots;
    private final CheckpointFile checkpoint;
    private final Path bases;
    private final Progress progress;
    private final List<VerifyFault> faults = new ArrayList<>();

    Verification(
            HeapAccess store,
            HeapScan scan,
            Journal journal,
            History history,
            Snapshots snapshots,
            CheckpointFile checkpoint,
            Path bases,
            Progress progress) {
        this.store = store;
        this.scan = scan;
        this.journal = journal;
        this.history = history;
        this.snapshots = snapshots;
        this.checkpoint = checkpoint;
        this.bases = bases;
        this.progress = progress;
    }

    List<VerifyFault> run(StateView view) {
        var wrong = isWrong(Part.HEAP, "the heap", view);
        if (wrong) {
            fault(Part.HEAP, checkpoint.distrustHeap());
        }
        journal.keeping(() -> {
            replay(view);
            return faults;
        });
        base();
        for (var snapshot : snapshots.all()) {
            snapshot(snapshot, wrong ? null : view);
        }
        return faults;
    }

    /// @param sound a later view of which every object was found to be right, or null
    private void snapshot(Image.Snapshot snapshot, @Nullable StateView sound) {
        var what = "snapshot " + snapshot.name();
        var before = faults.size();
        try {
            var past = history.at(snapshot.number());
            if (sound == null) {
                isWrong(Part.SNAPSHOT, what, past);
            } else {
                isWrong(past, change(what, sound, past));
            }
            if (!past.root().equals(snapshot.root())) {
                fault(Part.SNAPSHOT, what + " has another root than when it was saved");
            }
        } catch (ImageFault e) {
            if (snapshots.all().stream().anyMatch(it -> it.name().equals(snapshot.name()))) {
                var why = String.valueOf(e.getMessage()).replaceFirst("\\. Next: .*", "");
                fault(Part.SNAPSHOT, what + ": " + why);
            }
        }
        faults.subList(before, faults.size())
                .replaceAll(it -> new VerifyFault(it.part(), it.what(), snapshot.name()));
    }

    private void fault(Part part, String what) {
        faults.add(new VerifyFault(part, what));
    }

    private void step(String what, long done, long of) {
        if (done % OFTEN == 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new VerifyInterrupted(
                        "the verification was interrupted at %s, %,d of %,d; nothing was changed"
                                .formatted(what, done, of));
            }
            progress.at(what, done, of);
        }
    }

    /// Hashes the objects that differ between two views, and takes the sum of the later one for the
    /// rest.
    private StateHash change(String what, StateView later, StateView past) {
        var found = new StateHash(Part.SNAPSHOT, what, past);
        var changed = past.changed();
        found.root = later.rootHash();
        found.size = later.size();
        for (var oid : changed) {
            var cell = later.cell(oid);
            if (cell != null) {
                found.root = found.root.minus(ObjectCodec.root(oid, cell));
                found.size--;
            }
        }
        for (var oid : changed) {
            var cell = past.cell(oid);
            if (cell != null) {
                found.accept(cell, oid);
            }
        }
        return found;
    }

    /// Hashes the objects of a view.
    private final class StateHash implements ObjLongConsumer<byte[]> {
        private final Part part;
        private final String what;
        private final StateView view;
        private RootHash root = RootHash.EMPTY;
        private long size;
        private boolean unreadable;

        StateHash(Part part, String what, StateView view) {
            this.part = part;
            this.what = what;
            this.view = view;
        }

        @Override
        public void accept(byte[] cell, long oid) {
            step(what, size, view.size());
            size++;
            try {
                root = root.plus(ObjectCodec.root(oid, cell));
            } catch (DamagedData e) {
                unreadable = true;
                fault(part, "object %s of %s: %s".formatted(new Oid(oid), what, e.getMessage()));
                return;
            }
            try {
                var code = store.codec().code(cell);
                var form = FormCodec.decode(code);
                unreadable |=
                        !ObjectCodec.label(cell)
                                .equals(new FormCodec.Label(form.kind(), form.name()));
                if (!Arrays.equals(
                        ObjectCodec.content(cell),
                        RootHash.sha256().digest(FormCodec.canonical(code)))) {
                    throw new DamagedData("its file holds something else");
                }
            } catch (DamagedData e) {
                fault(part, "object %s of %s: %s".formatted(new Oid(oid), what, e.getMessage()));
            }
        }
    }

    /// Whether the objects are not those that the journal says, the files of large ones aside.
    private boolean isWrong(Part part, String what, StateView view) {
        var found = new StateHash(part, what, view);
        try {
            scan.each(view, found);
        } catch (HeapChanged e) {
            found.unreadable = true;
            fault(found.part, String.valueOf(e.getMessage()));
        } catch (ImageFault e) {
            throw e;
        } catch (RuntimeException e) {
            found.unreadable = true; // the library stumbles over bytes that a disk has changed
            fault(found.part, "%s does not read: %s".formatted(what, e));
        }
        return isWrong(view, found);
    }

    private boolean isWrong(StateView view, StateHash found) {
        var what = found.what;
        progress.at(what, found.size, view.size());
        if (found.size != view.size()) {
            fault(
                    found.part,
                    "%s holds %d objects, the journal says %d"
                            .formatted(what, found.size, view.size()));
        }
        var wrong = found.unreadable || !found.root.equals(view.rootHash());
        if (wrong) {
            fault(
                    found.part,
                    "the root of %s is %s, the journal says %s"
                            .formatted(what, found.root, view.root()));
        }
        return wrong || found.size != view.size();
    }

    private void replay(StateView view) {
        if (journal.isEmpty()) {
            fault(Part.JOURNAL, "the journal in %s is missing".formatted(journal.folder()));
            return;
        }
        var first = journal.segments().firstEntry().getValue();
        var root = first.rootBefore;
        var size = first.sizeBefore;
        for (var number = first.first; number <= view.number(); number++) {
            var segment = journal.segments().get(number);
            if (segment != null && !segment.rootBefore.equals(root)) {
                corrected(number - 1);
                root = segment.rootBefore;
                size = segment.sizeBefore;
            }
            step("the journal", number - first.first, view.number() - first.first + 1);
            try {
                var entry = journal.entry(number);
                if (!entry.follows(size, root)) {
                    fault(
                            Part.COMMIT,
                            "commit %d does not lead to the root it names".formatted(number));
                }
                root = entry.root();
                size = entry.size();
            } catch (DamagedData e) {
                fault(Part.COMMIT, "commit %d: %s".formatted(number, e.getMessage()));
                return;
            }
        }
        var next = journal.segments().get(view.number() + 1);
        if (next != null && !next.rootBefore.equals(root)) {
            corrected(view.number());
        }
    }

    private void corrected(long number) {
        fault(
                Part.COMMIT,
                "commits up to %d were made on a heap file that the disk had changed: undo of them may go wrong"
                        .formatted(number));
    }

    /// The full states from which a lost heap would be rebuilt.
    private void base() {
        if (!Files.isDirectory(bases)) {
            return;
        }
        try (var files = Files.list(bases)) {
            files.filter(path -> path.toString().endsWith(".base")).forEach(this::base);
        } catch (IOException e) {
            fault(Part.BASE, "cannot list " + bases + ": " + FileErrors.reason(e));
        }
    }

    private void base(Path path) {
        var what = "the base " + path.getFileName();
        var read = new long[1];
        try {
            Archive.read(path, Integer.MAX_VALUE - 8, (cell, oid) -> step(what, read[0]++, 0));
        } catch (DamagedData e) {
            fault(Part.BASE, what + ": " + e.getMessage() + ". Next: image compact writes another");
        } catch (IOException e) {
            if (Files.exists(path)) {
                fault(Part.BASE, what + ": " + FileErrors.reason(e));
            }
        }
    }
}
