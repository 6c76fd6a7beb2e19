package batos.image;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An object's value after a commit, with its hash.
final class ObjectWrite {
    final long oid;

    /// Null where there will be no object.
    final byte @Nullable [] cell;

    final RootHash root;

    /// The writes of a change. Objects that are large enough go into files of their own meanwhile.
    static List<ObjectWrite> of(Change change, ObjectCodec codec) {
        var writes = new ArrayList<ObjectWrite>();
        var hasher = new ObjectHasher();
        var page = new ByteWriter();
        change.edits()
                .forEach((oid, form) ->
                        writes.add(
                                new ObjectWrite(
                                        oid.value(),
                                        form.map(it -> codec.of(it, page)).orElse(null),
                                        hasher)));
        return writes;
    }

    ObjectWrite(long oid, byte @Nullable [] cell) {
        this(oid, cell, new ObjectHasher());
    }

    ObjectWrite(long oid, byte @Nullable [] cell, ObjectHasher hasher) {
        this.oid = oid;
        this.cell = cell;
        this.root = cell == null ? RootHash.EMPTY : hasher.root(oid, cell);
    }
}
