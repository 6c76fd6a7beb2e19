package batos.talk.processes;

import org.jspecify.annotations.Nullable;

/// An active `on:do:`.
final class Handler {
    final @Nullable Handler outer;
    final Object[] wanted;
    final Object[] blocks;

    Handler(@Nullable Handler outer, Object[] wanted, Object[] blocks) {
        this.outer = outer;
        this.wanted = wanted;
        this.blocks = blocks;
    }
}
