package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import batos.shell.session.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `run FILE [ARGS…]`: a file in the image's language, as `gst` runs one; `-` is standard input.
@Command(name = "run", description = "Run a file of the image's language; it is one transaction.")
final class RunCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @Parameters(index = "0", paramLabel = "FILE", description = "- reads standard input.")
    private Path file = Path.of("");

    @Parameters(
            index = "1..*",
            paramLabel = "ARGS",
            description = "What Smalltalk arguments answers.")
    private List<String> arguments = List.of();

    @Option(
            names = {"-r", "--regression"},
            description =
                    "Show the value of each Eval and the message of each error as gst -r does,"
                            + " for comparison with a .ok file.")
    private boolean regression;

    RunCommand(CommandContext context) {
        this.context = context;
    }

    /// The words behind the file are the script's, options too.
    @Spec
    void spec(CommandSpec spec) {
        spec.parser().stopAtPositional(true);
    }

    @Option(
            names = "--pharo",
            description = "Read the shipped package of Pharo's everyday messages in first.")
    private boolean pharo;

    @Override
    public CommandResult call() {
        if (pharo) {
            var read = shipped(context, "pharo");
            if (read.exit() != ExitCode.DONE) {
                return read;
            }
        }
        return file(context, file, arguments, regression);
    }

    /// Reads a package that is shipped with batos into the image.
    static CommandResult shipped(CommandContext context, String name) {
        Evaluator.abandonUnattended(context);
        var cause = Evaluator.cause(context);
        var source = "Smalltalk fileInPackage: '" + name + "'";
        return Evaluator.ran(
                context, cause, context.house().talk().run(source, name, List.of(), cause));
    }

    /// Runs a file and says how it ended.
    static CommandResult file(
            CommandContext context, Path file, List<String> arguments, boolean regression) {
        var input = file.equals(Path.of("-"));
        String source;
        try {
            source = input ? context.input() : TextFile.read(file, "give a file of the language");
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, e.getMessage() + ". Next: give a file of the language", e);
        }
        Evaluator.abandonUnattended(context);
        var talk = context.house().talk();
        var cause = Evaluator.cause(context);
        var origin = input ? "stdin" : file.toString();
        var ran =
                regression
                        ? talk.regress(source, origin, arguments, cause)
                        : talk.run(source, origin, arguments, cause);
        return Evaluator.ran(context, cause, ran);
    }
}
