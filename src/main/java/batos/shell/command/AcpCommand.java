package batos.shell.command;

import batos.app.ExitCode;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.GlobalOptions;
import batos.shell.session.TypedLine;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `acp`: the Agent Client Protocol on the standard streams of this process, for editors.
@Command(
        name = "acp",
        description =
                "Alone, outside a prompt: serve an editor (Zed, JetBrains) on standard input and"
                        + " output. See: help openai.")
final class AcpCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @ParentCommand @Nullable GlobalOptions root;

    AcpCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        if (context.typed().place() != TypedLine.Place.ARGUMENTS || root == null) {
            return CommandResult.failed(
                    ExitCode.USAGE,
                    "an editor needs standard input and output of its own. Next: put `batos acp`"
                            + " into the editor's settings, as batos help openai shows");
        }
        root.protocol = "acp";
        return CommandResult.done("");
    }
}
