package batos.image;

import org.jspecify.annotations.Nullable;

/// The object that a write replaces, with its hash.
final class PriorObject {
    /// Null where there was no object.
    final byte @Nullable [] cell;

    final RootHash root;

    PriorObject(long oid, byte @Nullable [] cell, ObjectHasher hasher) {
        this.cell = cell;
        this.root = cell == null ? RootHash.EMPTY : hasher.root(oid, cell);
    }
}
