package batos.image;

import org.jspecify.annotations.Nullable;

/// What an object will be after a commit, with its hash.
final class Draft {
    final long oid;
    final byte @Nullable [] cell;
    final Root root;

    Draft(long oid, byte @Nullable [] cell) {
        this(oid, cell, new Hashing());
    }

    /// @param cell null where there will be no object
    Draft(long oid, byte @Nullable [] cell, Hashing hashing) {
        this.oid = oid;
        this.cell = cell;
        this.root = cell == null ? Root.EMPTY : hashing.root(oid, cell);
    }

    /// What a draft replaces, with its hash.
    static final class Replaced {
        final byte @Nullable [] cell;
        final Root root;

        Replaced(long oid, byte @Nullable [] cell, Hashing hashing) {
            this.cell = cell;
            this.root = cell == null ? Root.EMPTY : hashing.root(oid, cell);
        }
    }
}
