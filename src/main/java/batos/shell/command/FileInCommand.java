package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `filein FILE`: the classes, methods and statements of a file, as one transaction; `filein pharo`
/// reads the shipped package of that name.
@Command(
        name = "filein",
        description = "Read a file of the language into the image: all of it, or nothing.")
final class FileInCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "FILE")
    private Path file = Path.of("");

    FileInCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var ended =
                !Files.exists(file) && file.toString().equals("pharo")
                        ? RunCommand.shipped(context, "pharo")
                        : RunCommand.file(context, file, java.util.List.of(), false);
        return ended.text().isEmpty()
                ? CommandResult.done(file + " is in the image", ended.document())
                : ended;
    }
}
