package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.text.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files that batos has put into a prefix, as the file `lib/batos/installed` there lists it: a
/// line for each link (with its target), file (with its digest) and folder. It is written before
/// they are made, so that an installation that was cut off can be taken away, too.
final class Installation {
    private static final String LINK = "link";
    private static final String FILE = "file";
    private static final String FOLDER = "folder";

    private final Path list;

    Installation(Path prefix) {
        list = prefix.resolve("lib").resolve("batos").resolve("installed");
    }

    sealed interface Item {
        Path path();
    }

    record Link(Path path, Path target) implements Item {}

    record Text(Path path, String text) implements Item {}

    /// @param left files that differ from those that batos made
    record Removed(List<Path> removed, List<Path> left) {}

    /// A line of the list.
    private record Entry(String kind, Path path, String mark) {
        static Entry of(String line) {
            var parts = line.split("\t", 3);
            return new Entry(parts[0], Path.of(parts[1]), parts.length > 2 ? parts[2] : "");
        }

        static Entry of(Item item) {
            return switch (item) {
                case Link(var path, var target) -> new Entry(LINK, path, target.toString());
                case Text(var path, var text) -> new Entry(FILE, path, Sha256.of(text));
            };
        }

        String line() {
            return kind + "\t" + path + "\t" + mark;
        }

        /// Whether the present file is the one that batos made.
        boolean isOwn() throws IOException {
            return switch (kind) {
                case LINK ->
                        Files.isSymbolicLink(path)
                                && Files.readSymbolicLink(path).toString().equals(mark);
                case FILE ->
                        Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                                && Sha256.of(Files.readString(path)).equals(mark);
                default -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            };
        }
    }

    boolean isThere() {
        return Files.exists(list);
    }

    /// All of the items, or none where something else is in their way.
    ///
    /// @return a line for each
    List<String> install(List<Item> items) throws IOException {
        var earlier = entries();
        var foreign = new ArrayList<String>();
        for (var item : items) {
            var there = Files.exists(item.path(), LinkOption.NOFOLLOW_LINKS);
            if (there && !isOwn(item, earlier)) {
                foreign.add(item.path().toString());
            }
        }
        if (!foreign.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "nothing is installed, for these are not batos' own: "
                            + String.join(", ", foreign)
                            + ". Next: move them away, or batos install --prefix DIR");
        }
        var entries = new ArrayList<Entry>();
        for (var folder : missing(items)) {
            entries.add(new Entry(FOLDER, folder, ""));
        }
        earlier.stream().filter(it -> it.kind().equals(FOLDER)).forEach(entries::add);
        items.forEach(item -> entries.add(Entry.of(item)));
        // a file that an earlier installation made and this one does not name stays on the list
        earlier.stream()
                .filter(it -> !it.kind().equals(FOLDER))
                .filter(it -> items.stream().noneMatch(item -> item.path().equals(it.path())))
                .forEach(entries::add);
        Files.createDirectories(list.getParent());
        Files.write(list, entries.stream().map(Entry::line).toList());
        var made = new ArrayList<String>();
        for (var item : items) {
            Files.createDirectories(item.path().getParent());
            Files.deleteIfExists(item.path());
            switch (item) {
                case Link(var path, var target) -> {
                    Files.createSymbolicLink(path, target);
                    made.add(path + " -> " + target);
                }
                case Text(var path, var text) -> {
                    Files.writeString(path, text);
                    made.add(path.toString());
                }
            }
        }
        return made;
    }

    private static boolean isOwn(Item item, List<Entry> earlier) throws IOException {
        if (Entry.of(item).isOwn()) {
            return true;
        }
        for (var entry : earlier) {
            if (entry.path().equals(item.path())) {
                return entry.isOwn();
            }
        }
        return false;
    }

    /// The folders that will be made, the outer ones first.
    private List<Path> missing(List<Item> items) {
        var missing = new ArrayList<Path>();
        var all = new ArrayList<>(items.stream().map(Item::path).toList());
        all.add(list);
        for (var path : all) {
            var at = missing.size();
            for (var folder = path.getParent();
                    folder != null && !Files.exists(folder) && !missing.contains(folder);
                    folder = folder.getParent()) {
                missing.add(at, folder);
            }
        }
        return missing;
    }

    private List<Entry> entries() throws IOException {
        return isThere()
                ? Files.readAllLines(list).stream()
                        .filter(line -> line.contains("\t"))
                        .map(Entry::of)
                        .toList()
                : List.of();
    }

    /// Takes unchanged files away; made folders that are empty now go last.
    Removed uninstall() throws IOException {
        var removed = new ArrayList<Path>();
        var left = new ArrayList<Path>();
        var entries = entries();
        for (var entry : entries) {
            if (entry.kind().equals(FOLDER)
                    || !Files.exists(entry.path(), LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            if (entry.isOwn()) {
                Files.delete(entry.path());
                removed.add(entry.path());
            } else {
                left.add(entry.path());
            }
        }
        Files.delete(list);
        for (var entry : entries.reversed()) {
            if (entry.kind().equals(FOLDER) && entry.isOwn()) {
                try {
                    Files.delete(entry.path());
                } catch (DirectoryNotEmptyException e) {
                    // Another process uses it by now.
                }
            }
        }
        return new Removed(removed, left);
    }
}
