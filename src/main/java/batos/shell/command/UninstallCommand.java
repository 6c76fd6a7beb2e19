package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `uninstall`: takes away what `install` made, and nothing else.
@Command(
        name = "uninstall",
        description = "Take away what batos install made; image and settings stay.")
final class UninstallCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @Option(names = "--prefix", paramLabel = "DIR", description = "Default: ~/.local.")
    private @Nullable Path prefix;

    UninstallCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var where = InstallCommand.prefix(context.shell().around(), prefix);
        var installation = new Installation(where);
        if (!installation.isThere()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "batos is not installed in "
                            + where
                            + ". Next: batos uninstall --prefix DIR with the one where it is");
        }
        try {
            var gone = installation.uninstall();
            var lines = new ArrayList<String>();
            gone.removed().forEach(path -> lines.add("removed " + path));
            gone.left()
                    .forEach(path -> lines.add("left " + path + ": it is not what was installed"));
            return CommandResult.done(
                    String.join("\n", lines),
                    Map.of("prefix", where, "removed", gone.removed(), "left", gone.left()));
        } catch (IOException e) {
            throw InstallCommand.unwritable(where, e);
        }
    }
}
