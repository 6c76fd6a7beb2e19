package batos.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Gives space back: writes the present into a new base, condenses what snapshots still need of the
/// old journal into deltas, and removes what is then superfluous. Commits go on meanwhile.
///
/// Each step leaves an image that opens: what is removed is removed last, and what a killed
/// compaction leaves behind is covered twice, not missing.
final class Compaction {
    private final LivingImage image;
    private final Journal journal;
    private final DeltaFiles deltas;
    private final History history;
    private final GroupCommit committing;
    private final Checkpointer folding;
    private final ImageLimits limits;
    private final Path bases;

    Compaction(
            LivingImage image,
            Journal journal,
            DeltaFiles deltas,
            History history,
            GroupCommit committing,
            Checkpointer folding,
            ImageLimits limits) {
        this.image = image;
        this.journal = journal;
        this.deltas = deltas;
        this.history = history;
        this.committing = committing;
        this.folding = folding;
        this.limits = limits;
        this.bases = image.home().resolve("base");
    }

    /// @param dry only tell what would be done
    /// @param young objects touched since then are not collected
    Image.CompactionReport run(Cause cause, boolean dry, Instant young) throws IOException {
        var began = Instant.now();
        var before = image.bytes();
        var unreachable = collect(cause, List.of(), dry, young);
        if (dry) {
            return new Image.CompactionReport(before, before, unreachable, journal.first());
        }
        var moment =
                committing.exclusively(present -> {
                    committing.roll();
                    return present.moment();
                });
        folding.shrink();
        var oldest = Math.max(journal.first(), moment.number() + 1 - limits.kept().commits());
        forget(journal.segments().floorKey(oldest) - 1, began);
        return new Image.CompactionReport(before, image.bytes(), unreachable, journal.first());
    }

    /// Removes what nothing leads to.
    ///
    /// @param roots lead to others beside the named objects
    List<Oid> collect(Cause cause, Collection<Oid> roots, boolean dry, Instant young) {
        var start = image.moment(image.now());
        var kept = history.touchedSince(start.number(), young);
        roots.forEach(oid -> kept.add(oid.value()));
        var unreachable = Reachability.unreachable(image, start, kept);
        if (!dry && !unreachable.isEmpty()) {
            image.compute(cause, latest -> drop(Reachability.still(image, start, latest, unreachable)));
        }
        return unreachable;
    }

    /// Forgets what the settings no longer keep, and nothing else; no object goes.
    ///
    /// @return whether there was any such thing
    boolean age(Instant now) throws IOException {
        var moment = image.moment(image.now());
        var horizon = horizon(moment.number(), now);
        if (horizon < journal.first()) {
            return false;
        }
        folding.now();
        forget(horizon, Instant.now());
        return true;
    }

    /// The last commit that need not be kept, at the end of a segment: beyond the number of commits
    /// to be kept, and too old, or too far back in a journal that is too long.
    private long horizon(long latest, Instant now) throws IOException {
        var kept = limits.kept();
        var length = journal.bytes();
        var excess = length > kept.journalBytes() ? length - kept.journalBytes() / 2 : 0;
        var horizon = journal.first() - 1;
        for (var next = journal.segments().higherEntry(journal.first());
                next != null && next.getKey() - 1 <= latest - kept.commits();
                next = journal.segments().higherEntry(next.getKey())) {
            var last = journal.entry(next.getKey() - 1);
            if (excess <= 0 && last.at().isAfter(now.minus(kept.age()))) {
                break;
            }
            excess -= journal.segments().lowerEntry(next.getKey()).getValue().length();
            horizon = last.number();
        }
        return horizon;
    }

    /// The checkpoint must not stand in a segment that goes.
    private void forget(long horizon, Instant began) throws IOException {
        var files = base();
        condense(horizon, image.snapshots());
        large(files, began);
    }

    private static List<ObjectWrite> drop(List<Oid> oids) {
        return oids.stream().map(oid -> new ObjectWrite(oid.value(), null)).toList();
    }

    /// What the heap holds: a base that is not what the journal says must not take the journal's
    /// place.
    private static final class HeapSum {
        private final Set<String> files = new HashSet<>();
        private long bytes;
        private RootHash root = RootHash.EMPTY;

        void add(long oid, byte[] cell) {
            bytes += cell.length;
            root = root.plus(ObjectCodec.root(oid, cell));
            need(cell, files);
        }
    }

    /// Writes the base anew.
    ///
    /// @return the files of large objects that it needs
    private Set<String> base() throws IOException {
        Disk.folder(bases);
        var counted = new HeapSum();
        var copy = bases.resolve("heap.copy");
        folding.look(
                copy,
                4 * limits.reserveBytes(),
                (heap, stood) -> {
                    try {
                        heap.objects(counted::add);
                    } catch (DamagedData e) {
                        throw new ImageFault("nothing was compacted: " + image.distrust(), e);
                    }
                    if (!counted.root.equals(stood.root())) {
                        throw new ImageFault("nothing was compacted: " + image.distrust());
                    }
                    var manifest =
                            new Archive.Manifest(
                                    stood.number(),
                                    stood.size(),
                                    stood.next(),
                                    counted.bytes,
                                    stood.root(),
                                    Instant.EPOCH,
                                    "");
                    var path = bases.resolve("%019d.base".formatted(stood.number()));
                    Archive.write(
                            path,
                            manifest,
                            visitor -> heap.objects((oid, cell) -> visitor.accept(cell, oid)));
                    try (var files = Files.list(bases)) {
                        for (var old :
                                files.filter(it -> !it.equals(path) && !it.equals(copy)).toList()) {
                            Files.delete(old);
                        }
                    }
                });
        return counted.files;
    }

    /// Makes the deltas from the oldest snapshot up to `horizon`, the last commit that the journal
    /// will no longer hold, and lets the journal forget it.
    ///
    /// The older delta comes first: who looks back meanwhile, and who opens what a kill left, finds
    /// deltas without a gap. A newer one alone would say what objects were after commits that the
    /// journal leads further back than.
    private void condense(long horizon, List<Image.Snapshot> snapshots) throws IOException {
        var wanted = new TreeSet<Long>();
        for (var snapshot : snapshots) {
            if (snapshot.number() < horizon) {
                wanted.add(snapshot.number());
            }
        }
        var points = new TreeSet<Long>();
        var end = deltas.end();
        end.ifPresent(points::add);
        points.addAll(wanted.tailSet(end.orElse(journal.first() - 1)));
        points.add(horizon);
        for (var from = points.first(); from < horizon; ) {
            var to = points.higher(from);
            deltas.write(delta(from, to));
            from = to;
        }
        journal.forgetting(() -> {
            tidy(wanted);
            journal.forget(horizon);
        });
    }

    /// Joins the deltas between which no snapshot stands any more, and drops those before the
    /// oldest.
    private void tidy(NavigableSet<Long> wanted) throws IOException {
        for (var from : deltas.starts()) {
            if (wanted.isEmpty() || from < wanted.first()) {
                deltas.drop(from);
            } else if (!wanted.contains(from)) {
                deltas.join(from);
            }
        }
    }

    private DeltaFiles.Delta delta(long from, long to) {
        var before = new HashMap<Long, byte @Nullable []>();
        for (var number = to; number > from; number--) {
            for (var edit : journal.entry(number).edits()) {
                before.put(edit.oid, edit.before);
            }
        }
        var state = image.past(from);
        return new DeltaFiles.Delta(from, to, state.size(), state.rootHash(), before);
    }

    /// Removes the files of large objects that nothing refers to.
    ///
    /// @param needed those that the base needs; the journal says what came since
    private void large(Set<String> needed, Instant began) throws IOException {
        var folder = image.cells().folder();
        if (!Files.isDirectory(folder)) {
            return;
        }
        var seen = image.now().number();
        need(journal.first(), seen, needed);
        for (var from : deltas.starts()) {
            deltas.read(from).before().values().forEach(cell -> need(cell, needed));
        }
        for (var file : image.cells().without(needed)) {
            seen = sweep(file, seen, needed, began);
        }
    }

    /// Removes one file. A restore that was computed before the journal forgot something may have
    /// brought a reference to it back meanwhile; none can while this looks.
    private long sweep(Path file, long seen, Set<String> needed, Instant began) throws IOException {
        try {
            return committing.exclusively(present -> {
                var latest = present.moment().number();
                need(seen + 1, latest, needed);
                if (!needed.contains(file.getFileName().toString())) {
                    try {
                        image.cells().sweep(file, began);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                return latest;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void need(long from, long to, Set<String> needed) {
        for (var number = from; number <= to; number++) {
            for (var edit : edits(number)) {
                need(edit.before, needed);
                need(edit.after, needed);
            }
        }
    }

    /// What a commit changed; nothing where its record does not read: nobody can ask for that.
    private List<Edit> edits(long number) {
        try {
            return journal.entry(number).edits();
        } catch (DamagedData e) {
            return List.of();
        }
    }

    private static void need(byte @Nullable [] cell, Set<String> needed) {
        var name = cell == null ? null : ObjectCodec.needs(cell);
        if (name != null) {
            needed.add(HexFormat.of().formatHex(name));
        }
    }
}
