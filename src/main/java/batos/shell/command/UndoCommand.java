package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `undo [N]`: what `image undo` does.
@Command(name = "undo", description = "Take back the last N lines with all that they did.")
final class UndoCommand implements Callable<CommandResult> {
    private final CommandContext desk;

    @Parameters(
            arity = "0..1",
            paramLabel = "N",
            defaultValue = "1",
            converter = CountConverter.class)
    private int deeds;

    UndoCommand(CommandContext desk) {
        this.desk = desk;
    }

    @Override
    public CommandResult call() {
        return new ImageCommand(desk).undo(deeds);
    }
}
