package batos.talk.host;

import batos.talk.bind.HostFiles;
import batos.tape.InputLines;
import batos.tape.Tape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The files of this machine behind a gate: off, read or write, and only under some folders. The
/// tape records every read, and a replay touches no file.
///
/// A path is resolved through symbolic links before it is compared with the folders.
public final class GatedFiles implements HostFiles {
    /// The access of programs to files.
    public enum Access {
        OFF,
        READ,
        WRITE
    }

    /// @param folders under which files may be touched; empty for the working directory alone
    public record Gate(Access access, List<Path> folders) {
        public static final Gate OFF = new Gate(Access.OFF, List.of());

        public Gate {
            folders = List.copyOf(folders);
        }
    }

    private static final String CHANNEL = "talk.files";

    private final Tape tape;
    private final Supplier<Gate> gate;
    private final Supplier<InputStream> input;
    private final Consumer<String> error;
    private final Path working;
    private @Nullable InputLines lines;

    /// @param gate asked at each use, so that settings are live
    /// @param input standard input, opened at the first line that is asked for
    public GatedFiles(
            Tape tape,
            Supplier<Gate> gate,
            Supplier<InputStream> input,
            Consumer<String> error,
            Path working) {
        this.tape = tape;
        this.gate = gate;
        this.input = input;
        this.error = error;
        this.working = working.toAbsolutePath().normalize();
    }

    /// No file at all.
    public static HostFiles none() {
        return new GatedFiles(
                Tape.live(), () -> Gate.OFF, InputStream::nullInputStream, text -> {}, Path.of(""));
    }

    @Override
    public byte[] read(String path) throws IOException {
        return Base64.getDecoder()
                .decode(
                        asked(
                                "read",
                                path,
                                Access.READ,
                                file -> encoded(Files.readAllBytes(file))));
    }

    @Override
    public void write(String path, byte[] content, boolean append) throws IOException {
        asked(
                append ? "append" : "write",
                path,
                Access.WRITE,
                file -> {
                    if (append) {
                        Files.write(
                                file,
                                content,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND);
                    } else {
                        Files.write(file, content);
                    }
                    return "";
                });
    }

    @Override
    public Entry entry(String path) throws IOException {
        var told = asked("entry", path, Access.READ, GatedFiles::entry).split(" ", -1);
        return new Entry(
                Boolean.parseBoolean(told[0]),
                Boolean.parseBoolean(told[1]),
                Long.parseLong(told[2]),
                Long.parseLong(told[3]));
    }

    private static String entry(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "false false 0 0";
        }
        return "true "
                + Files.isDirectory(file)
                + " "
                + Files.size(file)
                + " "
                + Files.getLastModifiedTime(file).toInstant().getEpochSecond();
    }

    @Override
    public List<String> list(String path) throws IOException {
        var names =
                asked(
                        "list",
                        path,
                        Access.READ,
                        folder -> {
                            try (var entries = Files.list(folder)) {
                                return String.join(
                                        "\n",
                                        entries.map(entry -> entry.getFileName().toString())
                                                .sorted()
                                                .toList());
                            }
                        });
        return names.isEmpty() ? List.of() : List.of(names.split("\n", -1));
    }

    @Override
    public void remove(String path) throws IOException {
        asked(
                "remove",
                path,
                Access.WRITE,
                file -> {
                    Files.delete(file);
                    return "";
                });
    }

    @Override
    public void createFolder(String path) throws IOException {
        asked(
                "folder",
                path,
                Access.WRITE,
                folder -> {
                    Files.createDirectory(folder);
                    return "";
                });
    }

    @Override
    public @Nullable String line() throws IOException {
        var told =
                taped(
                        "line",
                        () -> {
                            var line = next();
                            return line == null ? "" : "+" + line;
                        });
        return told.isEmpty() ? null : told.substring(1);
    }

    private @Nullable String next() throws IOException {
        var open = lines;
        if (open == null) {
            open = new InputLines(input.get());
            lines = open;
        }
        return open.next();
    }

    @Override
    public void error(String text) {
        error.accept(text);
    }

    @Override
    public String workingDirectory() {
        return working.toString();
    }

    private interface Work {
        String done(Path file) throws IOException;
    }

    private String asked(String verb, String path, Access needed, Work work) throws IOException {
        return taped(verb + " " + path, () -> work.done(allowed(path, needed)));
    }

    private interface Live {
        String answer() throws IOException;
    }

    /// An answer begins with `=`; a failure is recorded as `!` and its message.
    private String taped(String request, Live live) throws IOException {
        var told =
                tape.ask(
                        CHANNEL,
                        request,
                        () -> {
                            try {
                                return "=" + live.answer();
                            } catch (IOException e) {
                                return "!" + explained(e);
                            }
                        });
        if (told.startsWith("!")) {
            throw new IOException(told.substring(1));
        }
        return told.substring(1);
    }

    private static String explained(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException missing -> "no file at " + missing.getFile();
            case java.nio.file.AccessDeniedException denied ->
                    "the system does not let this user open " + denied.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }

    private Path allowed(String path, Access needed) throws IOException {
        var now = gate.get();
        var word = needed == Access.WRITE ? "write" : "read";
        if (now.access().compareTo(needed) < 0) {
            throw new IOException(
                    "programs may not "
                            + word
                            + " files ("
                            + path
                            + "). Next: settings set language.files "
                            + word);
        }
        var file = real(working.resolve(path).normalize());
        var folders = now.folders().isEmpty() ? List.of(working) : now.folders();
        for (var folder : folders) {
            if (file.startsWith(real(working.resolve(folder).normalize()))) {
                return file;
            }
        }
        throw new IOException(
                path
                        + " lies outside the folders that programs may touch ("
                        + String.join(", ", folders.stream().map(Path::toString).toList())
                        + "). Next: settings set language.folders FOLDER");
    }

    /// With symbolic links followed as far as the path exists.
    private static Path real(Path path) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        var parent = path.getParent();
        return parent == null ? path : real(parent).resolve(path.getFileName());
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
