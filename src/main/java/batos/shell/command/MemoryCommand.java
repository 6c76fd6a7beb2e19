package batos.shell.command;

import batos.app.ExitCode;
import batos.memory.Episode;
import batos.memory.Level;
import batos.memory.RecallEvaluation;
import batos.memory.RelevanceThreshold;
import batos.mind.MindFault;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import batos.text.Ellipsis;
import batos.text.FileErrors;
import batos.text.Plural;
import batos.text.TerminalText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `memory …`: what the four have lived through.
@Command(
        name = "memory",
        description = "What the four have lived through, and why it comes to mind.")
final class MemoryCommand implements Callable<CommandResult> {
    private static final int SHOWN = 72;

    private final CommandContext context;

    MemoryCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        return recall(List.of(), new RecallOptions());
    }

    /// An episode as it is shown in a list, without its vector.
    record Entry(long number, String sort, Instant at, String asked, double dissonance) {
        static Entry of(Episode episode) {
            return new Entry(
                    episode.number(),
                    episode.sort(),
                    episode.at(),
                    episode.asked(),
                    episode.dissonance());
        }
    }

    @Command(description = "What comes to mind for a question; without one, the latest episodes.")
    CommandResult recall(
            @Parameters(arity = "0..*", paramLabel = "TEXT") List<String> words,
            @Mixin RecallOptions options) {
        var memory = context.house().memory();
        if (words == null || words.isEmpty()) {
            var latest = memory.latest(options.limit()).stream().map(Entry::of).toList();
            return CommandResult.done(
                    latest.isEmpty()
                            ? none(memory.size(Level.TURN) + memory.size(Level.FACT))
                            : latest.stream()
                                    .map(MemoryCommand::line)
                                    .collect(Collectors.joining("\n")),
                    latest);
        }
        var question = String.join(" ", words);
        var recalls = memory.recall(options.query(question));
        var near = RelevanceThreshold.of(question, recalls, memory);
        return CommandResult.done(
                recalls.isEmpty()
                        ? "nothing comes to mind"
                        : recalls.stream()
                                .map(MemoryPrinter::line)
                                .collect(
                                        Collectors.joining(
                                                "\n", near ? "" : MemoryPrinter.FAR, "")),
                MemoryPrinter.document(recalls, near));
    }

    private static String none(int memories) {
        return memories == 0
                ? "nothing is remembered yet. Next: @ and a question"
                : "no episode of the council yet, but %s. Next: /memory recall TEXT"
                        .formatted(Plural.of(memories, "memory"));
    }

    @Command(
            description =
                    "One memory, whole: an episode's number, or an id such as t12, f3, s1, h2.")
    CommandResult show(@Parameters(paramLabel = "ID") String id) {
        var memory = context.house().memory();
        var number = number(id);
        var episode =
                number.isPresent() ? memory.find(number.getAsLong()) : Optional.<Episode>empty();
        if (episode.isPresent()) {
            var facts = MemoryPrinter.facts(episode.get());
            return CommandResult.done(KeyValueTable.lines(facts, context::time), facts);
        }
        return memory.find(id)
                .map(record -> {
                    var facts = MemoryPrinter.facts(record, memory);
                    return CommandResult.done(KeyValueTable.lines(facts, context::time), facts);
                })
                .orElseGet(() -> missing(id));
    }

    private static OptionalLong number(String id) {
        var digits = id.startsWith("e") ? id.substring(1) : id;
        return digits.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(digits))
                : OptionalLong.empty();
    }

    @Command(description = "Forget a memory and what rests on it; image undo brings it back.")
    CommandResult forget(@Parameters(paramLabel = "ID") String id) {
        var number = number(id);
        var name = number.isPresent() ? "e" + number.getAsLong() : id;
        return context.house()
                .memory()
                .forget(name, Evaluator.cause(context))
                .map(gone ->
                        CommandResult.done(
                                (number.isPresent() ? "episode " + number.getAsLong() : id)
                                        + " is forgotten"
                                        + (gone.size() > 1
                                                ? ", with "
                                                        + (gone.size() - 1)
                                                        + " that rested on it"
                                                : "")
                                        + ". Back: image undo",
                                Map.of("forgotten", gone)))
                .orElseGet(() -> missing(id));
    }

    @Command(
            name = "import",
            description =
                    "Bring conversations, notes or mail in: jsonl, chatgpt, claude, markdown,"
                            + " mbox.")
    CommandResult bring(
            @Parameters(
                            paramLabel = "FILE|FOLDER",
                            description = "an export, a mailbox, or a folder of notes or mail")
                    Path path,
            @Option(
                            names = "--format",
                            paramLabel = "NAME",
                            description = "one of these; told from the files where it is left out")
                    String format,
            @Option(names = "--wait", description = "the prompt waits for its end") boolean wait) {
        return new MemoryImport(context).bring(path, format, wait);
    }

    @Command(description = "Work on memory in the background: what runs, and how far it is.")
    CommandResult status() {
        return context.house()
                .memoryWork()
                .status()
                .map(it ->
                        CommandResult.done(
                                "%s: %d of %d. Next: /memory stop ends it"
                                        .formatted(it.name(), it.done(), it.of()),
                                it))
                .orElseGet(() -> CommandResult.done("nothing runs in the background", Map.of()));
    }

    @Command(description = "End the work in the background; the same command goes on later.")
    CommandResult stop() {
        return context.house()
                .memoryWork()
                .stop()
                .map(name ->
                        CommandResult.done(
                                name + " has stopped. The same command goes on",
                                Map.of("stopped", name)))
                .orElseGet(() -> CommandResult.failed("nothing runs in the background"));
    }

    @Command(
            description =
                    "Measure recall with questions whose evidence is known, beside vectors, BM25"
                            + " and the seed's scheme.")
    CommandResult eval(
            @Parameters(paramLabel = "QUESTIONS.jsonl") Path file,
            @Option(
                            names = {"-n", "--limit"},
                            paramLabel = "N",
                            defaultValue = "10",
                            converter = CountConverter.class)
                    int limit) {
        var out = context.out();
        var memory = context.house().memory();
        try {
            var report =
                    new RecallEvaluation(memory, memory.weights(), System::nanoTime)
                            .run(
                                    MemoryFiles.questions(file),
                                    limit,
                                    (done, all) -> out.working("question " + done + " of " + all));
            if (report.questions() == 0) {
                return CommandResult.failed(
                        file
                                + ": no question's evidence is in memory. Next: memory import the"
                                + " turns that it names");
            }
            return CommandResult.done(MemoryFiles.table(report), MemoryFiles.document(report));
        } catch (IOException e) {
            return CommandResult.failed(ExitCode.USAGE, "cannot read " + FileErrors.message(e));
        } finally {
            out.rest();
        }
    }

    @Command(
            description =
                    "Give every episode a vector of the embedding model in settings; Ctrl-C stops"
                            + " it, the next goes on.")
    CommandResult reembed() {
        var out = context.out();
        var memory = context.house().memory();
        try {
            var done =
                    memory.reembed(
                            Evaluator.cause(context),
                            (count, all) -> out.working("vectors " + count + " of " + all));
            var left = memory.foreign();
            return left.isEmpty()
                    ? CommandResult.done(
                            done == 0
                                    ? "every memory has its vector already"
                                    : "new vectors for " + Plural.of(done, "memory"),
                            Map.of("reembedded", done))
                    : CommandResult.failed(ExitCode.INTERRUPTED, done + " are done. " + left.get());
        } catch (MindFault fault) {
            return CommandResult.failed(ExitCode.NO_MODEL, String.valueOf(fault.getMessage()));
        } finally {
            out.rest();
        }
    }

    @Command(
            description =
                    "Write facts, summaries and themes down from what was said; Ctrl-C stops it,"
                            + " the next goes on.")
    CommandResult consolidate(
            @Option(names = "--background", description = "beside the prompt") boolean background) {
        return new MemoryMaintenance(context).consolidate(background);
    }

    @Command(
            description =
                    "What makes this memory bad: rates, examples, and the commands that mend it.")
    CommandResult audit() {
        return new MemoryMaintenance(context).audit();
    }

    @Command(description = "What memory is about: themes with their episodes' number.")
    CommandResult themes() {
        return new MemoryMaintenance(context).themes();
    }

    @Command(description = "One theme: its episodes, in the order of time.")
    CommandResult theme(@Parameters(paramLabel = "ID") String id) {
        return new MemoryMaintenance(context).theme(id);
    }

    @Command(description = "What was known when: a fact and what came before and after it.")
    CommandResult timeline(@Parameters(arity = "1..*", paramLabel = "TEXT") List<String> words) {
        return new MemoryMaintenance(context).timeline(String.join(" ", words));
    }

    @Command(description = "Let a memory come first among equals.")
    CommandResult pin(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--off", description = "no longer") boolean off) {
        return new MemoryMaintenance(context).pin(id, !off);
    }

    @Command(description = "Make one memory of two: the first stays.")
    CommandResult merge(
            @Parameters(paramLabel = "STAYS") String stays,
            @Parameters(paramLabel = "GOES") String goes) {
        return new MemoryMaintenance(context).merge(stays, goes);
    }

    @Command(
            description =
                    "Forget a memory for good, in history and snapshots too; say what still holds"
                            + " it.")
    CommandResult purge(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--yes", paramLabel = "ID", description = "the id again, to confirm")
                    String again,
            @Option(names = "--keep-snapshots", description = "leave those that hold it")
                    boolean keepSnapshots) {
        var number = number(id);
        var name = number.isPresent() ? "e" + number.getAsLong() : id;
        return new MemoryMaintenance(context)
                .purge(name, id.equals(again) ? name : again, keepSnapshots);
    }

    @Command(description = "Write every turn and fact as JSON lines, as import reads them.")
    CommandResult export(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--force", description = "Replace FILE if it exists.") boolean force) {
        return new MemoryMaintenance(context).export(file, force);
    }

    @Command(description = "Why turns come to mind for a question: each part of the score.")
    CommandResult why(@Parameters(arity = "1..*", paramLabel = "ID|TEXT") List<String> words) {
        return new MemoryPrinter(context.house().memory()).why(String.join(" ", words));
    }

    private static String line(Entry entry) {
        var asked = TerminalText.oneLine(entry.asked());
        return String.format(
                "%6d  %-4s %s", entry.number(), entry.sort(), Ellipsis.of(asked, SHOWN));
    }

    private CommandResult missing(String id) {
        var memory = context.house().memory();
        return CommandResult.failed(
                "no memory "
                        + id
                        + ", of "
                        + memory.size()
                        + " episodes and "
                        + memory.size(Level.TURN)
                        + " turns. Next: memory recall");
    }
}
