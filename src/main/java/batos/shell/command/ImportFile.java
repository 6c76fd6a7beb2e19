package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.shell.session.TextFile;
import batos.text.FileErrors;
import batos.toolbox.Importer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A Python file to import, and its tests where they stand in a file of their own.
///
/// @param tests such as `test_x.py` beside `x.py` or in `tests/`
record ImportFile(Path source, Optional<Path> tests) {
    /// Folders stand for their files; a test file stands for the file it tests, where that is
    /// there.
    static List<ImportFile> of(List<Path> files, Optional<Path> tests) {
        var sources = new LinkedHashMap<Path, Path>();
        for (var file : files) {
            for (var each : Files.isDirectory(file) ? inside(file) : List.of(file)) {
                var source = tests.isPresent() ? each : tested(each).orElse(each);
                sources.putIfAbsent(source.toAbsolutePath().normalize(), source);
            }
        }
        if (sources.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "no .py file in " + files.getFirst());
        }
        return sources.values().stream()
                .map(source -> new ImportFile(source, tests.or(() -> beside(source))))
                .toList();
    }

    String stem() {
        return stem(source);
    }

    String name() {
        return String.valueOf(source.getFileName());
    }

    /// The texts to read; empty where the file cannot be read.
    Importer.Coming coming() {
        try {
            return new Importer.Coming(text(source), tests.map(ImportFile::text));
        } catch (CommandFailure trouble) {
            return new Importer.Coming("", Optional.empty());
        }
    }

    /// @throws Trouble when the file cannot be read
    static String text(Path file) {
        return TextFile.read(file, "give a file of Python");
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".py"))
                    .filter(file ->
                            !stem(file).equals("__init__") && !stem(file).equals("conftest"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "cannot read " + folder + ": " + FileErrors.reason(e), e);
        }
    }

    private static String stem(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
    }

    /// The file that a test file tests: beside it, or one folder up.
    private static Optional<Path> tested(Path file) {
        var stem = stem(file);
        var subject =
                stem.startsWith("test_")
                        ? stem.substring(5)
                        : stem.endsWith("_test") ? stem.substring(0, stem.length() - 5) : "";
        var folder = file.toAbsolutePath().normalize().getParent();
        return subject.isEmpty() || folder == null
                ? Optional.empty()
                : there(folder.resolve(subject + ".py"), folder.resolveSibling(subject + ".py"));
    }

    private static Optional<Path> beside(Path file) {
        var folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            return Optional.empty();
        }
        var places = new ArrayList<Path>();
        for (var name : List.of("test_" + stem(file) + ".py", stem(file) + "_test.py")) {
            places.add(folder.resolve(name));
            places.add(folder.resolve("tests").resolve(name));
            places.add(folder.resolve("test").resolve(name));
            places.add(folder.resolveSibling("tests").resolve(name));
        }
        return there(places.toArray(Path[]::new));
    }

    private static Optional<Path> there(Path... places) {
        return Stream.of(places).filter(Files::isRegularFile).findFirst();
    }
}
