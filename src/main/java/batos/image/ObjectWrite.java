package batos.image;

import org.jspecify.annotations.Nullable;

/// What an object will be after a commit, with its hash.
final class ObjectWrite {
    final long oid;
    final byte @Nullable [] cell;
    final RootHash root;

    ObjectWrite(long oid, byte @Nullable [] cell) {
        this(oid, cell, new ObjectHasher());
    }

    /// @param cell null where there will be no object
    ObjectWrite(long oid, byte @Nullable [] cell, ObjectHasher hashing) {
        this.oid = oid;
        this.cell = cell;
        this.root = cell == null ? RootHash.EMPTY : hashing.root(oid, cell);
    }

    /// What a draft replaces, with its hash.
    static final class PriorObject {
        final byte @Nullable [] cell;
        final RootHash root;

        PriorObject(long oid, byte @Nullable [] cell, ObjectHasher hashing) {
            this.cell = cell;
            this.root = cell == null ? RootHash.EMPTY : hashing.root(oid, cell);
        }
    }
}
