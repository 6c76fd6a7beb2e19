package batos.image;

import org.jspecify.annotations.Nullable;

/// One object's part in a commit: its cell before and after; null where there was or is no object.
final class Edit {
    final long oid;
    final byte @Nullable [] before;
    final byte @Nullable [] after;

    Edit(long oid, byte @Nullable [] before, byte @Nullable [] after) {
        this.oid = oid;
        this.before = before;
        this.after = after;
    }
}
