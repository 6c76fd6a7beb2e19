package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.council.TurnInput;
import batos.json.JsonSchema;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.CouncilQuestion;
import batos.shell.session.InputLine;
import batos.shell.session.TextFile;
import batos.shell.session.TypedLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ask TEXT [--to PERSONA]`: what `@ text` is at the prompt, with what a script needs beside it.
@Command(
        name = "ask",
        description =
                "Ask the council, or one persona alone; @ at the prompt does the same. What is"
                        + " piped in is attached to the question; without a TEXT it is the question.")
final class AskCommand implements Callable<CommandResult> {

    private final CommandContext context;

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "The question.")
    private List<String> words = List.of();

    @Option(
            names = "--to",
            paramLabel = "PERSONA",
            completionCandidates = Candidates.Personas.class,
            description = "brick, robin, alfred or babs.")
    private @Nullable String persona;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description =
                    "Attach a text file, fenced and with its name; may be given more than once. -"
                            + " is standard input.")
    private List<Path> files = List.of();

    @Option(
            names = {"-c", "--continue"},
            description =
                    "Go on with the latest turn: its question and answer stand before this one.")
    private boolean goesOn;

    @Option(
            names = "--turn",
            paramLabel = "N",
            description = "Go on with turn N instead; batos log --export jsonl tells the numbers.")
    private @Nullable Long turn;

    @Option(
            names = "--schema",
            paramLabel = "FILE",
            description =
                    "The answer is a JSON document that fits this JSON schema, alone on standard"
                            + " output; exit code 1 where none does.")
    private @Nullable Path schema;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print the answer alone: no thesis, no antithesis, no progress.")
    private boolean quiet;

    AskCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var text = String.join(" ", words).strip();
        var to = Optional.ofNullable(persona);
        if (to.isEmpty()) {
            switch (InputLine.of(text)) {
                case InputLine.ToCouncil(var rest) -> text = rest;
                case InputLine.ToPersona(var name, var rest) -> {
                    to = Optional.of(name);
                    text = rest;
                }
                case InputLine.ToShell _, InputLine.ToImage _, InputLine.Blank _ -> {}
            }
        }
        var form = schema == null ? "" : schema(schema);
        var attached = new AttachedTexts(context).read(files, text.isEmpty());
        var question = text.isEmpty() ? attached.question() : text;
        if (question.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "nothing asked. Next: batos ask 'QUESTION', or the question on standard input");
        }
        if (context.typed().place() == TypedLine.Place.ARGUMENTS) {
            context.house().foreignMemories().forEach(context.out()::note);
        }
        return CouncilQuestion.of(
                context,
                to.map(name -> name.toUpperCase(Locale.ROOT)),
                question,
                new TurnInput(attached.attachments(), continued(), form),
                quiet || schema != null);
    }

    private String schema(Path file) {
        var text = TextFile.read(file, "batos ask --schema FILE with a JSON schema");
        try {
            JsonSchema.of(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    file
                            + " is no JSON schema: "
                            + e.getMessage()
                            + ". Next: correct it, or batos help scripts",
                    e);
        }
    }

    /// The turn to go on with; 0 for none.
    private long continued() {
        if (goesOn && turn != null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--continue means the latest turn, --turn another. Next: give one of them");
        }
        if (!goesOn && turn == null) {
            return 0;
        }
        var wanted = turn;
        var turns =
                context.house().memory().latest(Integer.MAX_VALUE).stream()
                        .filter(episode -> episode.sort().equals("turn"))
                        .filter(episode -> wanted == null || episode.number() == wanted)
                        .findFirst();
        return turns.orElseThrow(() ->
                        new CommandFailure(
                                ExitCode.USAGE,
                                wanted == null
                                        ? "there is no turn to go on with. Next: batos ask without"
                                                + " --continue"
                                        : "there is no turn "
                                                + wanted
                                                + ". Next: batos log --export jsonl tells the"
                                                + " numbers"))
                .number();
    }
}
