package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `browse …`: classes, methods, senders, and changes.
@Command(
        name = "browse",
        description = {
            "Read code: browse Foo, browse 'Foo class', browse 'Foo>>bar'.",
            "Alone it lists the classes that are not of the system."
        })
final class BrowseCommand implements Callable<CommandResult> {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_.]*(?: class)?");

    private final CommandContext context;

    @Parameters(arity = "0..*", paramLabel = "CLASS[>>SELECTOR]")
    private java.util.List<String> words = java.util.List.of();

    @Option(names = "--senders", paramLabel = "SELECTOR", description = "Methods that send it.")
    private @Nullable String senders;

    @Option(
            names = "--implementors",
            paramLabel = "SELECTOR",
            description = "Methods of that name.")
    private @Nullable String implementors;

    @Option(
            names = "--references",
            paramLabel = "CLASS",
            description = "Methods that name the class or variable.")
    private @Nullable String references;

    @Option(names = "--text", paramLabel = "TEXT", description = "Methods that contain it.")
    private @Nullable String text;

    @Option(names = "--changes", description = "What was changed when, and by whom.")
    private boolean changes;

    BrowseCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        return Evaluator.shown(context, question());
    }

    private String question() {
        if (changes) {
            return "changes last: 50";
        }
        if (senders != null) {
            return lines("Smalltalk sendersOf: " + quoted(senders), "no method sends " + senders);
        }
        if (implementors != null) {
            return lines(
                    "Smalltalk implementorsOf: " + quoted(implementors),
                    "no class implements " + implementors);
        }
        if (references != null) {
            return lines(
                    "Smalltalk search: 'references' for: " + quoted(references),
                    "no method names " + references);
        }
        if (text != null) {
            return lines(
                    "Smalltalk methodsContaining: " + quoted(text), "no method contains " + text);
        }
        var subject = String.join(" ", words).strip();
        if (subject.isEmpty()) {
            return "browse classes";
        }
        var split = subject.split("\\s*>>\\s*#?", 2);
        if (!NAME.matcher(split[0]).matches()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "no name of a class: " + split[0] + ". Next: /browse Foo, or /browse Foo>>bar");
        }
        return split.length == 1
                ? split[0] + " browse"
                : "(Listing text: ("
                        + split[0]
                        + " sourceCodeAt: "
                        + quoted(split[1])
                        + " asSymbol) subject: nil)";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// Declares no variable: at the prompt that would be one of the image.
    private static String lines(String found, String none) {
        return "[:found | Listing on: nil lines: [:s | found isEmpty ifTrue: [s << "
                + quoted(none)
                + "]. found do: [:each | s nextPutAll: each; nl]]] value: ("
                + found
                + ")";
    }
}
