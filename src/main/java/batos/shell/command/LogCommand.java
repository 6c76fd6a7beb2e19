package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.JsonOutput;
import batos.text.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `log`: the latest deeds, as `image undo` counts them, with the turns that they were.
@Command(
        name = "log",
        description =
                "The latest deeds, the newest first: what image undo would take back. Searched, or"
                        + " exported with the turns of the council.")
final class LogCommand implements Callable<CommandResult> {
    private static final int USUAL = 20;

    private final CommandContext desk;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            converter = CountConverter.class,
            description = "How many; default 20, and all with --export.")
    private @Nullable Integer limit;

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "Only those whose line, question or answer holds the text, in any case.")
    private String text = "";

    /// How an export is written; spelled as on the command line.
    enum Format {
        markdown,
        jsonl
    }

    @Option(
            names = "--export",
            paramLabel = "FORMAT",
            description =
                    "Write them out, the oldest first: ${COMPLETION-CANDIDATES}, the latter one"
                            + " JSON object a line.")
    private @Nullable Format export;

    LogCommand(CommandContext desk) {
        this.desk = desk;
    }

    @Override
    public CommandResult call() {
        var most = limit != null ? limit : export == null ? USUAL : Integer.MAX_VALUE;
        var house = desk.house();
        var entries =
                LogEntry.latest(house.image(), house.conversation(), house.memory(), text, most);
        var documents = entries.stream().map(LogEntry::document).toList();
        var oldestFirst = new ArrayList<>(entries).reversed();
        var written =
                switch (export) {
                    case null -> lines(entries);
                    case markdown ->
                            oldestFirst.stream()
                                    .map(LogEntry::markdown)
                                    .collect(Collectors.joining("\n\n"));
                    case jsonl ->
                            oldestFirst.stream()
                                    .map(entry -> JsonOutput.of(entry.document()))
                                    .collect(Collectors.joining("\n"));
                };
        return CommandResult.done(written, documents);
    }

    private String lines(List<LogEntry> entries) {
        if (entries.isEmpty()) {
            return text.isEmpty() ? "nothing has happened yet" : "nothing in the log has " + text;
        }
        return entries.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(LogEntry entry) {
        var deed = entry.deed();
        return String.format(
                "%6d  %s  %-9s %s",
                deed.last(),
                desk.time(deed.at()),
                deed.author(),
                TerminalText.oneLine(deed.line()));
    }
}
