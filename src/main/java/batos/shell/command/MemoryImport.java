package batos.shell.command;

import batos.app.ExitCode;
import batos.image.Author;
import batos.image.Cause;
import batos.memory.MemoryImporter;
import batos.memory.exchange.Format;
import batos.memory.exchange.Item;
import batos.nerve.PulseKind;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import batos.text.FileErrors;
import batos.text.Plural;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// `memory import`: reads a file or a folder and brings it into memory.
final class MemoryImport {
    /// An import of more memories than these goes on beside a prompt.
    private static final int LONG = 1_000;

    private final CommandContext context;

    MemoryImport(CommandContext context) {
        this.context = context;
    }

    /// @param named the format; null to tell it by the file
    /// @param wait whether the prompt waits for its end
    CommandResult bring(Path path, @Nullable String named, boolean wait) {
        if (!Files.exists(path)) {
            return CommandResult.failed(ExitCode.USAGE, "there is no file or folder " + path);
        }
        try {
            var format = named == null ? Format.of(path) : Format.named(named).orElse(null);
            if (format == null) {
                return CommandResult.failed(
                        ExitCode.USAGE,
                        "no format '" + named + "'. Known: jsonl, chatgpt, claude, markdown, mbox");
            }
            var items = new ArrayList<Item>();
            format.read(path, items::add);
            var ignored = format.ignored(path);
            if (!ignored.isEmpty()) {
                context.out().note("fields that are not read: " + String.join(", ", ignored));
            }
            return context.isTyped() && items.size() > LONG && !wait
                    ? beside(path, format, items)
                    : context.beside(() -> report(path, format, items));
        } catch (IOException e) {
            return CommandResult.failed(
                    ExitCode.USAGE, "nothing is imported: " + FileErrors.message(e));
        }
    }

    private CommandResult beside(Path path, Format format, List<Item> items) {
        var importer = importer(path, format);
        var name = "memory import " + path;
        return context.house()
                .memoryWork()
                .start(name, progress -> wordsThenVectors(name, importer, items, progress))
                .map(other ->
                        CommandResult.failed(
                                other + " runs already. Next: /memory status, or /memory stop"))
                .orElseGet(() ->
                        CommandResult.done(
                                items.size()
                                        + " memories are brought in beside the prompt, to be found"
                                        + " by their words first and by their sense later. Next:"
                                        + " /memory status says how far it is, /memory stop ends"
                                        + " it",
                                Map.of("background", true, "items", items.size())));
    }

    /// Brings the items without vectors, so that words find them within minutes; then makes the
    /// vectors, which takes longer. An interrupt leaves these to idle time.
    private String wordsThenVectors(
            String name,
            MemoryImporter importer,
            List<Item> items,
            BiConsumer<Integer, Integer> progress) {
        var house = context.house();
        var report = importer.withoutVectors().bring(items, progress);
        var brought = words(report);
        if (report.wordless() == 0 || Thread.currentThread().isInterrupted()) {
            return brought;
        }
        house.pulses().emit(PulseKind.Memory.WORK, name + ": " + brought);
        return vectors(progress);
    }

    /// Its commits belong to the deeds before them, the import's own or lines typed meanwhile.
    private String vectors(BiConsumer<Integer, Integer> progress) {
        var memory = context.house().memory();
        var cause =
                new Cause(Author.Part.SYSTEM, "vectors", context.house().image().now().number());
        var made = memory.reembed(cause, progress);
        return Plural.of(made, "memory")
                + " got vectors"
                + memory.foreign().map(it -> "; " + it).orElse("");
    }

    private MemoryImporter importer(Path path, Format format) {
        return new MemoryImporter(
                context.house().memory(),
                Evaluator.cause(context),
                format.label() + " " + path.getFileName());
    }

    private static String words(MemoryImporter.Report report) {
        var text =
                "%s and %s of %s are new, %d were known"
                        .formatted(
                                Plural.of(report.turns(), "turn"),
                                Plural.of(report.facts(), "fact"),
                                Plural.of(report.sessions(), "session"),
                                report.known());
        if (report.orphans() > 0) {
            text +=
                    "; "
                            + report.orphans()
                            + " facts cite turns that are nowhere, and were left out";
        }
        if (report.wordless() > 0) {
            text +=
                    "; "
                            + report.wordless()
                            + " memories are found by their words until they have vectors. Next:"
                            + " idle time makes these, or memory reembed";
        }
        return text;
    }

    private CommandResult report(Path path, Format format, List<Item> items) {
        var out = context.out();
        try {
            var began = System.nanoTime();
            var importer = importer(path, format);
            var many = items.size() > LONG;
            var report =
                    (many ? importer.withoutVectors() : importer)
                            .bring(
                                    items,
                                    (done, all) -> out.working("memories " + done + " of " + all));
            var text = words(report);
            if (many && report.wordless() > 0 && !Thread.currentThread().isInterrupted()) {
                text =
                        "%s and %s of %s are new, %d were known; %s"
                                .formatted(
                                        Plural.of(report.turns(), "turn"),
                                        Plural.of(report.facts(), "fact"),
                                        Plural.of(report.sessions(), "session"),
                                        report.known(),
                                        vectors((done, all) ->
                                                out.working("vectors " + done + " of " + all)));
            }
            var seconds = (System.nanoTime() - began) / 1e9;
            var document = new LinkedHashMap<String, Object>();
            document.put("format", format.label());
            document.put("items", items.size());
            document.put("turns", report.turns());
            document.put("facts", report.facts());
            document.put("sessions", report.sessions());
            document.put("known", report.known());
            document.put("orphans", report.orphans());
            document.put("wordless", report.wordless());
            document.put("seconds", seconds);
            return Thread.currentThread().isInterrupted()
                    ? CommandResult.failed(
                            ExitCode.INTERRUPTED,
                            text + ". The rest is not in yet. Next: the same import again goes on")
                    : CommandResult.done(text, document);
        } finally {
            out.rest();
        }
    }
}
