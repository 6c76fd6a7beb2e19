package batos.shell.session;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.app.Services;
import batos.codex.Authorization;
import batos.codex.InputChannel;
import batos.shell.Shell;
import batos.shell.terminal.OneShotTerminal;
import batos.shell.terminal.Printer;
import batos.text.TimeText;
import batos.text.Utf8;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The surroundings of a command: the house (opened by the first call of [#house()]), a place to
/// write while it works, and the line that was typed. A context serves one line.
public final class CommandContext {
    private final Shell shell;
    private final Supplier<Services> house;
    private final Supplier<Printer> out;
    private final TypedLine typed;
    private final boolean waiting;
    private final Optional<StandardInput> input;
    private Path folder = Path.of("");
    private @Nullable Authorization hand;

    public CommandContext(
            Shell shell,
            Supplier<Services> house,
            Supplier<Printer> out,
            TypedLine typed,
            boolean waiting) {
        this(shell, house, out, typed, waiting, Optional.empty());
    }

    /// @param input the standard input of the command's process; elsewhere the lines that follow
    ///   are other commands
    public CommandContext(
            Shell shell,
            Supplier<Services> house,
            Supplier<Printer> out,
            TypedLine typed,
            boolean waiting,
            Optional<StandardInput> input) {
        this.input = input;
        this.shell = shell;
        this.house = house;
        this.out = out;
        this.typed = typed;
        this.waiting = waiting;
    }

    /// @param typedIn the folder from which relative paths in the line count, where the line came
    ///   from another process
    public CommandContext in(Path typedIn) {
        folder = typedIn;
        return this;
    }

    /// The folder from which relative paths in the line count.
    public Path folder() {
        return folder;
    }

    public Services house() {
        return house.get();
    }

    /// The options that another command needs to work on the same home and configuration.
    String folderOptions(GlobalOptions root) {
        return root.folderOptions(shell.around());
    }

    /// For lines worth seeing while the command works; its result is the [CommandResult].
    public Printer out() {
        return out.get();
    }

    public TypedLine typed() {
        return typed;
    }

    /// Whether there is a prompt to come back to, so that something may be left waiting there.
    public boolean canWait() {
        return waiting;
    }

    /// Everything on standard input. It is there only for a command that was given to a process as
    /// its arguments.
    public String input() throws IOException {
        if (input.isEmpty()) {
            throw new IOException("standard input is not this command's own here");
        }
        return text(input.get().bytes());
    }

    /// The standard input that may hold something for this command; empty where it is a terminal,
    /// or where other lines follow on it.
    public Optional<StandardInput> pipedInput() {
        return input.filter(StandardInput::isPiped);
    }

    private static String text(byte[] bytes) throws IOException {
        try {
            return Utf8.decode(bytes);
        } catch (Utf8.Malformed e) {
            throw new IOException("standard input is " + e.getMessage(), e);
        }
    }

    /// Whether something is to be explained here: the first time in this process.
    boolean explains(String what) {
        return shell.explains(what);
    }

    /// Runs long work of this line that other prompts' lines may come between.
    public <T> T beside(Supplier<T> work) {
        return shell.deeds().beside(work);
    }

    /// Whether the line was typed at a prompt, where a person waits to type the next one.
    public boolean isTyped() {
        return typed.place() == TypedLine.Place.TERMINAL
                || typed.place() == TypedLine.Place.ATTACHED;
    }

    /// Whether the person at the prompt says yes; elsewhere nobody can, and the answer is no.
    public boolean agreed(String question) {
        return waiting
                && typed.place() == TypedLine.Place.TERMINAL
                && attended(() -> shell.agreed(question));
    }

    /// The terminal of a one-shot command that a person typed; empty for every other line.
    public Optional<OneShotTerminal> ownTerminal() {
        return typed.place() == TypedLine.Place.ARGUMENTS && shell.around().terminal()
                ? Optional.of(new OneShotTerminal(shell.around().in(), shell.around().out()))
                : Optional.empty();
    }

    /// Prints what a person must have seen before deciding about it: at the prompt screen by screen
    /// where one screen does not hold it.
    ///
    /// @return whether all of it was shown; elsewhere than at the prompt it is printed whole
    public boolean showWhole(Consumer<Printer> content) {
        if (!waiting || typed.place() != TypedLine.Place.TERMINAL) {
            content.accept(out());
            return true;
        }
        return attended(() -> shell.page(out(), content));
    }

    /// Work that waits for the person at the terminal, for example an editor. Words that another
    /// process hands over meanwhile are refused at once: the editor may be what waits for them.
    public <T> T attended(Supplier<T> work) {
        return shell.deeds().attended(work);
    }

    /// Whether the line was one of many, with a house that is open already.
    boolean inSitting() {
        return switch (typed.place()) {
            case ARGUMENTS, HANDED -> false;
            case ATTACHED, PAGE, TERMINAL, PIPED, TRANSCRIPT -> true;
        };
    }

    /// The Architect's hand on the line that this context serves: good for one governed act.
    public synchronized Authorization hand() {
        if (hand == null) {
            var house = house();
            hand =
                    house.codex()
                            .seal()
                            .typed(typed.line(), presence(), house.image().now().number());
        }
        return hand;
    }

    private InputChannel presence() {
        return switch (typed.place()) {
            case ARGUMENTS, HANDED, ATTACHED -> InputChannel.ONE_SHOT;
            case TERMINAL -> typed.ahead() ? InputChannel.AHEAD : InputChannel.TERMINAL;
            case PIPED, TRANSCRIPT -> InputChannel.SESSION;
            case PAGE ->
                    throw new CommandFailure(
                            ExitCode.REFUSED,
                            "nothing is governed from the page. Next, at a terminal: batos "
                                    + typed.line().replaceFirst("^/", ""));
        };
    }

    /// A time as the reader of this line sees it; a transcript's is UTC wherever it is played.
    public String time(Instant at) {
        return TimeText.at(at, zone());
    }

    /// The same, relative to now where that is shorter.
    public String ago(Instant at) {
        return TimeText.ago(at, shell.around().clock().instant(), zone());
    }

    private ZoneId zone() {
        return typed.place() == TypedLine.Place.TRANSCRIPT ? ZoneOffset.UTC : shell.around().zone();
    }

    public Shell shell() {
        return shell;
    }
}
