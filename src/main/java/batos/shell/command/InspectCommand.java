package batos.shell.command;

import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import java.util.List;
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

    private final CommandContext desk;

    @Parameters(arity = "0..*", paramLabel = "EXPR|N|up|views|N := EXPR")
    private List<String> words = List.of();

    InspectCommand(CommandContext desk) {
        this.desk = desk;
    }

    @Override
    public CommandResult call() {
        return Evaluator.shown(desk, message(String.join(" ", words).strip()));
    }

    /// What the words mean to the inspector.
    private static String message(String typed) {
        if (typed.isEmpty()) {
            return "inspector listing";
        }
        if (typed.equals("up")) {
            return "inspector up";
        }
        if (typed.equals("views")) {
            return "inspector views";
        }
        var view = VIEW.matcher(typed);
        if (view.matches()) {
            return "inspector view: #" + view.group(1);
        }
        if (typed.chars().allMatch(Character::isDigit)) {
            return "inspector dive: " + typed;
        }
        var change = CHANGE.matcher(typed);
        return change.matches()
                ? "inspector at: " + change.group(1) + " put: [" + change.group(2) + "\n] value"
                : "inspector on: [" + typed + "\n] value";
    }
}
