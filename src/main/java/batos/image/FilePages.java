package batos.image;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// System calls that Java lacks: to reserve blocks of the disk for a file without writing, and to
/// take mapped pages out of this process, which leaves them in the system's cache.
///
/// Binding the calls takes tens of milliseconds; nothing here belongs into a start.
final class FilePages {
    private static final int READ_WRITE = 2;
    private static final int DONT_NEED = 4;
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final Path STATM = Path.of("/proc/self/statm");
    private static final int PAGE = 4096;

    private final MethodHandle open;
    private final MethodHandle allocate;
    private final MethodHandle close;
    private final MethodHandle advise;

    /// Bound when first asked for; null where the system has no such calls.
    private static final class Bound {
        static final @Nullable FilePages CALLS = bind();
    }

    private FilePages(
            MethodHandle open, MethodHandle allocate, MethodHandle close, MethodHandle advise) {
        this.open = open;
        this.allocate = allocate;
        this.close = close;
        this.advise = advise;
    }

    private static @Nullable FilePages bind() {
        try {
            var number = ValueLayout.JAVA_INT;
            var length = ValueLayout.JAVA_LONG;
            var address = ValueLayout.ADDRESS;
            return new FilePages(
                    call("open", FunctionDescriptor.of(number, address, number)),
                    call("posix_fallocate", FunctionDescriptor.of(number, number, length, length)),
                    call("close", FunctionDescriptor.of(number, number)),
                    call("madvise", FunctionDescriptor.of(number, length, length, number)));
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }

    @SuppressWarnings("restricted") // the launcher enables native access
    private static MethodHandle call(String name, FunctionDescriptor type) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }

    /// Gives the bytes of a file a place on the disk, and makes it as long as that.
    ///
    /// @return whether it did; else they must be written
    static boolean reserve(Path path, long from, long length) {
        var calls = Bound.CALLS;
        return calls != null && calls.reserved(path, from, length);
    }

    private boolean reserved(Path path, long from, long length) {
        try (var arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString(), StandardCharsets.UTF_8);
            var file = (int) open.invokeExact(name, READ_WRITE);
            if (file < 0) {
                return false;
            }
            try {
                return (int) allocate.invokeExact(file, from, length) == 0;
            } finally {
                var ignored = (int) close.invokeExact(file);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("posix_fallocate cannot be called", e);
        }
    }

    /// The resident bytes of mapped files in this process; 0 where the system does not count them.
    static long resident() {
        try {
            return Long.parseLong(Files.readString(STATM).split(" ", 4)[2]) * PAGE;
        } catch (IOException e) {
            return 0;
        }
    }

    /// Takes the pages of all mapped files of a folder out of this process. A later reader gets a
    /// page from the system's cache; written bytes stay there as well. Only for [HeapMaps], as none
    /// of them may be unmapped meanwhile.
    static void drop(Path folder) {
        var calls = Bound.CALLS;
        if (calls == null) {
            return;
        }
        try {
            var prefix = folder.toRealPath() + "/";
            for (var line : Files.readAllLines(MAPS)) {
                var name = line.indexOf('/');
                if (name > 0 && line.startsWith(prefix, name)) {
                    calls.dropRange(line.substring(0, line.indexOf(' ')));
                }
            }
        } catch (IOException e) {
            return; // no such system
        }
    }

    /// Takes the pages of address ranges, as `/proc/self/maps` writes them, out of this process.
    static void dropRanges(List<String> ranges) {
        var calls = Bound.CALLS;
        if (calls != null) {
            ranges.forEach(calls::dropRange);
        }
    }

    private void dropRange(String range) {
        var from = Long.parseUnsignedLong(range, 0, range.indexOf('-'), 16);
        var to = Long.parseUnsignedLong(range, range.indexOf('-') + 1, range.length(), 16);
        try {
            var ignored = (int) advise.invokeExact(from, to - from, DONT_NEED);
        } catch (Throwable e) {
            throw new IllegalStateException("madvise cannot be called", e);
        }
    }
}
