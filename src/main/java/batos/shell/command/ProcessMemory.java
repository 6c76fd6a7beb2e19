package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.Services;
import batos.mind.OnnxEmbedder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// The memory of this process by its use, in bytes: as the operating system counts it, and as the
/// JVM does.
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path MAPS = Path.of("/proc/self/smaps");

    private ProcessMemory() {}

    /// By the name of the part, in the order of the page.
    static SequencedMap<String, Object> now(Services house) {
        var parts = new LinkedHashMap<String, Object>();
        system("VmRSS", "resident", parts);
        system("RssAnon", "of that, its own", parts);
        system("RssFile", "of that, mapped files", parts);
        parts.put("of them, the image", mapped(house.image().home()));
        parts.put("image.memory_mb", bound(house));
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        parts.put("Java heap", heap.getCommitted());
        parts.put("of that, in use", heap.getUsed());
        parts.put("compiled code", pools("CodeHeap", "CodeCache"));
        parts.put("classes", pools("Metaspace"));
        parts.put("threads", ManagementFactory.getThreadMXBean().getThreadCount());
        parts.put("image on disk", house.image().bytes());
        parts.put("embedding model", OnnxEmbedder.isLoaded() ? "loaded" : "not loaded");
        return parts;
    }

    /// The configured bound; where the settings cannot be opened, the reason.
    private static String bound(Services house) {
        try {
            return "%d MB, for commits in memory and the mapped image"
                    .formatted(house.config().settings().image().memoryMb());
        } catch (CommandFailure e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static long pools(String... names) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> beginsWithOne(pool, names))
                .mapToLong(pool -> pool.getUsage().getCommitted())
                .sum();
    }

    private static boolean beginsWithOne(MemoryPoolMXBean pool, String... names) {
        for (var name : names) {
            if (pool.getName().startsWith(name)) {
                return true;
            }
        }
        return false;
    }

    /// Adds a count of Linux, in bytes; other systems leave it out.
    private static void system(String key, String name, Map<String, Object> parts) {
        try {
            for (var line : Files.readAllLines(STATUS)) {
                if (line.startsWith(key + ":")) {
                    var kilobytes = line.replaceAll("[^0-9]", "");
                    parts.put(name, Long.parseLong(kilobytes) << 10);
                }
            }
        } catch (IOException e) {
            return; // no /proc here
        }
    }

    /// The resident bytes of the mapped files of a folder; 0 where the system does not count them.
    private static long mapped(Path folder) {
        long kilobytes = 0;
        var inside = false;
        try {
            var prefix = folder.toRealPath() + "/"; // the system names files without links
            for (var line : Files.readAllLines(MAPS)) {
                var name = line.indexOf('/');
                if (line.matches("[0-9a-f]+-.*")) {
                    inside = name > 0 && line.startsWith(prefix, name);
                } else if (inside && line.startsWith("Rss:")) {
                    kilobytes += Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException e) {
            return 0; // no /proc here
        }
        return kilobytes << 10;
    }

    static String page(Map<String, Object> parts) {
        var page = new StringBuilder();
        parts.forEach((name, part) ->
                page.append(
                        "%-22s %s%n"
                                .formatted(
                                        name,
                                        part instanceof Long bytes
                                                ? String.format(
                                                        Locale.ROOT, "%.1f MB", bytes / 1048576.0)
                                                : part)));
        return page.toString().stripTrailing();
    }
}
