package batos.shell.command;

import batos.app.ExitCode;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `web`: the workbench, in the process that owns the image.
@Command(name = "web", description = "The workbench in a browser on this machine.")
final class WebCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "On loopback. Default: the one in use, else a free one.")
    int port;

    @Option(names = "--open", description = "Open it with xdg-open, too.")
    boolean open;

    WebCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() throws IOException {
        if (port < 0 || port > 65_535) {
            return CommandResult.failed(
                    ExitCode.USAGE, "--port is %d; it is 0 to 65535".formatted(port));
        }
        var link = context.shell().faces().workbench(port).link();
        if (open) {
            new ProcessBuilder("xdg-open", link).inheritIO().start();
        }
        return CommandResult.done(
                link + "\nThe link works once, within ten minutes. Next: /web makes another",
                Map.of("link", link));
    }
}
