package batos.talk.processes;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/// The live heap that an evaluation added: as left by collections, never garbage.
final class HeapUse {
    private final long before = live();

    private static List<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(pool -> pool.getCollectionUsage() != null)
                .toList();
    }

    /// Whether so little is left that the next large object could end the process. The last
    /// collection may have been while another evaluation held much; so the heap is collected before
    /// the answer is yes.
    static boolean crowded() {
        var runtime = Runtime.getRuntime();
        var most = runtime.maxMemory();
        if (runtime.totalMemory() - runtime.freeMemory() <= most / 10 * 9 || !isMuch(most)) {
            return false;
        }
        System.gc();
        return isMuch(most);
    }

    private static boolean isMuch(long most) {
        return live() > most / 100 * 85;
    }

    /// Bytes that the last collections left.
    static long live() {
        var live = 0L;
        for (var pool : pools()) {
            var usage = pool.getCollectionUsage();
            live += usage == null ? 0 : usage.getUsed();
        }
        return live;
    }

    long added() {
        return live() - before;
    }

    /// The bytes that could still be allocated, half of the used heap counted as garbage.
    static long room() {
        var runtime = Runtime.getRuntime();
        return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory()) / 2;
    }
}
