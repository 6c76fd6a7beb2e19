package batos.image;

import java.util.ArrayList;
import java.util.List;

/// Recomputes everything that can be computed twice, and names what does not agree.
final class Verification {
    private final LivingImage image;
    private final Journal journal;

    Verification(LivingImage image, Journal journal) {
        this.image = image;
        this.journal = journal;
    }

    List<String> run(Moment moment, List<Image.Snapshot> snapshots) {
        var faults = new ArrayList<String>();
        objects("the heap", moment, faults);
        journal(moment, faults);
        for (var snapshot : snapshots) {
            try {
                var past = image.past(snapshot.number());
                objects("snapshot " + snapshot.name(), past, faults);
                if (!past.root().equals(snapshot.root())) {
                    faults.add(
                            "snapshot %s has another root than when it was saved"
                                    .formatted(snapshot.name()));
                }
            } catch (ImageFault e) {
                if (image.snapshots().contains(snapshot)) {
                    faults.add("snapshot %s: %s".formatted(snapshot.name(), e.getMessage()));
                }
            }
        }
        return faults;
    }

    private void objects(String what, Moment moment, List<String> faults) {
        var state =
                new Object() {
                    Root root = Root.EMPTY;
                    long size;
                };
        image.each(
                moment,
                (cell, oid) -> {
                    try {
                        var code = image.cells().code(cell);
                        FormCode.decode(code);
                        state.root =
                                state.root.plus(
                                        Root.of(
                                                oid,
                                                Root.sha256().digest(FormCode.canonical(code))));
                        state.size++;
                    } catch (Damaged e) {
                        faults.add("object " + new Oid(oid) + ": " + e.getMessage());
                    }
                });
        if (state.size != moment.size()) {
            faults.add(
                    "%s holds %d objects, the journal says %d"
                            .formatted(what, state.size, moment.size()));
        }
        if (!state.root.equals(moment.rootHash())) {
            faults.add(
                    "the root of %s is %s, the journal says %s"
                            .formatted(what, state.root, moment.root()));
        }
    }

    private void journal(Moment moment, List<String> faults) {
        journal.keeping(() -> {
            replay(moment, faults);
            return faults;
        });
    }

    private void replay(Moment moment, List<String> faults) {
        var first = journal.segments().firstEntry().getValue();
        var root = first.rootBefore;
        var size = first.sizeBefore;
        for (var number = first.first; number <= moment.number(); number++) {
            try {
                var entry = journal.entry(number);
                for (var edit : entry.edits()) {
                    if (edit.before != null) {
                        root = root.minus(Cells.root(edit.oid, edit.before));
                        size--;
                    }
                    if (edit.after != null) {
                        root = root.plus(Cells.root(edit.oid, edit.after));
                        size++;
                    }
                }
                if (!root.equals(entry.root()) || size != entry.size()) {
                    faults.add("commit %d does not lead to the root it names".formatted(number));
                    root = entry.root();
                    size = entry.size();
                }
            } catch (Damaged e) {
                faults.add("commit %d: %s".formatted(number, e.getMessage()));
                return;
            }
        }
    }
}
