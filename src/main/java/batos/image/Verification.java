package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/// Recomputes everything that can be computed twice, and names what does not agree. Work goes on
/// meanwhile; an interrupt ends it.
final class Verification {
    private static final int OFTEN = 1 << 12;

    private final LivingImage image;
    private final Journal journal;
    private final Progress progress;
    private final List<String> faults = new ArrayList<>();

    Verification(LivingImage image, Journal journal, Progress progress) {
        this.image = image;
        this.journal = journal;
        this.progress = progress;
    }

    List<String> run(StateView moment, List<Image.Snapshot> snapshots) {
        var wrong = isWrong("the heap", moment);
        if (wrong) {
            faults.add(image.distrust());
        }
        journal.keeping(() -> {
            replay(moment);
            return faults;
        });
        base();
        for (var snapshot : snapshots) {
            snapshot(snapshot, wrong ? null : moment);
        }
        return faults;
    }

    /// @param sound a later moment of which every object was found to be right, or null
    private void snapshot(Image.Snapshot snapshot, @Nullable StateView sound) {
        var what = "snapshot " + snapshot.name();
        try {
            var past = image.past(snapshot.number());
            if (sound == null) {
                isWrong(what, past);
            } else {
                isWrong(past, change(what, sound, past));
            }
            if (!past.root().equals(snapshot.root())) {
                faults.add(what + " has another root than when it was saved");
            }
        } catch (ImageFault e) {
            if (image.snapshots().stream().anyMatch(it -> it.name().equals(snapshot.name()))) {
                faults.add(what + ": " + e.getMessage());
            }
        }
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

    /// Hashes what differs between two moments, and what is the same by no more than the sum of the
    /// later one.
    private Objects change(String what, StateView later, StateView past) {
        var found = new Objects(what, past);
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

    /// Hashes the objects of a moment.
    private final class Objects implements ObjLongConsumer<byte[]> {
        private final String what;
        private final StateView moment;
        private RootHash root = RootHash.EMPTY;
        private long size;
        private boolean unreadable;

        Objects(String what, StateView moment) {
            this.what = what;
            this.moment = moment;
        }

        @Override
        public void accept(byte[] cell, long oid) {
            step(what, size, moment.size());
            size++;
            try {
                root = root.plus(ObjectCodec.root(oid, cell));
            } catch (DamagedData e) {
                unreadable = true;
                faults.add("object %s of %s: %s".formatted(new Oid(oid), what, e.getMessage()));
                return;
            }
            try {
                var code = image.cells().code(cell);
                var form = FormCodec.decode(code);
                unreadable |=
                        !ObjectCodec.label(cell).equals(new FormCodec.Label(form.kind(), form.name()));
                if (!Arrays.equals(
                        ObjectCodec.content(cell), RootHash.sha256().digest(FormCodec.canonical(code)))) {
                    throw new DamagedData("its file holds something else");
                }
            } catch (DamagedData e) {
                faults.add("object %s of %s: %s".formatted(new Oid(oid), what, e.getMessage()));
            }
        }
    }

    /// Whether the objects are not those that the journal says, the files of large ones aside.
    private boolean isWrong(String what, StateView moment) {
        var found = new Objects(what, moment);
        try {
            image.each(moment, found);
        } catch (ImageFault e) {
            throw e;
        } catch (RuntimeException e) {
            found.unreadable = true; // the library stumbles over what a disk has changed
            faults.add("%s does not read: %s".formatted(what, e));
        }
        return isWrong(moment, found);
    }

    private boolean isWrong(StateView moment, Objects found) {
        var what = found.what;
        progress.at(what, found.size, moment.size());
        if (found.size != moment.size()) {
            faults.add(
                    "%s holds %d objects, the journal says %d"
                            .formatted(what, found.size, moment.size()));
        }
        var wrong = found.unreadable || !found.root.equals(moment.rootHash());
        if (wrong) {
            faults.add(
                    "the root of %s is %s, the journal says %s"
                            .formatted(what, found.root, moment.root()));
        }
        return wrong || found.size != moment.size();
    }

    private void replay(StateView moment) {
        var first = journal.segments().firstEntry().getValue();
        var root = first.rootBefore;
        var size = first.sizeBefore;
        for (var number = first.first; number <= moment.number(); number++) {
            step("the journal", number - first.first, moment.number() - first.first + 1);
            try {
                var entry = journal.entry(number);
                if (!entry.follows(size, root)) {
                    faults.add("commit %d does not lead to the root it names".formatted(number));
                }
                root = entry.root();
                size = entry.size();
            } catch (DamagedData e) {
                faults.add("commit %d: %s".formatted(number, e.getMessage()));
                return;
            }
        }
    }

    /// The full states from which a lost heap would be made anew.
    private void base() {
        var folder = image.home().resolve("base");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            files.filter(path -> path.toString().endsWith(".base")).forEach(this::base);
        } catch (IOException e) {
            faults.add("cannot list " + folder + ": " + FileErrors.reason(e));
        }
    }

    private void base(Path path) {
        var what = "the base " + path.getFileName();
        var read = new long[1];
        try {
            Archive.read(path, Integer.MAX_VALUE - 8, (cell, oid) -> step(what, read[0]++, 0));
        } catch (DamagedData e) {
            faults.add(what + ": " + e.getMessage() + ". Next: image compact writes another");
        } catch (IOException e) {
            if (Files.exists(path)) {
                faults.add(what + ": " + FileErrors.reason(e));
            }
        }
    }
}
