package batos.shell.command;

import batos.shell.reference.CommandTree;
import batos.shell.reference.Completion;
import batos.shell.reference.ManPage;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.HelpPages;
import batos.shell.session.Version;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `completion bash|zsh|fish`: a script by which Tab knows the commands; `completion man` is the
/// man page.
@Command(
        name = "completion",
        description =
                "A completion script for bash, zsh or fish, on standard output; man is the man"
                        + " page.")
final class CompletionCommand implements Callable<CommandResult> {
    /// The kinds of output, spelled as on the command line.
    enum Target {
        bash,
        zsh,
        fish,
        man
    }

    private final CommandContext context;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh, fish or man.")
    private Target target = Target.bash;

    CompletionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var tree = CommandTree.of(context.shell().orders().all(context));
        var text =
                switch (target) {
                    case bash -> Completion.bash.script(tree);
                    case zsh -> Completion.zsh.script(tree);
                    case fish -> Completion.fish.script(tree);
                    case man -> ManPage.of(tree, new Version().getVersion()[0], HelpPages.topics());
                };
        return CommandResult.done(
                text.stripTrailing(), Map.of("shell", target.name(), "script", text));
    }
}
