package batos.shell.command;

import batos.shell.OwnerProcess;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.GlobalOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `restart`: end the owner in the background, and start another.
@Command(name = "restart", description = "End the owner in the background, and start another.")
final class RestartCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @ParentCommand @Nullable GlobalOptions root;

    RestartCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var owner = OwnerProcess.of(context, root);
        owner.stop();
        return StartCommand.started(owner);
    }
}
