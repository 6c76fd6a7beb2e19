package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.JsonOutput;
import batos.text.TerminalText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
        var settings = settings(entries, most);
        while (entries.size() + settings.size() > most) {
            var older =
                    entries.isEmpty()
                            || (!settings.isEmpty()
                                    && settings.getLast()
                                            .at()
                                            .isBefore(entries.getLast().deed().at()));
            if (older) {
                settings = settings.subList(0, settings.size() - 1);
            } else {
                entries = entries.subList(0, entries.size() - 1);
            }
        }
        var documents = documents(entries, settings);
        var oldestFirst = new ArrayList<>(entries).reversed();
        var written =
                switch (export) {
                    case null -> lines(entries, settings);
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

    /// The changes of settings.toml among the entries, the newest first; an export has none.
    private List<SettingsChange> settings(List<LogEntry> entries, int most) {
        var oldest = entries.size() < most ? Instant.MIN : entries.getLast().deed().at();
        var wanted = text.toLowerCase(Locale.ROOT);
        var changes =
                new ArrayList<>(
                        export != null
                                ? List.<SettingsChange>of()
                                : SettingsChange.all(desk.house()));
        changes.removeIf(change ->
                change.at().isBefore(oldest)
                        || !change.words().toLowerCase(Locale.ROOT).contains(wanted));
        return changes.reversed().stream().limit(most).toList();
    }

    private static List<Map<String, Object>> documents(
            List<LogEntry> entries, List<SettingsChange> settings) {
        var documents = new ArrayList<Map<String, Object>>();
        merged(
                entries,
                settings,
                entry -> documents.add(entry.document()),
                change -> documents.add(change.document()));
        return documents;
    }

    /// Both in the order of time, the newest first.
    private static void merged(
            List<LogEntry> entries,
            List<SettingsChange> settings,
            Consumer<LogEntry> entry,
            Consumer<SettingsChange> change) {
        int next = 0;
        for (var each : entries) {
            while (next < settings.size() && settings.get(next).at().isAfter(each.deed().at())) {
                change.accept(settings.get(next++));
            }
            entry.accept(each);
        }
        settings.subList(next, settings.size()).forEach(change);
    }

    private String lines(List<LogEntry> entries, List<SettingsChange> settings) {
        if (entries.isEmpty() && settings.isEmpty()) {
            return text.isEmpty() ? "nothing has happened yet" : "nothing in the log has " + text;
        }
        var lines = new ArrayList<String>();
        merged(
                entries,
                settings,
                entry -> lines.add(line(entry)),
                change -> lines.add(line(change)));
        return String.join("\n", lines);
    }

    /// Without a number: it is no commit.
    private String line(SettingsChange change) {
        return String.format(
                "%6s  %s  %-9s %s (settings.toml, which undo leaves)",
                "-", desk.time(change.at()), change.author(), TerminalText.oneLine(change.words()));
    }

    private String line(LogEntry entry) {
        var deed = entry.deed();
        return String.format(
                "%6d  %s  %-9s %s%s",
                deed.last(),
                desk.time(deed.at()),
                deed.author(),
                TerminalText.oneLine(deed.line()),
                entry.cutOff() ? " (cut off. Next: /resume)" : "");
    }
}
