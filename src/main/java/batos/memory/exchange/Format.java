package batos.memory.exchange;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A kind of file that holds conversations or notes.
public enum Format {
    /// One JSON document a line: id, kind (turn or fact), session, time, speaker, text, evidence.
    JSONL(new JsonLines()),
    /// `conversations.json` of a ChatGPT data export.
    CHATGPT(new ChatGptExport()),
    /// `conversations.json` of a Claude data export.
    CLAUDE(new ClaudeExport()),
    /// A note, or a folder of them; each heading's section is a turn.
    MARKDOWN(new MarkdownNotes()),
    /// Mail in the mbox format (RFC 4155); each message is a turn, each thread a session.
    MBOX(new Mbox());

    /// Large exports are split into `conversations-000.json` and so on.
    private static final Pattern CONVERSATIONS = Pattern.compile("conversations(-\\d+)?\\.json");

    @SuppressWarnings("ImmutableEnumChecker") // readers hold nothing that changes
    private final Reader reader;

    Format(Reader reader) {
        this.reader = reader;
    }

    /// Reads one file; throws [IOException] where it is not of its format, naming the place.
    interface Reader {
        /// @param root the folder that the file was found in; ids are relative to it
        void read(Path file, Path root, Consumer<Item> items) throws IOException;
    }

    /// The fields of a file that an import of it leaves out.
    public Set<String> ignored(Path path) throws IOException {
        return this == JSONL && Files.isRegularFile(path) ? JsonLines.ignored(path) : Set.of();
    }

    public static Optional<Format> named(String name) {
        for (var format : values()) {
            if (format.name().equalsIgnoreCase(name)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /// The most likely format of a file or folder.
    ///
    /// @throws IOException where the content does not tell; the message names the known formats
    public static Format of(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return ofFolder(path);
        }
        var name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".jsonl")) {
            return JSONL;
        }
        if (name.endsWith(".md") || name.endsWith(".markdown")) {
            return MARKDOWN;
        }
        if (name.endsWith(".mbox")) {
            return MBOX;
        }
        if (name.endsWith(".json")) {
            return Conversations.isClaude(path) ? CLAUDE : CHATGPT;
        }
        throw new IOException(
                path
                        + ": cannot tell what it is. Next: --format jsonl, chatgpt, claude,"
                        + " markdown or mbox");
    }

    /// An unpacked export has its conversations beside other files; a folder of notes has none.
    private static Format ofFolder(Path folder) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (var file : files) {
            if (CHATGPT.fits(file)) {
                return Conversations.isClaude(file) ? CLAUDE : CHATGPT;
            }
        }
        return Stream.of(MARKDOWN, MBOX, JSONL)
                .filter(format -> files.stream().anyMatch(format::fits))
                .findFirst()
                .orElse(MARKDOWN);
    }

    /// Hands on every item of a file, or of all files of a folder in the order of their names.
    public void read(Path path, Consumer<Item> items) throws IOException {
        if (!Files.isDirectory(path)) {
            one(path, Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path), items);
            return;
        }
        List<Path> files;
        try (var walk = Files.walk(path)) {
            files = walk.filter(Files::isRegularFile).filter(this::fits).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new IOException(path + " holds no file of the format " + label());
        }
        for (var file : files) {
            one(file, path, items);
        }
    }

    private void one(Path file, Path root, Consumer<Item> items) throws IOException {
        try {
            reader.read(file, root, items);
        } catch (MalformedInputException e) {
            throw new IOException(file + " is not UTF-8", e);
        }
    }

    private boolean fits(Path file) {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return switch (this) {
            case JSONL -> name.endsWith(".jsonl");
            case CHATGPT, CLAUDE -> CONVERSATIONS.matcher(name).matches();
            case MARKDOWN -> name.endsWith(".md") || name.endsWith(".markdown");
            case MBOX -> name.endsWith(".mbox");
        };
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
