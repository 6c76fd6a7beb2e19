package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `eval EXPR`: one evaluation, and its last value as `printNl` shows it.
@Command(
        name = "eval",
        description = "Evaluate an expression of the image and print its value, as printNl would.")
final class EvalCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @Parameters(arity = "1..*", paramLabel = "EXPR", description = "Quote it: '3 + 4'.")
    private List<String> words = List.of();

    EvalCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        return Evaluator.of(context, String.join(" ", words), true);
    }
}
