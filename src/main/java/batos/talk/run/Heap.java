package batos.talk.run;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/// How much live heap an evaluation added: what collections left behind, never garbage.
final class Heap {
    private final List<MemoryPoolMXBean> pools =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .filter(pool -> pool.getCollectionUsage() != null)
                    .toList();
    private final long before = live();

    private long live() {
        var live = 0L;
        for (var pool : pools) {
            var usage = pool.getCollectionUsage();
            live += usage == null ? 0 : usage.getUsed();
        }
        return live;
    }

    long added() {
        return live() - before;
    }

    /// What could still be allocated.
    static long room() {
        var runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory()) / 2;
    }
}
