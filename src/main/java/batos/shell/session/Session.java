package batos.shell.session;

import batos.app.ExitCode;
import batos.app.LazyServices;
import batos.app.Services;
import batos.shell.Shell;
import batos.shell.replay.SessionReplay;
import batos.shell.terminal.InterruptHandler;
import batos.shell.terminal.LongText;
import batos.shell.terminal.Printer;
import batos.shell.terminal.Style;
import batos.tape.TapeFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Lines go in, words come out: what the prompt, piped input and transcripts have in common.
public final class Session {
    private static final Set<String> LEAVING = Set.of("quit", "exit");

    private final Shell shell;
    private final Supplier<Services> house;
    private final Printer out;
    private final TypedLine.Place place;
    private final boolean prompt;
    private final InterruptHandler interruption;
    private Path folder = Path.of("");
    private boolean left;
    private boolean attended;

    /// @param prompt whether a person can go on with a computation left waiting
    public Session(
            Shell shell,
            Supplier<Services> house,
            Printer out,
            TypedLine.Place place,
            boolean prompt) {
        this(shell, house, out, place, prompt, shell.interruption());
    }

    /// @param interruption stops the lines of this session, and of no other
    public Session(
            Shell shell,
            Supplier<Services> house,
            Printer out,
            TypedLine.Place place,
            boolean prompt,
            InterruptHandler interruption) {
        this.interruption = interruption;
        this.shell = shell;
        this.house = house;
        this.out = out;
        this.place = place;
        this.prompt = prompt;
        out.reads(
                shell.orders()
                        .asTyped(context(new TypedLine(place, "")), new GlobalOptions(), true));
    }

    private CommandContext context(TypedLine typed) {
        return new CommandContext(shell, house, () -> out, typed, prompt).in(folder);
    }

    /// @param typedIn the folder from which relative paths in its lines count, where they come from
    ///   another process
    public Session in(Path typedIn) {
        folder = typedIn;
        return this;
    }

    /// Whether the Architect asked to leave.
    public boolean left() {
        return left;
    }

    /// The exit code of the line, or empty when it needs more lines to make sense.
    ///
    /// @param last whether no more lines can come
    public Optional<ExitCode> take(String text, boolean last) {
        return take(text, last, false);
    }

    /// @param ahead see [TypedLine#ahead()]
    public Optional<ExitCode> take(String text, boolean last, boolean ahead) {
        return take(new TypedLine(place, text.strip(), ahead), text, last);
    }

    /// @param typed the line as it is recorded
    public Optional<ExitCode> take(TypedLine typed, String text, boolean last) {
        var context = context(typed);
        Optional<CommandResult> answer;
        try {
            answer =
                    shell.deeds()
                            .run(
                                    typed.line(),
                                    () -> new AskingOutput(out, context),
                                    () -> interruption.during(() -> answered(text, context, last)));
        } catch (RuntimeException | Error e) {
            answer = Optional.of(FailureResult.of(e, true));
        }
        var next = new NextCommand(shell.orders()::names, true);
        var isCommand =
                InputLine.of(text) instanceof InputLine.ToShell || text.strip().endsWith("?");
        var exit = answer.map(this::interruptedOr).map(next::in).map(each -> show(each, isCommand));
        if (exit.isPresent()) {
            attend();
        }
        return exit.map(end -> marked(text, end));
    }

    /// At a terminal, news appears before the next prompt.
    private void attend() {
        if (house instanceof LazyServices entrance && !entrance.isOpen()) {
            return;
        }
        var noticed = new ArrayList<>(house.get().attend());
        if (!attended) {
            // opening the house has printed these already
            noticed.removeAll(place == TypedLine.Place.PIPED ? house.get().beginning() : List.of());
            attended = true;
        }
        if (place != TypedLine.Place.TERMINAL) {
            noticed.forEach(out::note);
        }
    }

    /// The tape of the house, if it is open, notes the line that has ended.
    private ExitCode marked(String text, ExitCode exit) {
        if (!(house instanceof LazyServices entrance)) {
            return exit;
        }
        try {
            entrance.ifOpen(open -> SessionReplay.mark(open, place, text));
            return exit;
        } catch (TapeFault e) {
            return show(FailureResult.of(e, true), false);
        }
    }

    private CommandResult interruptedOr(CommandResult answer) {
        return interruption.wasAsked() && answer.exit() == ExitCode.FAILED
                ? CommandResult.failed(ExitCode.INTERRUPTED, "interrupted")
                : answer;
    }

    private Optional<CommandResult> answered(String text, CommandContext context, boolean last) {
        return switch (InputLine.of(text)) {
            case InputLine.Blank() -> Optional.of(CommandResult.done("", ""));
            case InputLine.ToShell(var words) -> Optional.of(order(words, context));
            case InputLine.ToImage(var source) -> {
                overhear(source, context);
                var about = HelpQuestion.in(source, word -> isNamed(context, word));
                if (about.isPresent()) {
                    yield Optional.of(Evaluator.shownWith(context, "inspector help:", about.get()));
                }
                var aside =
                        SentenceDetector.in(
                                source, word -> isNamed(context, word), this::isCommand);
                if (aside.isPresent()) {
                    yield aside.map(CommandResult::failed);
                }
                yield last
                        ? Optional.of(Evaluator.of(context, source, false))
                        : Evaluator.unlessIncomplete(context, source, false);
            }
            case InputLine.ToCouncil(var question) ->
                    continued(text) && !last
                            ? Optional.empty()
                            : Optional.of(
                                    CouncilQuestion.of(
                                            context, Optional.empty(), joined(question)));
            case InputLine.ToPersona(var persona, var question) ->
                    continued(text) && !last
                            ? Optional.empty()
                            : Optional.of(
                                    CouncilQuestion.of(
                                            context, Optional.of(persona), joined(question)));
        };
    }

    private boolean isCommand(String word) {
        return word.equals("help")
                || LEAVING.contains(word)
                || shell.orders().names().contains(word);
    }

    private static boolean isNamed(CommandContext context, String word) {
        return context.house().talk().complete(word, word.length()).candidates().contains(word);
    }

    /// A command within an expression is none: a paste held more than meets the eye.
    private static void overhear(String source, CommandContext context) {
        var who =
                context.typed().place() == TypedLine.Place.PAGE
                        ? "a text from the page"
                        : "a pasted text";
        source.lines()
                .skip(1)
                .map(String::strip)
                .filter(line -> line.startsWith("/codex "))
                .forEach(line -> context.house().codex().codex().overhear(who, line));
    }

    /// A line of talk goes on after a backslash at its end.
    private static boolean continued(String text) {
        return text.stripTrailing().endsWith("\\");
    }

    private static String joined(String question) {
        var text = question.replaceAll("\\\\\\s*\n", "\n");
        return (text.endsWith("\\") ? text.substring(0, text.length() - 1) : text).strip();
    }

    private CommandResult order(String words, CommandContext context) {
        var split = ShellWords.ofCommand(words);
        if (split.size() == 1 && LEAVING.contains(split.getFirst())) {
            left = true;
            return CommandResult.done("", "");
        }
        var root = new GlobalOptions();
        var answer =
                shell.orders()
                        .carryOut(split.isEmpty() ? List.of("help") : split, root, context)
                        .orElseGet(() ->
                                CommandResult.failed(ExitCode.USAGE, "no command. Next: /help"));
        return root.json
                ? new CommandResult(
                        answer.exit(), JsonOutput.of(answer.document()), answer.document())
                : answer;
    }

    /// Prints a result. A terminal breaks a command's text at words, and the prompt shows it screen
    /// by screen; a value is not broken.
    private void done(CommandResult answer, boolean isCommand) {
        switch (place) {
            case TERMINAL -> {
                if (isCommand) {
                    shell.page(out, printer -> printer.say(Style.PLAIN, answer.text()));
                } else {
                    out.say(LongText.cut(answer.text()));
                }
            }
            case ATTACHED -> {
                if (isCommand) {
                    out.say(Style.PLAIN, answer.text());
                } else {
                    out.say(LongText.cut(answer.text()));
                }
            }
            case ARGUMENTS, HANDED, PAGE, PIPED, TRANSCRIPT -> out.say(answer.text());
        }
    }

    private ExitCode show(CommandResult answer, boolean isCommand) {
        out.freshLine();
        if (!answer.text().isEmpty()) {
            switch (answer.exit()) {
                case DONE -> done(answer, isCommand);
                case INTERRUPTED -> out.note(Style.FAINT, answer.text());
                case FAILED, USAGE, NO_IMAGE, REFUSED, NO_MODEL, NO_CRUCIBLE ->
                        out.note(Style.BAD, answer.text());
            }
        }
        return answer.exit();
    }
}
