package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.JsonOutput;
import batos.text.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `log`: the latest deeds, as `image undo` counts them, with the turns that they were.
@Command(
        name = "log",
        description =
                "The latest deeds, the newest first: what image undo would take back, and the changes"
                        + " of settings.toml between them, which it leaves. Searched, or exported with"
                        + " the turns of the council.")
final class LogCommand implements Callable<CommandResult> {
    private static final int USUAL = 20;

    private final CommandContext context;

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

    /// The format of an export, spelled as on the command line.
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

    LogCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var most = limit != null ? limit : export == null ? USUAL : Integer.MAX_VALUE;
        var house = context.house();
        var entries = LogEntry.latest(house.image(), house.conversation(), text, most);
        // an export has no settings: it is read without this home
        var changes = export == null ? settings() : List.<SettingsChange>of();
        var shown = merged(entries, changes).stream().limit(most).toList();
        var oldestFirst = new ArrayList<>(entries).reversed();
        var written =
                switch (export) {
                    case null -> lines(shown);
                    case markdown ->
                            oldestFirst.stream()
                                    .map(LogEntry::markdown)
                                    .collect(Collectors.joining("\n\n"));
                    case jsonl ->
                            oldestFirst.stream()
                                    .map(entry -> JsonOutput.of(entry.document()))
                                    .collect(Collectors.joining("\n"));
                };
        return CommandResult.done(written, shown.stream().map(Item::document).toList());
    }

    /// An entry of the log: a deed, or a change of settings.toml.
    private record Item(Supplier<String> line, Map<String, Object> document) {}

    /// The changes of settings.toml that hold the text, the newest first.
    private List<SettingsChange> settings() {
        var wanted = text.toLowerCase(Locale.ROOT);
        return SettingsChange.all(context.house()).reversed().stream()
                .filter(change -> change.words().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }

    /// Both in the order of time, the newest first.
    private List<Item> merged(List<LogEntry> entries, List<SettingsChange> changes) {
        var items = new ArrayList<Item>();
        int next = 0;
        for (var entry : entries) {
            while (next < changes.size() && changes.get(next).at().isAfter(entry.deed().at())) {
                items.add(item(changes.get(next++)));
            }
            items.add(new Item(() -> line(entry), entry.document()));
        }
        changes.subList(next, changes.size()).forEach(change -> items.add(item(change)));
        return items;
    }

    private Item item(SettingsChange change) {
        return new Item(() -> line(change), change.document());
    }

    private String lines(List<Item> items) {
        if (items.isEmpty()) {
            return text.isEmpty() ? "the log has no deed" : "nothing in the log has " + text;
        }
        return items.stream().map(item -> item.line().get()).collect(Collectors.joining("\n"));
    }

    /// Without a number: it is no commit.
    private String line(SettingsChange change) {
        return String.format(
                "%6s  %s  %-9s %s (settings.toml, which undo leaves)",
                "-",
                context.time(change.at()),
                change.author(),
                TerminalText.oneLine(change.words()));
    }

    private String line(LogEntry entry) {
        var deed = entry.deed();
        return String.format(
                "%6d  %s  %-9s %s%s",
                deed.number(),
                context.time(deed.at()),
                deed.author(),
                TerminalText.oneLine(deed.line()),
                entry.cutOff() ? " (cut off. Next: /resume)" : "");
    }
}
