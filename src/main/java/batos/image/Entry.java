package batos.image;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A commit as the journal holds it, with all that is needed to do it again and to take it back.
///
/// @param size how many objects there are after it
/// @param next the next number for an anonymous object
record Entry(
        long number, Cause cause, Instant at, long size, long next, Root root, List<Edit> edits) {

    void write(Ink out) {
        out.fixed(number);
        out.fixed(at.getEpochSecond());
        out.fixedInt(at.getNano());
        out.text(cause.author());
        out.text(cause.line());
        out.whole(cause.deed());
        out.whole(size);
        out.whole(next);
        root.write(out);
        out.length(edits.size());
        for (var edit : edits) {
            out.fixed(edit.oid);
            cell(edit.before, out);
            cell(edit.after, out);
        }
    }

    private static void cell(byte @Nullable [] cell, Ink out) {
        if (cell == null) {
            out.length(0);
        } else {
            out.raw(cell);
        }
    }

    static Entry read(Reading in) {
        var number = in.fixed();
        var at = Instant.ofEpochSecond(in.fixed(), in.fixedInt());
        var cause = new Cause(in.text(), in.text(), in.whole());
        var size = in.whole();
        var next = in.whole();
        var root = Root.read(in);
        var count = in.count();
        var edits = new ArrayList<Edit>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            edits.add(new Edit(in.fixed(), cell(in), cell(in)));
        }
        return new Entry(number, cause, at, size, next, root, edits);
    }

    private static byte @Nullable [] cell(Reading in) {
        var cell = in.raw();
        return cell.length == 0 ? null : cell;
    }

    /// Whether its changes lead from the state before it to the one it names.
    boolean follows(long sizeThen, Root rootThen) {
        var count = sizeThen;
        var then = rootThen;
        for (var edit : edits) {
            if (edit.before != null) {
                then = then.minus(Cells.root(edit.oid, edit.before));
                count--;
            }
            if (edit.after != null) {
                then = then.plus(Cells.root(edit.oid, edit.after));
                count++;
            }
        }
        return count == size && then.equals(root);
    }

    Commit commit() {
        return new Commit(
                number,
                cause,
                at,
                edits.stream().map(edit -> new Oid(edit.oid)).toList(),
                root.toString());
    }
}
