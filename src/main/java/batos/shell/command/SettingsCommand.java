package batos.shell.command;

import batos.app.ExitCode;
import batos.codex.LedgerFault;
import batos.config.ConfigFault;
import batos.config.SettingsKeys;
import batos.config.SettingsOrigin;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.text.FileErrors;
import batos.text.NextStep;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `settings …`: the structure of the system, live.
@Command(name = "settings", description = "Models, thresholds and limits, live.")
final class SettingsCommand implements Callable<CommandResult> {
    private final CommandContext context;

    SettingsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        return show(null);
    }

    @Command(aliases = "get", description = "The settings in force, all or those of KEY.")
    CommandResult show(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "KEY",
                            description = "A key or a table.",
                            completionCandidates = Candidates.SettingKeys.class)
                    @Nullable String key) {
        var folder = context.house().config();
        var values = new LinkedHashMap<String, Object>(folder.refresh().values());
        if (key != null) {
            values.keySet().removeIf(name -> !name.equals(key) && !name.startsWith(key + "."));
            if (values.isEmpty()) {
                return CommandResult.failed(
                        ExitCode.USAGE, SettingsKeys.unknown(key) + ". Next: /settings show");
            }
        }
        folder.trouble()
                .ifPresent(fault ->
                        context.out()
                                .note(
                                        fault.getMessage()
                                                + "\nThe last good settings are in force."));
        return CommandResult.done(
                values.entrySet().stream()
                        .map(SettingsCommand::line)
                        .collect(Collectors.joining("\n")),
                values);
    }

    private static String line(Map.Entry<String, Object> entry) {
        var known = SettingsKeys.find(entry.getKey());
        var same = known.isPresent() && known.get().fallback().equals(entry.getValue());
        return entry.getKey() + " = " + toml(entry.getValue()) + (same ? "" : "  # changed");
    }

    private static String toml(Object value) {
        return switch (value) {
            case String text -> "\"" + text + "\"";
            case List<?> items ->
                    items.stream()
                            .map(SettingsCommand::toml)
                            .collect(Collectors.joining(", ", "[", "]"));
            default -> value.toString();
        };
    }

    /// A fault of the file with the command that mends it; a fault of the typed line names that
    /// itself.
    private String withNext(String fault) {
        var folder = context.house().config();
        folder.refresh(); // the watcher may not have looked yet
        return folder.trouble().isEmpty() || !NextStep.in(fault).step().isEmpty()
                ? fault
                : "%s. The last good settings are in force. Next: mend that line, or copy %s over it"
                        .formatted(
                                fault, folder.settingsFile().resolveSibling(".settings.toml.good"));
    }

    @Command(description = "Write KEY into settings.toml; its comments stay, the next turn has it.")
    CommandResult set(
            @Parameters(
                            index = "0",
                            paramLabel = "KEY",
                            description = "settings show lists them.",
                            completionCandidates = Candidates.SettingKeys.class)
                    String key,
            @Parameters(
                            index = "1..*",
                            arity = "1..*",
                            paramLabel = "VALUE",
                            description = "As in the file; a text needs no quotes.")
                    List<String> value) {
        try {
            var changed =
                    context.house()
                            .config()
                            .set(SettingsOrigin.ARCHITECT, key, String.join(" ", value));
            return CommandResult.done(
                    "%s: %s -> %s. Back: %s"
                            .formatted(
                                    changed.key(),
                                    toml(changed.before()),
                                    toml(changed.after()),
                                    SettingsChange.back(changed)),
                    changed);
        } catch (ConfigFault e) {
            return CommandResult.failed(ExitCode.USAGE, withNext(String.valueOf(e.getMessage())));
        } catch (LedgerFault e) {
            return CommandResult.failed(ExitCode.REFUSED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return CommandResult.failed("settings.toml cannot be written: " + FileErrors.reason(e));
        }
    }
}
