package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.text.Plural;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fileout FILE …`: the image's code as text that `filein` reads again.
@Command(
        name = "fileout",
        description = {
            "Write classes and methods of the image to a file of the language.",
            "Without classes or package: everything that is not of the system."
        })
final class FileOutCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "FILE", description = "- prints it.")
    private Path file = Path.of("-");

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "CLASS")
    private List<String> classes = List.of();

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "The classes of that category, and its methods in other classes.")
    private @Nullable String group;

    @Option(names = "--force", description = "Replace FILE if it exists.")
    private boolean force;

    FileOutCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var text = text();
        if (text.isEmpty()) {
            return CommandResult.failed(
                    "there is no such code in the image. Next: /browse lists the classes");
        }
        if (file.equals(Path.of("-"))) {
            return CommandResult.done(text.stripTrailing(), text);
        }
        OutputFile.write(file, force, to -> Files.writeString(to, text));
        var lines = text.lines().count();
        return CommandResult.done(
                file
                        + ": "
                        + Plural.of(lines, "line")
                        + ". Next: batos filein "
                        + file
                        + ", in any image",
                Map.of("file", file, "lines", lines));
    }

    private String text() {
        var talk = context.house().talk();
        if (group != null) {
            return talk.fileOutPackage(group);
        }
        if (classes.isEmpty()) {
            return talk.fileOut("");
        }
        var text = new StringBuilder();
        for (var name : classes) {
            var code = talk.fileOut(name);
            if (code.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "no code of a class " + name + ". Next: /browse lists them");
            }
            text.append(code);
        }
        return text.toString();
    }
}
