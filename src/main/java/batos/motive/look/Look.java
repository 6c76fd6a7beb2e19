package batos.motive.look;

import java.util.List;

/// The result of a look.
public sealed interface Look {
    /// The journal is where it was at the last look.
    record Unmoved(long position) implements Look {}

    /// Things have changed, and nothing of it is new to it.
    ///
    /// @param known signs that were looked at before
    record Quiet(long position, int known) implements Look {}

    /// @param signs that were never looked at, in a fixed order
    record News(long position, List<Sign> signs) implements Look {
        public News {
            signs = List.copyOf(signs);
        }
    }
}
