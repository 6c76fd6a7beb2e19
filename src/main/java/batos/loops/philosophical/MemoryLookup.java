package batos.loops.philosophical;

import java.util.List;

/// Memory's evidence on a theme.
@FunctionalInterface
public interface MemoryLookup {
    /// At most `limit` memories, the most telling first.
    List<Remembered> recall(String theme, int limit);

    /// @param id by which the memory can be shown again
    record Remembered(String id, String text) {}
}
