package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.CouncilQuestion;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `resume`: goes on with the turn that a crash cut off.
@Command(
        name = "resume",
        description = "Go on with the turn that a crash or a power cut left unfinished.")
final class ResumeCommand implements Callable<CommandResult> {
    private final CommandContext context;

    ResumeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        return CouncilQuestion.resume(context);
    }
}
