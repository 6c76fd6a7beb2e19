package batos.image;

import batos.text.FileErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.ObjLongConsumer;

/// Export and import: objects on their way from one image to another, in an [Archive] that contains
/// the large ones.
final class ObjectTransfer {
    private static final long BATCH = 32L << 20;

    private final Path home;
    private final HeapAccess store;
    private final HeapScan scan;
    private final GroupCommit commits;
    private final Committer committer;
    private final History history;
    private final OidAllocator oids;
    private final long largestBytes;

    ObjectTransfer(
            Path home,
            HeapAccess store,
            HeapScan scan,
            GroupCommit commits,
            Committer committer,
            History history,
            OidAllocator oids,
            long largestBytes) {
        this.home = home;
        this.store = store;
        this.scan = scan;
        this.commits = commits;
        this.committer = committer;
        this.history = history;
        this.oids = oids;
        this.largestBytes = largestBytes;
    }

    /// Writes all objects that can be read.
    ///
    /// @param without kinds of objects that stay here
    /// @return those that cannot be read, by name
    List<String> export(Path file, Set<String> without, Instant at) {
        var view = commits.latest().view();
        var sum = new ExportSum(without);
        scan.each(view, sum::add);
        var manifest =
                new Archive.Manifest(
                        view.number(),
                        view.size() - sum.leftOut.size() - sum.kept.size(),
                        oids.next(),
                        sum.bytes,
                        sum.leftOut.isEmpty() && sum.kept.isEmpty() ? view.rootHash() : sum.root,
                        at,
                        ImageLock.host());
        try {
            Archive.write(
                    file,
                    manifest,
                    visitor ->
                            scan.each(
                                    view,
                                    (cell, oid) -> {
                                        if (!sum.leftOut.containsKey(oid)
                                                && !sum.kept.contains(oid)) {
                                            visitor.accept(store.codec().code(cell), oid);
                                        }
                                    }));
        } catch (IOException e) {
            throw new ImageFault(
                    ImageFault.Reason.DISK,
                    "cannot export to %s: %s. Next: image export FILE, where there is room and you may write"
                            .formatted(file, FileErrors.reason(e)),
                    e);
        }
        return List.copyOf(sum.leftOut.values());
    }

    /// The contents of an export. Reads the large objects' files, so that a missing one is found
    /// before the manifest is written.
    private final class ExportSum {
        private long bytes;
        private RootHash root = RootHash.EMPTY;
        private final Map<Long, String> leftOut = new TreeMap<>();
        private final Set<Long> kept = new TreeSet<>();
        private final Set<String> without;

        ExportSum(Set<String> without) {
            this.without = without;
        }

        void add(byte[] cell, long oid) {
            if (!without.isEmpty() && without.contains(ObjectCodec.label(cell).kind())) {
                kept.add(oid);
                return;
            }
            try {
                store.codec().code(cell);
                root = root.plus(ObjectCodec.root(oid, cell));
                bytes += ObjectCodec.length(cell);
            } catch (DamagedData e) {
                leftOut.put(oid, UnreadableObjects.title(oid, cell));
                store.unreadable().found(oid, cell, e);
            }
        }
    }

    /// Makes this image equal to the export. Nobody may have lived in it yet: what the system made
    /// at its birth gives way.
    Commit importAll(Path file, Cause cause) {
        var lived = history.deeds(commits.latest().view().number(), 1);
        if (!lived.isEmpty()) {
            throw new ImageFault(
                    "%s has a life of its own (commit %d: %s). Next: import into a new --home, or with --merge"
                            .formatted(home, lived.getFirst().last(), lived.getFirst().line()));
        }
        checked(file, (code, oid) -> {});
        var born = new TreeSet<Long>();
        scan.each(commits.latest().view(), (cell, oid) -> born.add(oid));
        var batch = new ArrayList<ObjectWrite>();
        var size = new long[1];
        var manifest =
                checked(
                        file,
                        (code, oid) -> {
                            born.remove(oid);
                            batch.add(
                                    new ObjectWrite(oid, store.codec().of(FormCodec.decode(code))));
                            size[0] += code.length;
                            if (size[0] > BATCH) {
                                committer.compute(cause, latest -> List.copyOf(batch));
                                batch.clear();
                                size[0] = 0;
                            }
                        });
        born.forEach(oid -> batch.add(new ObjectWrite(oid, null)));
        oids.reserve(manifest.next());
        return committer.compute(cause, latest -> List.copyOf(batch));
    }

    /// Reads all of it once, to its checksum; every object must be a form under its own identity.
    private Archive.Manifest checked(Path file, ObjLongConsumer<byte[]> visitor) {
        try {
            return Archive.read(
                    file,
                    largestBytes,
                    (code, oid) -> {
                        var form = FormCodec.decode(code);
                        Change.fits(new Oid(oid), form);
                        visitor.accept(code, oid);
                    });
        } catch (DamagedData | IllegalArgumentException e) {
            throw new ImageFault(
                    "%s is refused: %s. Nothing was changed. Next: export it again where it came from"
                            .formatted(file, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw new ImageFault(
                    ImageFault.Reason.DISK,
                    "cannot read %s: %s. Next: image import FILE with one that image export wrote"
                            .formatted(file, FileErrors.reason(e)),
                    e);
        }
    }

    /// Brings the chosen named objects in, with the anonymous ones they lead to, which get new
    /// identities here.
    ///
    /// @param chosen by kind and name
    /// @param theirs whether a different object replaces the present one of its name; else that
    ///   stays
    Image.MergeReport merge(
            Path file, BiPredicate<String, String> chosen, boolean theirs, Cause cause) {
        var wanted = new LinkedHashMap<Oid, Form>();
        var anonymous = new HashMap<Oid, Form>();
        checked(
                file,
                (code, oid) -> {
                    var form = FormCodec.decode(code);
                    var name = form.name();
                    if (name == null) {
                        anonymous.put(new Oid(oid), form);
                    } else if (chosen.test(form.kind(), name)) {
                        wanted.put(new Oid(oid), form);
                    }
                });
        var merging = new Merging(wanted, anonymous, theirs);
        committer.compute(cause, merging::drafts);
        return merging.report();
    }

    /// One merge, worked out on the state it is committed to.
    private final class Merging {
        private final Map<Oid, Form> wanted;
        private final Map<Oid, Form> anonymous;
        private final boolean theirs;
        private final List<String> added = new ArrayList<>();
        private final List<String> equal = new ArrayList<>();
        private final List<String> replaced = new ArrayList<>();
        private final List<Image.Difference> conflicts = new ArrayList<>();
        private final List<String> dangling = new ArrayList<>();
        private final Map<Oid, Oid> renamed = new HashMap<>();
        private final ArrayDeque<Oid> toBring = new ArrayDeque<>();

        Merging(Map<Oid, Form> wanted, Map<Oid, Form> anonymous, boolean theirs) {
            this.wanted = wanted;
            this.anonymous = anonymous;
            this.theirs = theirs;
        }

        List<ObjectWrite> drafts(StateView latest) {
            var drafts = new ArrayList<ObjectWrite>();
            wanted.forEach((oid, form) -> {
                var here = latest.get(oid);
                var title = form.kind() + " " + form.name();
                if (here.isEmpty()) {
                    added.add(title);
                } else if (here.get().equals(form)) {
                    equal.add(title);
                    return;
                } else {
                    conflicts.add(StateDiff.of(oid, here.get(), form));
                    if (!theirs) {
                        return;
                    }
                    replaced.add(title);
                }
                drafts.add(draft(oid, form, latest));
            });
            while (!toBring.isEmpty()) {
                var there = toBring.remove();
                var form = anonymous.get(there);
                var here = renamed.get(there);
                if (form != null && here != null) {
                    drafts.add(draft(here, form, latest));
                }
            }
            return drafts;
        }

        private ObjectWrite draft(Oid oid, Form form, StateView latest) {
            var slots = new LinkedHashMap<String, Datum>();
            form.slots().forEach((key, datum) -> slots.put(key, moved(datum, form, latest)));
            var moved = new Form(form.kind(), form.version(), form.name(), slots);
            return new ObjectWrite(oid.value(), store.codec().of(moved));
        }

        private Datum moved(Datum datum, Form holder, StateView latest) {
            return switch (datum) {
                case Datum.Ref(var oid) -> new Datum.Ref(moved(oid, holder, latest));
                case Datum.Many(var items) ->
                        new Datum.Many(
                                items.stream().map(item -> moved(item, holder, latest)).toList());
                case Datum.Slots(var entries) -> {
                    var moved = new LinkedHashMap<String, Datum>();
                    entries.forEach((key, item) -> moved.put(key, moved(item, holder, latest)));
                    yield new Datum.Slots(moved);
                }
                case Datum.Nothing d -> d;
                case Datum.Truth d -> d;
                case Datum.Whole d -> d;
                case Datum.Big d -> d;
                case Datum.Real d -> d;
                case Datum.Text d -> d;
                case Datum.Sign d -> d;
                case Datum.Letter d -> d;
                case Datum.Raw d -> d;
            };
        }

        private Oid moved(Oid oid, Form holder, StateView latest) {
            if (oid.isNamed()) {
                if (!wanted.containsKey(oid) && latest.get(oid).isEmpty()) {
                    dangling.add(title(holder) + " refers to " + oid + ", which is not here");
                }
                return oid;
            }
            if (!anonymous.containsKey(oid)) {
                dangling.add(title(holder) + " refers to " + oid + ", which the export lacks");
            }
            return renamed.computeIfAbsent(
                    oid,
                    there -> {
                        toBring.add(there);
                        return oids.fresh();
                    });
        }

        private static String title(Form form) {
            return form.name() == null ? form.kind() : form.kind() + " " + form.name();
        }

        Image.MergeReport report() {
            return new Image.MergeReport(added, equal, replaced, conflicts, dangling);
        }
    }
}
