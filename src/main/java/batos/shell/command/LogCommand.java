package batos.shell.command;

import batos.image.Deed;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.text.TerminalText;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `log`: the latest deeds, as `image undo` counts them.
@Command(
        name = "log",
        description = "The latest deeds, the newest first: what image undo would take back.")
final class LogCommand implements Callable<CommandResult> {
    private final CommandContext desk;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How many; default ${DEFAULT-VALUE}.")
    private int limit;

    LogCommand(CommandContext desk) {
        this.desk = desk;
    }

    @Override
    public CommandResult call() {
        var deeds = desk.house().image().deeds(Math.max(limit, 0));
        return CommandResult.done(
                deeds.isEmpty()
                        ? "nothing has happened yet"
                        : deeds.stream().map(LogCommand::line).collect(Collectors.joining("\n")),
                deeds);
    }

    private static String line(Deed deed) {
        return String.format(
                "%6d  %s  %-9s %s",
                deed.last(),
                deed.at().truncatedTo(ChronoUnit.SECONDS),
                deed.author(),
                TerminalText.oneLine(deed.line()));
    }
}
