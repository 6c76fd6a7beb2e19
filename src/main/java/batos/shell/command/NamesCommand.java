package batos.shell.command;

import batos.image.Image;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.toolbox.Tool;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `names tools|snapshots`: names that only the image knows, one a line, for completion. The
/// launcher asks for them only where an owner runs.
@Command(name = "names", hidden = true, description = "Names of the image, one a line.")
final class NamesCommand implements Callable<CommandResult> {
    enum Kind {
        tools,
        snapshots
    }

    private final CommandContext context;

    @Parameters(paramLabel = "KIND")
    private Kind kind = Kind.tools;

    NamesCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        List<String> names =
                switch (kind) {
                    case tools ->
                            context.house().toolbox().now().live().stream()
                                    .map(Tool::name)
                                    .toList();
                    case snapshots ->
                            context.house().image().snapshots().stream()
                                    .map(Image.Snapshot::name)
                                    .toList();
                };
        return CommandResult.done(String.join("\n", names), names);
    }
}
