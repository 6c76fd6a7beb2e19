package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `redo`: what `image redo` does.
@Command(name = "redo", description = "Bring back what the last undo took.")
final class RedoCommand implements Callable<CommandResult> {
    private final CommandContext context;

    RedoCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        return new Undo(context, "/undo").forth();
    }
}
