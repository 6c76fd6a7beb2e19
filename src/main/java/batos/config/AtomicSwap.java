package batos.config;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// Swaps two names of a folder in one step, so that the former file of a name is never lost: Linux'
/// `renameat2` with `RENAME_EXCHANGE`.
final class AtomicSwap {
    private static final int RENAME_EXCHANGE = 2;

    /// The folder that relative paths are relative to; all paths given are absolute.
    private static final int AT_FDCWD = -100;

    private final MethodHandle renameat2;

    private AtomicSwap(MethodHandle renameat2) {
        this.renameat2 = renameat2;
    }

    /// Empty where the system's C library has no such call.
    @SuppressWarnings("restricted") // the launcher enables native access
    static Optional<AtomicSwap> available() {
        var linker = Linker.nativeLinker();
        return linker.defaultLookup()
                .find("renameat2")
                .map(symbol ->
                        new AtomicSwap(
                                linker.downcallHandle(
                                        symbol,
                                        FunctionDescriptor.of(
                                                ValueLayout.JAVA_INT,
                                                ValueLayout.JAVA_INT,
                                                ValueLayout.ADDRESS,
                                                ValueLayout.JAVA_INT,
                                                ValueLayout.ADDRESS,
                                                ValueLayout.JAVA_INT))));
    }

    /// @return whether they were swapped; if not, both are as they were
    boolean swap(Path a, Path b) {
        try (var arena = Arena.ofConfined()) {
            var first = arena.allocateFrom(a.toAbsolutePath().toString(), StandardCharsets.UTF_8);
            var second = arena.allocateFrom(b.toAbsolutePath().toString(), StandardCharsets.UTF_8);
            return (int) renameat2.invokeExact(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE)
                    == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("renameat2 cannot be called", e);
        }
    }
}
