package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.CouncilQuestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ask TEXT [--to PERSONA]`: what `@ text` is at the prompt.
@Command(
        name = "ask",
        description = "Ask the council, or one persona alone; @ at the prompt does the same.")
final class AskCommand implements Callable<CommandResult> {
    private static final Pattern ADDRESSED = Pattern.compile("(?s)@(\\w*)(?:\\s+(.*))?");

    private final CommandContext desk;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "The question.")
    private List<String> words = List.of();

    @Option(names = "--to", paramLabel = "PERSONA", description = "brick, robin, alfred or babs.")
    private @Nullable String persona;

    AskCommand(CommandContext desk) {
        this.desk = desk;
    }

    @Override
    public CommandResult call() {
        var text = String.join(" ", words).strip();
        var to = Optional.ofNullable(persona);
        var addressed = ADDRESSED.matcher(text);
        if (to.isEmpty() && addressed.matches()) {
            // as at the prompt: @robin and a question, or @ and one for all
            to = Optional.of(addressed.group(1)).filter(name -> !name.isEmpty());
            text = addressed.group(2) == null ? "" : addressed.group(2).strip();
        }
        return CouncilQuestion.of(desk, to.map(name -> name.toUpperCase(Locale.ROOT)), text);
    }
}
