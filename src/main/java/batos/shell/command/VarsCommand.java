package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.talk.Variable;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/// `vars`: the workspace's variables.
@Command(name = "vars", description = "Your variables: names, classes, sizes or values.")
final class VarsCommand implements Callable<CommandResult> {
    private final CommandContext context;

    VarsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var variables = context.house().talk().variables();
        return CommandResult.done(
                variables.isEmpty()
                        ? "no variables yet. Next: /eval x := 3 + 4"
                        : variables.stream()
                                .map(VarsCommand::line)
                                .collect(Collectors.joining("\n")),
                variables);
    }

    private static String line(Variable variable) {
        return String.format("%-20s %-24s %s", variable.name(), variable.type(), variable.shown())
                .stripTrailing();
    }
}
