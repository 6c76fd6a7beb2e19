package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `undo [N]`: what `image undo` does.
@Command(name = "undo", description = "Take back the last N lines with all that they did.")
final class UndoCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @Parameters(
            arity = "0..1",
            paramLabel = "N",
            defaultValue = "1",
            converter = CountConverter.class)
    private int deeds;

    @Option(names = "--deed", description = "Also where a setting was changed after it.")
    private boolean deed;

    UndoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        return new Undo(context, "/undo").back(deeds, deed);
    }
}
