package batos.shell.command;

import batos.app.ExitCode;
import batos.mind.PersonaId;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `correct TEXT`: the last answer as it should have been.
@Command(
        name = "correct",
        description = "The last answer as it should have been: a golden example to learn from.")
final class CorrectCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @Option(names = "--turn", paramLabel = "N", description = "Another turn than the last one.")
    private @Nullable Long turn;

    @Option(
            names = "--persona",
            paramLabel = "PERSONA",
            description = "Whose answer it corrects. Default: who answered, ALFRED for all four.")
    private @Nullable String persona;

    @Parameters(arity = "1..*", paramLabel = "TEXT")
    private List<String> words = List.of();

    CorrectCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var who = Optional.ofNullable(persona).flatMap(PersonaId::named);
        if (persona != null && who.isEmpty()) {
            return SmallModelCommands.nobody(String.valueOf(persona));
        }
        var text = String.join(" ", words);
        if (text.isBlank()) {
            return CommandResult.failed(
                    ExitCode.USAGE,
                    "TEXT is empty; expected the answer as it should have been. Next: /correct --help");
        }
        var corrected =
                context.house()
                        .tuning()
                        .correct(
                                Optional.ofNullable(turn),
                                who.map(PersonaId::name),
                                text,
                                Evaluator.cause(context));
        return corrected.done()
                ? CommandResult.done(corrected.words())
                : CommandResult.failed(ExitCode.FAILED, corrected.words());
    }
}
