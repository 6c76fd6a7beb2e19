package batos.shell.command;

import batos.app.ExitCode;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `fork FILE --at N --mind NAME`: another session that begins as a recorded one did. The shell
/// begins it before it looks for commands, see [batos.shell.Shell#run].
@Command(
        name = "fork",
        description =
                "Play a record up to line N (--at N), then go on from there, with another mind if"
                        + " you like (--mind NAME). The image is that of --home, a new one.")
final class ForkCommand implements Callable<CommandResult> {
    @Parameters(paramLabel = "FILE", description = "What --record wrote.")
    private @Nullable Path file;

    ForkCommand(CommandContext context) {}

    @Override
    public CommandResult call() {
        return CommandResult.failed(
                ExitCode.USAGE,
                "fork begins a session of its own. Next: leave with Ctrl-D, then batos fork "
                        + file
                        + " --at N");
    }
}
