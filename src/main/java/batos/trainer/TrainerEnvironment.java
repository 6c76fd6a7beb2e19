package batos.trainer;

import batos.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A virtual environment of Python under the home, with pinned packages: each version and the
/// SHA-256 of each file stand in a resource, and pip refuses what differs.
public final class TrainerEnvironment {
    private static final String MARK = "installed";
    private static final List<String> PYTHONS =
            List.of("python3.11", "python3.12", "python3.13", "python3", "python");

    private final String name;
    private final Path folder;
    private final boolean blas;
    private final Needs needs;
    private final PythonFiles files;

    /// The parts of the machine that an environment is made from.
    ///
    /// @param pythons programs on the PATH, the first that is recent enough is taken
    /// @param blas places of the system where OpenBLAS may lie
    record Needs(List<String> pythons, List<Path> blas) {
        static final Needs OF_THIS_MACHINE = new Needs(PYTHONS, Blas.OF_THE_SYSTEM);
    }

    /// @param name of the resource with the packages, without its `.txt`
    /// @param home the environment lies in its folder `trainers`
    /// @param blas whether a fast BLAS must be preloaded
    TrainerEnvironment(String name, Path home, boolean blas) {
        this(name, home, blas, Needs.OF_THIS_MACHINE);
    }

    TrainerEnvironment(String name, Path home, boolean blas, Needs needs) {
        this.name = name;
        this.needs = needs;
        this.folder = home.resolve("trainers").resolve(name);
        this.blas = blas && System.getProperty("os.name", "").startsWith("Linux");
        this.files = new PythonFiles(folder.resolve("scripts"));
    }

    public Path folder() {
        return folder;
    }

    /// The size of an installation on the disk and over the network, in words.
    public String size() {
        return requirements()
                .lines()
                .filter(line -> line.startsWith("# size: "))
                .map(line -> line.substring("# size: ".length()))
                .findFirst()
                .orElse("an unknown size");
    }

    public Trainer.Readiness readiness() {
        if (!installed()) {
            return new Trainer.Readiness.Missing(
                    "the trainer %s is not installed in %s (%s). Next: /trainer install %s"
                            .formatted(name, folder, size(), name));
        }
        if (!Files.isExecutable(venvPython())) {
            return new Trainer.Readiness.Missing(
                    "the trainer %s has lost its Python %s (was the system's Python replaced?). Next: /trainer install %s"
                            .formatted(name, venvPython(), name));
        }
        if (blas && Blas.in(folder, needs.blas()).isEmpty()) {
            return new Trainer.Readiness.Missing(
                    "the trainer %s has no OpenBLAS in %s, and without it MLX is 27 times slower on a processor. Next: /trainer install %s"
                            .formatted(name, folder, name));
        }
        return new Trainer.Readiness.Ready(
                name
                        + " in "
                        + folder
                        + ": "
                        + String.join(
                                ", ",
                                versions().entrySet().stream()
                                        .filter(entry -> !entry.getKey().equals("pinned"))
                                        .map(entry -> entry.getKey() + " " + entry.getValue())
                                        .toList()));
    }

    private boolean installed() {
        var mark = folder.resolve(MARK);
        try {
            return Files.exists(mark) && Files.readString(mark).equals(pinned());
        } catch (IOException e) {
            return false;
        }
    }

    /// The packages that matter, with their versions, and under `pinned` the hash of all of them.
    Map<String, String> versions() {
        var versions = new TreeMap<String, String>();
        for (var line : requirements().split("\n", 0)) {
            for (var wanted :
                    List.of("mlx==", "mlx-lm==", "gguf==", "unsloth==", "trl==", "torch==")) {
                if (line.startsWith(wanted)) {
                    versions.put(
                            wanted.substring(0, wanted.length() - 2),
                            line.substring(wanted.length()).split("[ ;\\\\]", 0)[0]);
                }
            }
        }
        versions.put("pinned", pinned());
        return versions;
    }

    private String requirements() {
        return PythonFiles.resource(name + ".txt");
    }

    private String pinned() {
        return Sha256.of(requirements());
    }

    /// Makes the environment, or goes on with one that was cut off. Blocking; an interrupt ends it.
    ///
    /// @param progress gets lines as pip tells them
    public InstallEnd install(Consumer<String> progress) {
        var python = python();
        if (python.isEmpty()) {
            return new InstallEnd.Failed(
                    "no Python 3.11 or newer on the PATH (looked for "
                            + String.join(", ", needs.pythons())
                            + "). Next: apt-get install python3-venv, then /trainer install "
                            + name);
        }
        try {
            Files.createDirectories(folder);
            var list = folder.resolve("requirements.txt");
            Files.writeString(list, requirements());
            var venv = folder.resolve("venv");
            if (!Files.isExecutable(venvPython())) {
                run(List.of(python.get(), "-m", "venv", "--clear", venv.toString()), progress);
            }
            run(
                    List.of(
                            venvPython().toString(),
                            "-m",
                            "pip",
                            "install",
                            "--require-hashes",
                            "--disable-pip-version-check",
                            "--no-input",
                            // Python compiles modules at first use: a tenth of them
                            "--no-compile",
                            "-r",
                            list.toString()),
                    progress);
            Files.writeString(folder.resolve(MARK), pinned());
            return new InstallEnd.Installed(bytes());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new InstallEnd.Failed(
                    "interrupted. Next: /trainer install " + name + " goes on");
        } catch (IOException e) {
            return new InstallEnd.Failed(
                    "%s: %s. Next: /trainer install %s goes on where it ended"
                            .formatted(name, e.getMessage(), name));
        }
    }

    /// The outcome of an installation.
    public sealed interface InstallEnd {
        record Installed(long bytes) implements InstallEnd {}

        record Failed(String why) implements InstallEnd {}
    }

    private Path venvPython() {
        return folder.resolve("venv/bin/python");
    }

    private Optional<String> python() {
        return needs.pythons().stream().filter(TrainerEnvironment::recent).findFirst();
    }

    private static boolean recent(String python) {
        try {
            return new ProcessBuilder(
                                    python,
                                    "-c",
                                    "import sys, venv; sys.exit(sys.version_info < (3, 11))")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void run(List<String> command, Consumer<String> progress)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var last = "";
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (Thread.interrupted()) {
                    process.descendants().forEach(ProcessHandle::destroy);
                    process.destroy();
                    throw new InterruptedException();
                }
                if (!line.isBlank()) {
                    last = line.strip();
                    progress.accept(last);
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException(last);
        }
    }

    /// Takes everything of it away.
    ///
    /// @return the number of removed bytes
    public long remove() {
        var bytes = bytes();
        try {
            if (Files.exists(folder)) {
                Files.walkFileTree(folder, new Removal());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
        return bytes;
    }

    private long bytes() {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /// The command that runs one of the shipped scripts on a folder, at the lowest priority.
    ///
    /// @param module the Python module that trains
    ProcessBuilder command(String module, Path work) throws IOException {
        var builder =
                new ProcessBuilder(
                        venvPython().toString(), files.write().toString(), module, work.toString());
        if (blas) {
            Blas.preload(folder, needs.blas(), builder.environment());
        }
        builder.environment().put("HF_HUB_OFFLINE", "1");
        builder.environment().put("PYTHONNOUSERSITE", "1");
        return builder;
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(
                Path folder, @org.jspecify.annotations.Nullable IOException fault)
                throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
