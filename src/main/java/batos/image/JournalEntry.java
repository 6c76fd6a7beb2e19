package batos.image;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A commit as the journal holds it, with all that is needed to do it again and to take it back.
///
/// @param size how many objects there are after it
/// @param next the next number for an anonymous object
record JournalEntry(
        long number,
        Cause cause,
        Instant at,
        long size,
        long next,
        RootHash root,
        List<Edit> edits) {

    /// Which commit it is, without its content.
    record Origin(long number, Cause cause) {}

    Origin origin() {
        return new Origin(number, cause);
    }

    void write(ByteWriter out) {
        out.int64(number);
        out.int64(at.getEpochSecond());
        out.int32(at.getNano());
        out.text(cause.author().toString());
        out.text(cause.line());
        out.varint(cause.deed());
        out.varint(size);
        out.varint(next);
        root.write(out);
        out.length(edits.size());
        for (var edit : edits) {
            out.int64(edit.oid);
            cell(edit.before, out);
            cell(edit.after, out);
        }
    }

    private static void cell(byte @Nullable [] cell, ByteWriter out) {
        if (cell == null) {
            out.length(0);
        } else {
            out.block(cell);
        }
    }

    static JournalEntry read(ByteReader in) {
        var number = in.int64();
        var at = Instant.ofEpochSecond(in.int64(), in.int32());
        var cause = new Cause(Author.of(in.text()), in.text(), in.varint());
        var size = in.varint();
        var next = in.varint();
        var root = RootHash.read(in);
        var count = in.count();
        var edits = new ArrayList<Edit>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            edits.add(new Edit(in.int64(), cell(in), cell(in)));
        }
        return new JournalEntry(number, cause, at, size, next, root, edits);
    }

    private static byte @Nullable [] cell(ByteReader in) {
        var cell = in.block();
        return cell.length == 0 ? null : cell;
    }

    /// Whether its changes lead from the state before it to the one it names.
    boolean follows(long sizeThen, RootHash rootThen) {
        return sizeThen == sizeBefore() && rootThen.equals(rootBefore());
    }

    /// How many objects there were before it.
    long sizeBefore() {
        var count = size;
        for (var edit : edits) {
            count += edit.before == null ? 0 : 1;
            count -= edit.after == null ? 0 : 1;
        }
        return count;
    }

    /// The root of the state before it.
    RootHash rootBefore() {
        var then = root;
        for (var edit : edits) {
            if (edit.after != null) {
                then = then.minus(ObjectCodec.root(edit.oid, edit.after));
            }
            if (edit.before != null) {
                then = then.plus(ObjectCodec.root(edit.oid, edit.before));
            }
        }
        return then;
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
