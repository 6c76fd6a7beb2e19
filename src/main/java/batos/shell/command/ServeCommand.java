package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.GlobalOptions;
import batos.shell.session.TypedLine;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `serve`: the API server for programs on this machine. As the arguments of a process it owns the
/// image until Ctrl-C; where another process owns it, and at a prompt, the owner serves.
@Command(name = "serve", description = "Serve programs on this machine: OpenAI API and others.")
final class ServeCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @ParentCommand @Nullable GlobalOptions root;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "On loopback; 0 takes a free one. Default: serve.port of the settings.")
    @Nullable Integer port;

    @Option(names = "--stop", description = "Serve no more; the owner stays.")
    boolean stop;

    ServeCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        if (port != null && (port < 0 || port > 65_535)) {
            return CommandResult.failed(
                    batos.app.ExitCode.USAGE, "--port is %d; it is 0 to 65535".formatted(port));
        }
        if (stop) {
            var was = context.shell().faces().closeApi();
            return CommandResult.done(
                    was ? "programs are served no more" : "no programs were served",
                    Map.of("stopped", was));
        }
        var wanted = Optional.ofNullable(port);
        if (context.typed().place() == TypedLine.Place.ARGUMENTS && root != null) {
            root.serveApi(wanted);
            return CommandResult.done("", Map.of());
        }
        return context.shell().faces().announced(wanted);
    }
}
