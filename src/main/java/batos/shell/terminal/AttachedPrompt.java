package batos.shell.terminal;

import batos.app.ExitCode;
import batos.nerve.Link;
import batos.nerve.OwnerClient;
import batos.shell.OwnerAccess;
import batos.shell.session.PastedText;
import batos.shell.session.TerminalApproval;
import batos.talk.Completions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/// A second prompt at a terminal, on an image that another process owns.
final class AttachedPrompt {
    private final AttachedSession session;

    AttachedPrompt(AttachedSession session) {
        this.session = session;
    }

    /// Empty where this process is to become the owner.
    Optional<ExitCode> run(Printer out) throws IOException {
        try (var terminal = TerminalPrompt.terminal()) {
            terminal.handle(Terminal.Signal.INT, signal -> session.interrupt());
            out.wrapAt(terminal::getWidth);
            out.say(Style.PLAIN, session.greeting());
            session.warning().ifPresent(text -> out.note(Style.BAD, text));
            var past = new InputHistory(out::note);
            var reader = reader(terminal, past);
            var ended = loop(terminal, reader, past, out);
            past.save();
            return ended;
        }
    }

    private Optional<ExitCode> loop(
            Terminal terminal, LineReader reader, InputHistory past, Printer out)
            throws IOException {
        var text = new StringBuilder();
        var typed = new ArrayDeque<String>();
        while (true) {
            session.news().forEach(line -> out.say(Style.FAINT, line));
            if (session.link() instanceof Link.Down && becomesOwner(reader, out)) {
                return Optional.empty();
            }
            try {
                text.append(text.isEmpty() ? "" : "\n")
                        .append(typed.isEmpty() ? reader.readLine(prompt(text)) : typed.pop());
                if (text.toString().isBlank()) {
                    text.setLength(0);
                    continue;
                }
                var inputs = PastedText.inputs(text.toString(), word -> true);
                text.setLength(0);
                for (int i = 0; i < inputs.size(); i++) {
                    var input = inputs.get(i);
                    if (session.isLeaving(input)) {
                        return Optional.of(ExitCode.DONE);
                    }
                    if (inputs.size() == 1 && approves(input, terminal, reader, out, typed)) {
                        past.keep(session.around().clock().instant(), input);
                        continue;
                    }
                    var outcome =
                            session.carryOut(
                                    input,
                                    terminal.getWidth(),
                                    i < inputs.size() - 1,
                                    session.around().out(),
                                    session.around().err());
                    if (AttachedSession.isIncomplete(outcome)) {
                        text.append(input);
                        continue;
                    }
                    past.keep(session.around().clock().instant(), input);
                    if (outcome instanceof OwnerClient.Outcome.Lost(var why)) {
                        out.note(Style.BAD, OwnerAccess.lost(why));
                    }
                    if (outcome instanceof OwnerClient.Outcome.NoOwner) {
                        out.note(Style.BAD, "nothing was done: nobody owns the image now");
                        if (becomesOwner(reader, out)) {
                            return Optional.empty();
                        }
                    }
                }
            } catch (UserInterruptException e) {
                text.setLength(0);
            } catch (EndOfFileException e) {
                out.say("Until next time; the owner keeps everyone.");
                return Optional.of(ExitCode.DONE);
            }
        }
    }

    /// Shows the proposal that a line approves, asks, and hands the approval over with the hash of
    /// the shown text.
    ///
    /// @return whether the line was such a one
    private boolean approves(
            String line, Terminal terminal, LineReader reader, Printer out, Deque<String> typed)
            throws IOException {
        var words = List.of(line.strip().split("\\s+"));
        if (!words.getFirst().equals("/codex")) {
            return false;
        }
        var named = new ArrayList<>(words);
        named.set(0, "codex");
        if (!TerminalApproval.approves(named)) {
            return false;
        }
        var approval =
                new TerminalApproval(
                        new PromptApproval(terminal, reader, out, typed::add),
                        (asked, printed, notes) ->
                                session.command(asked, terminal.getWidth(), printed, notes)
                                                instanceof OwnerClient.Outcome.Ended(var exit)
                                        ? exit
                                        : ExitCode.NO_IMAGE.code());
        if (!approval.isOpen(named)) {
            return false;
        }
        approval.carryOut(named, session.around().out(), session.around().err());
        return true;
    }

    /// Whether this process becomes the owner, after the old one has ended. Acknowledged lines are
    /// in the image; none is lost.
    private boolean becomesOwner(LineReader reader, Printer out) {
        var frozen = session.frozen();
        if (frozen.isPresent()) {
            out.note(
                    Style.BAD,
                    "the owner (process %d) says nothing; lines wait for it. Next: wait, or kill %d"
                            .formatted(frozen.get(), frozen.get()));
            return false;
        }
        out.note(
                Style.BAD,
                "the owner of %s has ended; what it acknowledged is kept"
                        .formatted(session.home()));
        try {
            while (true) {
                switch (reader.readLine("own the image here? [Y/n] ")
                        .strip()
                        .toLowerCase(Locale.ROOT)) {
                    case "", "y", "yes" -> {
                        return true;
                    }
                    case "n", "no" -> {
                        return false;
                    }
                    default -> out.note(Style.BAD, "that line was not carried out. First: y or n");
                }
            }
        } catch (UserInterruptException | EndOfFileException e) {
            return false;
        }
    }

    private String prompt(CharSequence soFar) {
        if (!soFar.isEmpty()) {
            return TerminalPrompt.NEXT;
        }
        var link = session.link();
        return link instanceof Link.Up ? "architect> " : "architect (owner " + link.word() + ")> ";
    }

    private LineReader reader(Terminal terminal, InputHistory past) throws IOException {
        Files.createDirectories(session.home());
        var reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("batos")
                        .history(past)
                        .parser(new PromptParser(this::completions))
                        .highlighter(new KeystrokeWatch(session::present))
                        .completer((prompt, line, candidates) ->
                                completions(line.line(), line.cursor()).candidates().stream()
                                        .map(LineCompleter::candidate)
                                        .forEach(candidates::add))
                        .variable(LineReader.HISTORY_FILE, TerminalPrompt.history(session.home()))
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.INSERT_TAB, false)
                        .build();
        KeyBindings.bind(reader, terminal);
        return reader;
    }

    private Completions completions(String line, int cursor) {
        var lines = session.completions(line, cursor);
        return lines.isEmpty()
                ? new Completions(cursor, List.of())
                : new Completions(
                        Integer.parseInt(lines.getFirst()), lines.subList(1, lines.size()));
    }
}
