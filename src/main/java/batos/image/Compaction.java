package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Gives space back: writes the present into a new base, condenses what snapshots still need of the
/// old journal into deltas, and removes what is then superfluous.
///
/// Each step leaves an image that opens: what is removed is removed last, and what a killed
/// compaction leaves behind is covered twice, not missing.
final class Compaction {
    private final LivingImage image;
    private final Journal journal;
    private final Deltas deltas;
    private final Path bases;

    Compaction(LivingImage image, Journal journal, Deltas deltas, Path bases) {
        this.image = image;
        this.journal = journal;
        this.deltas = deltas;
        this.bases = bases;
    }

    /// @param segment the first segment that stays, by the number of its first commit
    void run(Moment moment, long segment, Instant began, List<Image.Snapshot> snapshots)
            throws IOException {
        base(moment);
        condense(segment - 1, snapshots);
        journal.forget(segment - 1);
        large(began);
    }

    private void base(Moment moment) throws IOException {
        Disk.folder(bases);
        var name = "%019d.base".formatted(moment.number());
        var counted = new long[1];
        image.each(moment, (cell, oid) -> counted[0] += cell.length);
        var manifest =
                new Archive.Manifest(
                        moment.number(),
                        moment.size(),
                        image.nextFresh(),
                        counted[0],
                        moment.rootHash(),
                        Instant.EPOCH,
                        "");
        Archive.write(bases.resolve(name), manifest, visitor -> image.each(moment, visitor));
        try (var files = Files.list(bases)) {
            for (var path : files.filter(p -> !p.endsWith(name)).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Makes the deltas from the oldest snapshot up to `horizon`, the last commit that the journal
    /// will no longer hold.
    private void condense(long horizon, List<Image.Snapshot> snapshots) throws IOException {
        var wanted = new TreeSet<Long>();
        for (var snapshot : snapshots) {
            if (snapshot.number() < horizon) {
                wanted.add(snapshot.number());
            }
        }
        var start = deltas.end().orElse(null);
        var points = new TreeSet<Long>();
        for (var number : wanted) {
            if (start == null ? number >= journal.first() - 1 : number > start) {
                points.add(number);
            }
        }
        if (start != null) {
            points.add(start);
        }
        points.add(horizon);
        var to = points.pollLast();
        while (to != null && !points.isEmpty()) {
            var from = points.pollLast();
            if (from < to) {
                deltas.write(delta(from, to));
            }
            to = from;
        }
        for (var from : deltas.starts()) {
            if (wanted.isEmpty() || from < wanted.first()) {
                deltas.drop(from);
            } else if (!wanted.contains(from)) {
                deltas.join(from);
            }
        }
    }

    private Deltas.Delta delta(long from, long to) {
        var before = new HashMap<Long, byte @Nullable []>();
        for (var number = to; number > from; number--) {
            for (var edit : journal.entry(number).edits()) {
                before.put(edit.oid, edit.before);
            }
        }
        var state = image.past(from);
        return new Deltas.Delta(from, to, state.size(), state.rootHash(), before);
    }

    /// Removes the files of large objects that nothing refers to.
    private void large(Instant began) throws IOException {
        var folder = image.cells().folder();
        if (!Files.isDirectory(folder)) {
            return;
        }
        var needed = new HashSet<String>();
        image.each(image.moment(image.now()), (cell, oid) -> need(cell, needed));
        for (var number = journal.first(); number <= image.now().number(); number++) {
            for (var edit : journal.entry(number).edits()) {
                need(edit.before, needed);
                need(edit.after, needed);
            }
        }
        for (var from : deltas.starts()) {
            deltas.read(from).before().values().forEach(cell -> need(cell, needed));
        }
        try (var files = Files.walk(folder)) {
            for (var path : files.filter(Files::isRegularFile).toList()) {
                if (!needed.contains(path.getFileName().toString())) {
                    image.cells().drop(path, began);
                }
            }
        }
    }

    private static void need(byte @Nullable [] cell, Set<String> needed) {
        var name = cell == null ? null : Cells.needs(cell);
        if (name != null) {
            needed.add(HexFormat.of().formatHex(name));
        }
    }
}
