package batos.shell.command;

import batos.app.ExitCode;
import batos.memory.Episode;
import batos.memory.Recall;
import batos.mind.MindFault;
import batos.shell.Plain;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `memory …`: what the four have lived through.
@Command(
        name = "memory",
        description = "What the four have lived through, and why it comes to mind.")
final class MemoryCommand {
    private static final int SHOWN = 72;

    private final CommandContext desk;

    MemoryCommand(CommandContext desk) {
        this.desk = desk;
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
            @Option(
                            names = {"-n", "--limit"},
                            paramLabel = "N",
                            defaultValue = "10")
                    int limit) {
        var memory = desk.house().memory();
        if (words == null || words.isEmpty()) {
            var latest = memory.latest(limit).stream().map(Entry::of).toList();
            return CommandResult.done(
                    latest.isEmpty()
                            ? "nothing is remembered yet. Next: @ and a question"
                            : latest.stream()
                                    .map(MemoryCommand::line)
                                    .collect(Collectors.joining("\n")),
                    latest);
        }
        var recalls = memory.recall(String.join(" ", words), limit);
        return CommandResult.done(
                recalls.isEmpty()
                        ? "nothing comes to mind"
                        : recalls.stream()
                                .map(recall -> line(Entry.of(recall.episode())))
                                .collect(Collectors.joining("\n")),
                recalls.stream().map(MemoryCommand::document).toList());
    }

    @Command(description = "One episode, whole.")
    CommandResult show(@Parameters(paramLabel = "N") long number) {
        var episode = desk.house().memory().find(number);
        if (episode.isEmpty()) {
            return missing(number);
        }
        var found = episode.get();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("episode", found.number());
        facts.put("sort", found.sort());
        facts.put("at", found.at());
        facts.put("asked", found.asked());
        facts.put("answered", found.answered());
        facts.put("dissonance", found.dissonance());
        facts.put("tools", found.tools());
        facts.put("trust", found.trust());
        facts.put("vector", vector(found.embedding()));
        return CommandResult.done(KeyValueTable.lines(facts), facts);
    }

    private static String vector(Episode.Embedding embedding) {
        return embedding.dimension() == 0
                ? "none. Next: /memory reembed"
                : embedding.dimension() + " components by " + embedding.model();
    }

    @Command(description = "Forget an episode; image undo brings it back.")
    CommandResult forget(@Parameters(paramLabel = "N") long number) {
        return desk.house().memory().forget(number, Evaluator.cause(desk))
                ? CommandResult.done(
                        "episode " + number + " is forgotten. image undo brings it back",
                        Map.of("forgotten", number))
                : missing(number);
    }

    @Command(
            description =
                    "Give every episode a vector of the embedding model in settings; Ctrl-C stops"
                            + " it, the next goes on.")
    CommandResult reembed() {
        var out = desk.out();
        var memory = desk.house().memory();
        try {
            var done =
                    memory.reembed(
                            Evaluator.cause(desk),
                            (count, all) -> out.working("vectors " + count + " of " + all));
            var left = memory.foreign();
            return left.isEmpty()
                    ? CommandResult.done(
                            done == 0
                                    ? "every memory has its vector already"
                                    : "new vectors for "
                                            + done
                                            + (done == 1 ? " memory" : " memories"),
                            Map.of("reembedded", done))
                    : CommandResult.failed(ExitCode.INTERRUPTED, done + " are done. " + left.get());
        } catch (MindFault fault) {
            return CommandResult.failed(ExitCode.NO_MODEL, String.valueOf(fault.getMessage()));
        } finally {
            out.rest();
        }
    }

    @Command(description = "Why episodes come to mind for a question: each part of the score.")
    CommandResult why(@Parameters(arity = "1..*", paramLabel = "TEXT") List<String> words) {
        var recalls = desk.house().memory().recall(String.join(" ", words), 10);
        return CommandResult.done(
                recalls.isEmpty()
                        ? "nothing comes to mind"
                        : recalls.stream()
                                .map(recall ->
                                        line(Entry.of(recall.episode()))
                                                + "\n        "
                                                + recall.why())
                                .collect(Collectors.joining("\n")),
                recalls.stream().map(MemoryCommand::document).toList());
    }

    private static Object document(Recall recall) {
        var document = new LinkedHashMap<String, Object>();
        document.put("episode", Entry.of(recall.episode()));
        document.put("score", recall.score());
        document.put("likeness", recall.likeness());
        document.put("words", recall.words());
        document.put("recency", recall.recency());
        return document;
    }

    private static String line(Entry entry) {
        var asked = Plain.field(entry.asked());
        return String.format(
                "%6d  %-4s %s",
                entry.number(),
                entry.sort(),
                asked.length() > SHOWN ? asked.substring(0, SHOWN - 1) + "…" : asked);
    }

    private CommandResult missing(long number) {
        return CommandResult.failed(
                "no episode "
                        + number
                        + ", of "
                        + desk.house().memory().size()
                        + ". Next: memory recall");
    }
}
