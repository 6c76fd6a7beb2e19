package batos.shell.command;

import batos.shell.OwnerProcess;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.GlobalOptions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `stop`: end the owner in the background.
@Command(name = "stop", description = "End the owner in the background.")
final class StopCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @ParentCommand @Nullable GlobalOptions root;

    StopCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var owner = OwnerProcess.of(context, root);
        return owner.stop()
                .map(ended ->
                        StartCommand.said("the owner (process " + ended + ") has ended", ended))
                .orElseGet(() -> CommandResult.done("there is no owner. Next: batos start"));
    }
}
