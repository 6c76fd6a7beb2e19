package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.council.Attachment;
import batos.shell.session.CommandContext;
import batos.text.FileErrors;
import batos.text.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The attachments of a question: files, and piped input. All is text, and together no more than
/// `council.attachments_kb` allows. It passes the tape, so that a replay needs no file.
final class AttachedTexts {
    private static final String CHANNEL = "attachment";
    private static final String INPUT = "standard input";
    private static final Path DASH = Path.of("-");

    private final CommandContext context;
    private long left;

    AttachedTexts(CommandContext context) {
        this.context = context;
    }

    /// @param question the piped text where it is to be the question; else empty
    record Attached(List<Attachment> attachments, String question) {}

    /// @param asks whether the piped text is the question
    Attached read(List<Path> files, boolean asks) {
        // Before the house is opened: where another process owns it, the input goes there.
        var piped = context.pipedInput();
        piped.ifPresent(input -> input.bytes());
        left = (long) limit() << 10;
        var attachments = new ArrayList<Attachment>();
        for (var file : files) {
            if (!file.equals(DASH)) {
                attachments.add(
                        new Attachment(name(file), taped(file.toString(), () -> bytes(file))));
            }
        }
        var text =
                piped.isPresent() || files.contains(DASH) || context.house().tape().replaying()
                        ? input()
                        : "";
        if (asks && !files.contains(DASH)) {
            return new Attached(attachments, text.strip());
        }
        if (!text.isBlank()) {
            attachments.add(new Attachment(INPUT, text));
        }
        return new Attached(attachments, "");
    }

    private int limit() {
        return context.house().config().settings().council().attachmentsKb();
    }

    private static String name(Path file) {
        return Optional.ofNullable(file.getFileName()).orElse(file).toString();
    }

    /// Older recordings have no input, and an empty one is not recorded.
    private String input() {
        var tape = context.house().tape();
        var recorded = tape.marks("input");
        if (tape.replaying()) {
            recorded.stream().findFirst().ifPresent(text -> tape.mark("input", text));
            return recorded.stream().findFirst().orElse("");
        }
        var text =
                text(
                        INPUT,
                        context.pipedInput().map(input -> input.bytes()).orElseGet(this::typed));
        if (!text.isBlank()) {
            tape.mark("input", text);
        }
        return text;
    }

    /// `--file -` at a terminal.
    private byte[] typed() {
        try {
            return context.input().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, e.getMessage() + ". Next: give a file's name", e);
        }
    }

    @FunctionalInterface
    private interface Bytes {
        byte[] read();
    }

    private String taped(String request, Bytes bytes) {
        return context.house().tape().ask(CHANNEL, request, () -> text(request, bytes.read()));
    }

    private byte[] bytes(Path file) {
        try (var in = open(file)) {
            return in.readNBytes(Math.toIntExact(left + 1));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "cannot read " + file + ": " + FileErrors.reason(e), e);
        }
    }

    private static java.io.InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new CommandFailure(
                    ExitCode.USAGE, file + " is a folder. Next: name the files in it");
        }
        if (!Files.exists(file)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "no file at " + file + ". Next: batos ask --file FILE with one");
        }
        return Files.newInputStream(file);
    }

    private String text(String name, byte[] bytes) {
        if (bytes.length > left) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    ("%s is too long: all that is attached may have %d KiB"
                                    + " (council.attachments_kb). Next: attach the part that"
                                    + " matters, for example tail -c 200000, or raise that setting")
                            .formatted(name, limit()));
        }
        left -= bytes.length;
        for (var b : bytes) {
            if (b == 0) {
                throw new CommandFailure(
                        ExitCode.USAGE, name + " is binary: it has a byte 0. Next: attach text");
            }
        }
        try {
            return Utf8.decode(bytes);
        } catch (Utf8.Malformed e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    name
                            + " is "
                            + e.getMessage()
                            + ". Next: attach text in UTF-8, for example by iconv -f latin1 -t"
                            + " utf-8",
                    e);
        }
    }
}
