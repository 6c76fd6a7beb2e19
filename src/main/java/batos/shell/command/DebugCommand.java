package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import batos.shell.session.PartialCommits;
import batos.shell.session.TypedLine;
import batos.talk.DebugSession;
import batos.talk.Fault;
import batos.text.Plural;
import batos.text.TerminalText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `/debug …`: the computation that an error stopped, and the ways on from there.
@Command(
        name = "debug",
        description = {
            "The computation that an error has parked: look at it, mend it, go on.",
            "It waits until one of these commands lets it go on; other lines can be typed"
                    + " meanwhile."
        })
final class DebugCommand implements Callable<CommandResult> {
    private final CommandContext context;

    DebugCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        return stack();
    }

    @Command(description = "The stack, innermost first.")
    CommandResult stack() {
        var parked = parked();
        var lines = new ArrayList<String>();
        lines.add(parked.fault().headline());
        var frames = parked.stack();
        for (var i = 0; i < frames.size(); i++) {
            lines.add(
                    String.format("%3d  %s (%s)", i, frames.get(i).where(), frames.get(i).place()));
            frames.get(i).variables().stream()
                    .filter(variable -> !variable.equals("self = nil"))
                    .forEach(variable -> lines.add("       " + variable));
        }
        var others = context.house().talk().parkedCount() - 1;
        if (others > 0) {
            lines.add(
                    Plural.of(others, "older error is", "older errors are")
                            + " still open. Next: /debug list");
        }
        return CommandResult.done(String.join("\n", lines), frames);
    }

    @Command(description = "One frame: its variables and its source.")
    CommandResult frame(@Parameters(paramLabel = "N", defaultValue = "0") int number) {
        var parked = parked();
        var frame = frame(parked, number);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("frame", frame.where());
        facts.put("place", frame.place());
        facts.put("variables", frame.variables());
        facts.put("source", parked.source(number));
        return CommandResult.done(KeyValueTable.lines(facts), facts);
    }

    @Command(description = "Evaluate in a frame: its variables, its self.")
    CommandResult eval(
            @Parameters(arity = "1..*", paramLabel = "EXPR") List<String> words,
            @Option(names = "--frame", paramLabel = "N", defaultValue = "0") int number) {
        var parked = parked();
        frame(parked, number);
        return Evaluator.ended(
                context, parked.cause(), parked.evaluate(String.join(" ", words), number));
    }

    @Command(description = "Go on; the message that failed answers the expression's value.")
    CommandResult resume(@Parameters(arity = "1..*", paramLabel = "EXPR") List<String> words) {
        var parked = parked();
        return Evaluator.ended(context, parked.cause(), parked.resume(String.join(" ", words)));
    }

    @Command(name = "return", description = "Go on; a frame answers the expression's value.")
    CommandResult returned(
            @Parameters(arity = "1..*", paramLabel = "EXPR") List<String> words,
            @Option(names = "--frame", paramLabel = "N", defaultValue = "0") int number) {
        var parked = parked();
        frame(parked, number);
        return Evaluator.ended(
                context, parked.cause(), parked.returned(String.join(" ", words), number));
    }

    @Command(description = "Run a frame's method again from its start, in its present version.")
    CommandResult restart(@Parameters(paramLabel = "N", defaultValue = "0") int number) {
        var parked = parked();
        frame(parked, number);
        return Evaluator.ended(context, parked.cause(), parked.restart(number));
    }

    @Command(
            description = {
                "Give a frame's method another text, or write the one that was missed, and go on.",
                "Without a text $EDITOR opens."
            })
    CommandResult edit(
            @Parameters(arity = "0..*", paramLabel = "METHOD") List<String> words,
            @Option(names = "--frame", paramLabel = "N") @Nullable Integer named) {
        var parked = parked();
        int number = named == null ? 0 : named;
        frame(parked, number);
        var text =
                words == null || words.isEmpty()
                        ? edited(parked, number, named == null && misses(parked))
                        : String.join(" ", words);
        return Evaluator.ended(
                context, parked.cause(), parked.edit(text, number, Evaluator.cause(context)));
    }

    /// Whether a method is to be written: what nil does not understand is a mistake where it was
    /// sent.
    private static boolean misses(DebugSession parked) {
        var fault = parked.fault();
        return !fault.selector().isEmpty()
                && (!fault.receiver().equals("nil") || parked.method(0).isEmpty());
    }

    private String edited(DebugSession parked, int number, boolean missing) {
        var present = parked.method(number);
        if (present.isEmpty() && !missing) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "frame "
                            + number
                            + " is a line that was typed. Next: /debug abandon, and type it again");
        }
        if (context.typed().place() != TypedLine.Place.TERMINAL) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "no editor without a terminal. Next: /debug edit METHOD, for example /debug"
                            + " edit "
                            + (missing ? MissingMethod.skeleton(parked.fault()) : present));
        }
        var begun = missing ? MissingMethod.skeleton(parked.fault()) : present;
        var text = context.attended(() -> Editor.edit(begun, ".st"));
        if (text.strip().equals(begun.strip())) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the text is unchanged, and the error still waits. Next: /debug retry, or"
                            + " /debug abandon");
        }
        return text;
    }

    @Command(
            description = {
                "Have the missing tool or method written by the tactical loop, and go on with it.",
                "image undo takes it back."
            })
    CommandResult forge() {
        return new GapForging(context, parked()).forge();
    }

    @Command(description = "Send the failed message again.")
    CommandResult retry() {
        var parked = parked();
        return Evaluator.ended(context, parked.cause(), parked.retry());
    }

    @Command(description = "All errors that are open, the latest first.")
    CommandResult list() {
        var open = context.house().talk().allParked();
        return CommandResult.done(
                open.isEmpty()
                        ? "no error is open"
                        : open.stream()
                                .map(parked ->
                                        parked.fault().headline()
                                                + "  ("
                                                + TerminalText.oneLine(parked.cause().line())
                                                + ")")
                                .collect(Collectors.joining("\n")),
                open.stream().map(parked -> parked.fault().message()).toList());
    }

    @Command(
            description =
                    "Let it go, and what it changed and did not commit with it; all of them with"
                            + " `all`.")
    CommandResult abandon(
            @Parameters(arity = "0..1", paramLabel = "all", defaultValue = "") String which) {
        if (which.equals("all")) {
            var open = context.house().talk().allParked();
            open.forEach(DebugSession::abandon);
            return CommandResult.done(
                    Plural.of(open.size(), "error") + " abandoned",
                    Map.of("abandoned", open.size()));
        }
        if (!which.isEmpty()) {
            return CommandResult.failed(
                    ExitCode.USAGE,
                    "abandon " + which + "? Next: /debug abandon, or /debug abandon all");
        }
        var parked = parked();
        parked.abandon();
        var others = context.house().talk().parkedCount();
        return CommandResult.done(
                "abandoned; "
                        + PartialCommits.of(context, parked.cause())
                                .or("the image is as it was before")
                        + (others == 0 ? "" : "; " + others + " still parked"));
    }

    private DebugSession parked() {
        return context.house()
                .talk()
                .parked()
                .orElseThrow(() ->
                        new CommandFailure(
                                ExitCode.FAILED,
                                "nothing is parked. Next: an expression that fails at the"
                                        + " prompt waits here"));
    }

    private static Fault.StackLine frame(DebugSession parked, int number) {
        var frames = parked.stack();
        if (number < 0 || number >= frames.size()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "no frame "
                            + number
                            + "; they are 0 to "
                            + (frames.size() - 1)
                            + ". Next: /debug stack");
        }
        return frames.get(number);
    }
}
