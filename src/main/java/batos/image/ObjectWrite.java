package batos.image;

import org.jspecify.annotations.Nullable;

/// What an object will be after a commit, with its hash.
final class ObjectWrite {
    final long oid;

    /// Null where there will be no object.
    final byte @Nullable [] cell;

    final RootHash root;

    ObjectWrite(long oid, byte @Nullable [] cell) {
        this(oid, cell, new ObjectHasher());
    }

    ObjectWrite(long oid, byte @Nullable [] cell, ObjectHasher hasher) {
        this.oid = oid;
        this.cell = cell;
        this.root = cell == null ? RootHash.EMPTY : hasher.root(oid, cell);
    }
}
