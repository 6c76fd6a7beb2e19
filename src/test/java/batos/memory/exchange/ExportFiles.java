package batos.memory.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Writes files of tests and reads them.
final class ExportFiles {
    private final Path folder;

    ExportFiles(Path folder) {
        this.folder = folder;
    }

    Path write(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Item> read(Format format, Path path) throws IOException {
        var items = new ArrayList<Item>();
        format.read(path, items::add);
        return items;
    }

    /// Who said what, one line each.
    static List<String> said(List<Item> items) {
        return items.stream().map(it -> it.speaker() + ": " + it.text()).toList();
    }
}
