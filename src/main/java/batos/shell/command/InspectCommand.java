package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `inspect …`: one object's parts, numbered, to look deeper and to change them.
@Command(
        name = "inspect",
        description = {
            "Look into an object: its parts, numbered.",
            "inspect EXPR looks at its value, inspect N at part N, inspect up leads back,",
            "inspect N := EXPR changes part N, inspect views and inspect view NAME show the ways"
                    + " to",
            "look at it. Alone it shows the present object again."
        })
final class InspectCommand implements Callable<CommandResult> {
    private static final Pattern VIEW = Pattern.compile("view\\s+(view[\\p{L}\\p{Nd}_]+)");
    private static final Pattern CHANGE = Pattern.compile("(?s)(\\d+)\\s*:=\\s*(.+)");

    private final CommandContext context;

    @Parameters(arity = "0..*", paramLabel = "EXPR|N|up|views|N := EXPR")
    private List<String> words = List.of();

    InspectCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var typed = String.join(" ", words).strip();
        var change = CHANGE.matcher(typed);
        if (change.matches()) {
            return Evaluator.shownWith(
                    context, "inspector at: %s put:".formatted(change.group(1)), change.group(2));
        }
        return message(typed)
                .map(message -> Evaluator.shown(context, message))
                .orElseGet(() -> Evaluator.shownWith(context, "inspector on:", typed));
    }

    /// The inspector's message for the words; empty where they are an expression.
    private static Optional<String> message(String typed) {
        if (typed.isEmpty()) {
            return Optional.of("inspector listing");
        }
        if (typed.equals("up") || typed.equals("views")) {
            return Optional.of("inspector " + typed);
        }
        var view = VIEW.matcher(typed);
        if (view.matches()) {
            return Optional.of("inspector view: #" + view.group(1));
        }
        return typed.chars().allMatch(Character::isDigit)
                ? Optional.of("inspector dive: " + typed)
                : Optional.empty();
    }
}
