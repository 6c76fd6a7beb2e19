package batos.shell.terminal;

import batos.app.ExitCode;
import batos.app.LazyServices;
import batos.app.Services;
import batos.shell.Shell;
import batos.shell.replay.Transcript;
import batos.shell.session.CommandContext;
import batos.shell.session.GlobalOptions;
import batos.shell.session.PastedText;
import batos.shell.session.Session;
import batos.shell.session.TypedLine;
import batos.text.ForcedFile;
import batos.text.TimeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Signals;

/// The prompt at a terminal, with history, completion and Ctrl-C.
public final class TerminalPrompt {
    private static final Logger LOG = Logger.getLogger("batos.shell");

    static final String NEXT = "     ...> ";
    private static final int STUBBORN = 3;

    private final Shell shell;
    private final LazyServices entrance;
    private final GlobalOptions root;
    private final TerminalOpening opening;

    /// Lines that were typed where only an answer was asked for; they come next.
    private final Deque<String> typed = new ArrayDeque<>();

    public TerminalPrompt(
            Shell shell, LazyServices entrance, GlobalOptions root, TerminalOpening opening) {
        this.shell = shell;
        this.entrance = entrance;
        this.root = root;
        this.opening = opening;
    }

    public ExitCode run(Printer out) {
        var house = entrance.get();
        try (var terminal = opening.get()) {
            terminal.handle(Terminal.Signal.INT, signal -> interrupt(out));
            var past = new InputHistory(out::note);
            var reader = reader(terminal, house, past, out);
            out.wrapAt(terminal::getWidth);
            out.themed(this::theme);
            out.say(Style.PLAIN, Banner.of(house, this::ago));
            shell.asksBy(question -> answer(reader, out, question));
            shell.pagesBy(
                    new Pager(
                            terminal::getHeight,
                            terminal::getWidth,
                            question -> pager(reader, out, question),
                            typed::add));
            loop(reader, past, out);
            past.save();
            return ExitCode.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ColourTheme theme() {
        return ColourTheme.of(entrance.get().config().settings().display().theme());
    }

    private String ago(Instant at) {
        return TimeText.ago(at, shell.around().clock().instant(), shell.around().zone());
    }

    private void loop(LineReader reader, InputHistory past, Printer out) throws IOException {
        var sitting = new Session(shell, entrance, out, TypedLine.Place.TERMINAL, true);
        var commands = new HashSet<>(shell.orders().names());
        commands.addAll(List.of("help", "quit", "exit"));
        var text = new StringBuilder();
        var ahead = false;
        while (!sitting.left()) {
            entrance.news().forEach(line -> out.say(Style.FAINT, line));
            try {
                ahead = text.isEmpty() ? !typed.isEmpty() || waits() : ahead;
                var line = typed.isEmpty() ? reader.readLine(prompt(text)) : typed.pop();
                var ends = !text.isEmpty() && line.isBlank();
                text.append(text.isEmpty() ? "" : "\n").append(line);
                var pasted =
                        new ArrayDeque<>(
                                PastedText.inputs(
                                        text.toString(),
                                        commands::contains,
                                        entrance.get().talk()::reads));
                ahead |= pasted.size() > 1;
                text.setLength(0);
                while (!pasted.isEmpty() && !sitting.left()) {
                    input(sitting, text, pasted.pop(), ends || !pasted.isEmpty(), ahead, past);
                }
            } catch (UserInterruptException e) {
                text.setLength(0);
            } catch (EndOfFileException e) {
                out.say("Until next time; the image keeps everyone.");
                return;
            }
        }
    }

    /// Takes one input line by line; what needs more lines stays in the text.
    ///
    /// @param last whether no more lines can follow the input's own
    private void input(
            Session sitting,
            StringBuilder text,
            List<String> lines,
            boolean last,
            boolean ahead,
            InputHistory past) {
        for (int i = 0; i < lines.size() && !sitting.left(); i++) {
            if (!text.isEmpty() || !lines.get(i).isBlank() || lines.size() == 1) {
                text.append(text.isEmpty() ? "" : "\n").append(lines.get(i));
                var all = text.toString();
                if (sitting.take(all, last && i == lines.size() - 1, ahead).isPresent()) {
                    past.keep(shell.around().clock().instant(), all);
                    text.setLength(0);
                }
            }
        }
    }

    /// Whether keys were pressed before there was a prompt to press them at.
    private boolean waits() throws IOException {
        return shell.around().in().available() > 0;
    }

    /// The person's answer to a question; empty after Ctrl-C or Ctrl-D. It is no line of the
    /// session and stands in no history.
    private static String answer(LineReader reader, Printer out, String question) {
        return answer(reader, out, question, "");
    }

    /// The same at the end of a screen, where Ctrl-C ends the text.
    private static String pager(LineReader reader, Printer out, String question) {
        return answer(reader, out, question, "q");
    }

    private static String answer(
            LineReader reader, Printer out, String question, String interrupted) {
        out.freshLine();
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            return reader.readLine(question);
        } catch (UserInterruptException | EndOfFileException e) {
            return interrupted;
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, false);
        }
    }

    private String prompt(CharSequence soFar) {
        var words = soFar.isEmpty() ? Transcript.PROMPT : NEXT;
        return shell.around().colourful() && !root.noColour
                ? AttributedString.fromAnsi(Style.STRONG.on(theme(), words)).toAnsi()
                : words;
    }

    /// Work that does not listen can be ended with the process: commits are safe. While an editor
    /// has the terminal, the key is the editor's.
    private void interrupt(Printer out) {
        if (shell.deeds().isAttended()) {
            return;
        }
        var times = shell.interruption().now();
        if (times > 1) {
            out.note(Style.FAINT, "still stopping; Ctrl-C once more ends the process");
        }
        if (times >= STUBBORN) {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
        }
    }

    /// A dumb terminal hears of no signal by itself: Ctrl-C would go on to whoever heard of it
    /// before, which ends the process.
    static Terminal terminal() throws IOException {
        NativeLibrary.prepare();
        var terminal =
                TerminalBuilder.builder()
                        .name("batos")
                        .system(true)
                        .nativeSignals(true)
                        .provider("jni")
                        .build();
        if (terminal instanceof DumbTerminal) {
            Signals.register("INT", () -> terminal.raise(Terminal.Signal.INT));
        }
        return terminal;
    }

    /// The file of typed lines, which nobody else may read. Where it cannot be made, the history
    /// says so when it is to be written.
    static Path history(Path home) {
        var file = home.resolve("history");
        try {
            if (!Files.exists(file)) {
                Files.createFile(file, ForcedFile.ownerOnly());
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "no file of what was typed", e);
        }
        return file;
    }

    private LineReader reader(Terminal terminal, Services house, InputHistory past, Printer out)
            throws IOException {
        var nobody = new TypedLine(TypedLine.Place.TERMINAL, "");
        var context = new CommandContext(shell, entrance, () -> out, nobody, true);
        var completing =
                new LineCompleter(
                        shell.orders().names(),
                        name -> shell.orders().over(new GlobalOptions(), context, name),
                        (line, cursor) -> house.talk().complete(line, cursor),
                        new LiveNames(house, context.folder().toAbsolutePath()));
        var reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("batos")
                        .history(past)
                        .parser(new PromptParser(completing::at))
                        .highlighter(new KeystrokeWatch(house::noteActivity))
                        .completer((prompt, line, candidates) ->
                                completing.at(line.line(), line.cursor()).candidates().stream()
                                        .map(LineCompleter::candidate)
                                        .forEach(candidates::add))
                        .variable(LineReader.HISTORY_FILE, history(house.image().home()))
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.INSERT_TAB, false)
                        .build();
        KeyBindings.bind(reader, terminal);
        return reader;
    }
}
