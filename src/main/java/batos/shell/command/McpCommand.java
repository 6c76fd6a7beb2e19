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

/// `mcp`: the MCP server on the standard streams of this process.
@Command(
        name = "mcp",
        description =
                "Alone, outside a prompt: serve MCP on standard input and output. See: help mcp.")
final class McpCommand implements Callable<CommandResult> {
    private final CommandContext desk;

    @ParentCommand @Nullable GlobalOptions root;

    McpCommand(CommandContext desk) {
        this.desk = desk;
    }

    @Override
    public CommandResult call() {
        if (desk.typed().place() != TypedLine.Place.ARGUMENTS || root == null) {
            return CommandResult.failed(
                    ExitCode.USAGE,
                    "the MCP server needs standard input and output of its own. Next: put `batos"
                            + " mcp` into the settings of the program that is to use it");
        }
        root.protocol = "mcp";
        return CommandResult.done("");
    }
}
