package batos.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The fast BLAS of an environment, preloaded in front of the reference BLAS that MLX bundles. It
/// lies within the package cvxopt, whose OpenBLAS chooses its code by the processor when it starts.
/// That of the package cmeel-openblas does not: it was built with AVX-512 and ends the process with
/// an illegal instruction on a processor without.
final class Blas {
    private static final String LIBRARY = "libopenblas-";

    /// The places where systems install it.
    static final List<Path> OF_THE_SYSTEM =
            Stream.of(
                            "/usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblas.so.0",
                            "/usr/lib/x86_64-linux-gnu/libopenblas.so.0",
                            "/usr/lib/aarch64-linux-gnu/openblas-pthread/libopenblas.so.0",
                            "/usr/lib/aarch64-linux-gnu/libopenblas.so.0",
                            "/usr/lib64/libopenblas.so.0")
                    .map(Path::of)
                    .toList();

    private Blas() {}

    /// OpenBLAS in the environment or on the system.
    static Optional<Path> in(Path environment, List<Path> system) {
        return find(environment.resolve("venv/lib"))
                .or(() -> system.stream().filter(Files::exists).findFirst());
    }

    private static Optional<Path> find(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(LIBRARY))
                    .min(Path::compareTo);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void preload(Path environment, List<Path> system, Map<String, String> variables) {
        in(environment, system)
                .ifPresent(library -> {
                    variables.put("LD_PRELOAD", library.toString());
                    variables.put("LD_LIBRARY_PATH", String.valueOf(library.getParent()));
                    variables.put("OPENBLAS_NUM_THREADS", "1");
                });
    }
}
