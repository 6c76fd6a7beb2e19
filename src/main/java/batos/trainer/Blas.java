package batos.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The fast BLAS of an environment: OpenBLAS comes as a Python package and is preloaded in front of
/// the reference BLAS that MLX bundles. It wants libgfortran under its plain name; MLX bundles that
/// library under a name of its own, to which a link is made.
final class Blas {
    private static final String LINKS = "blas";

    /// Where systems install it.
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
        return find(environment.resolve("venv/lib"), "libopenblas.so.0")
                .filter(
                        file ->
                                Files.exists(
                                        environment.resolve(LINKS).resolve("libgfortran.so.5")))
                .or(() -> system.stream().filter(Files::exists).findFirst());
    }

    static void prepare(Path environment) throws IOException {
        var bundled = find(environment.resolve("venv/lib"), "libgfortran-");
        if (bundled.isPresent()) {
            var link = environment.resolve(LINKS).resolve("libgfortran.so.5");
            Files.createDirectories(link.getParent());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, bundled.get());
        }
    }

    private static Optional<Path> find(Path folder, String beginning) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning))
                    .filter(file -> !file.toString().contains("numpy.libs"))
                    .min(Path::compareTo);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static void preload(Path environment, List<Path> system, Map<String, String> variables) {
        in(environment, system)
                .ifPresent(
                        library -> {
                            variables.put("LD_PRELOAD", library.toString());
                            variables.put("OPENBLAS_NUM_THREADS", "1");
                        });
        find(environment.resolve("venv/lib"), "libgfortran-")
                .ifPresent(
                        bundled ->
                                variables.put(
                                        "LD_LIBRARY_PATH",
                                        environment.resolve(LINKS) + ":" + bundled.getParent()));
    }
}
