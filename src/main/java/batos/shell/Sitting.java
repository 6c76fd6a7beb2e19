package batos.shell;

import batos.tape.TapeFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Lines go in, words come out: what the prompt, piped input and transcripts have in common.
final class Sitting {
    private static final int LONGEST = 20_000;
    private static final Set<String> LEAVING = Set.of("quit", "exit");

    private final Shell shell;
    private final Supplier<House> house;
    private final Out out;
    private final Typed.Place place;
    private final boolean prompt;
    private boolean left;

    /// @param prompt whether a person can answer to what is left waiting
    Sitting(Shell shell, Supplier<House> house, Out out, Typed.Place place, boolean prompt) {
        this.shell = shell;
        this.house = house;
        this.out = out;
        this.place = place;
        this.prompt = prompt;
    }

    /// Whether the Architect asked to leave.
    boolean left() {
        return left;
    }

    /// How the line ended, or nothing when it needs more lines to make sense.
    ///
    /// @param last whether no more lines can come
    Optional<Exit> take(String text, boolean last) {
        return take(text, last, false);
    }

    /// @param ahead see [Typed#ahead()]
    Optional<Exit> take(String text, boolean last, boolean ahead) {
        var typed = new Typed(place, text.strip(), ahead);
        var desk = new Desk(shell, house, () -> out, typed, prompt);
        Optional<Answer> answer;
        try {
            answer =
                    shell.lines()
                            .alone(
                                    () -> out,
                                    () ->
                                            shell.interruption()
                                                    .during(() -> answered(text, desk, last)));
        } catch (RuntimeException e) {
            answer = Optional.of(Orders.went(e));
        }
        var exit = answer.map(this::interruptedOr).map(this::show);
        if (exit.isPresent()) {
            attend();
        }
        return exit.map(end -> marked(text, end));
    }

    /// At a terminal what is noticed is told as news before the next prompt.
    private void attend() {
        if (house instanceof Entrance entrance && !entrance.isOpen()) {
            return;
        }
        var noticed = house.get().attend();
        if (place != Typed.Place.TERMINAL) {
            noticed.forEach(out::note);
        }
    }

    /// The tape of the house, if it is open, notes the line that has ended.
    private Exit marked(String text, Exit exit) {
        if (!(house instanceof Entrance entrance)) {
            return exit;
        }
        try {
            entrance.ifOpen(open -> Replayed.mark(open, place, text));
            return exit;
        } catch (TapeFault e) {
            return show(Orders.went(e));
        }
    }

    private Answer interruptedOr(Answer answer) {
        return shell.interruption().wasAsked() && answer.exit() == Exit.FAILED
                ? Answer.failed(Exit.INTERRUPTED, "interrupted")
                : answer;
    }

    private Optional<Answer> answered(String text, Desk desk, boolean last) {
        return switch (Line.of(text)) {
            case Line.Blank() -> Optional.of(Answer.done("", ""));
            case Line.ToShell(var words) -> Optional.of(order(words, desk));
            case Line.ToImage(var source) -> {
                overhear(source, desk);
                var aside =
                        Prose.in(
                                source, word -> isNamed(desk, word), word -> isCommand(desk, word));
                if (aside.isPresent()) {
                    yield aside.map(Answer::failed);
                }
                yield last
                        ? Optional.of(Evaluating.of(desk, source, false))
                        : Evaluating.unlessIncomplete(desk, source, false);
            }
            case Line.ToCouncil(var question) ->
                    continued(text) && !last
                            ? Optional.empty()
                            : Optional.of(Asking.of(desk, Optional.empty(), joined(question)));
            case Line.ToPersona(var persona, var question) ->
                    continued(text) && !last
                            ? Optional.empty()
                            : Optional.of(Asking.of(desk, Optional.of(persona), joined(question)));
        };
    }

    private boolean isCommand(Desk desk, String word) {
        return word.equals("help")
                || LEAVING.contains(word)
                || shell.orders().names(desk).contains(word);
    }

    private static boolean isNamed(Desk desk, String word) {
        return desk.house().talk().complete(word, word.length()).candidates().contains(word);
    }

    /// A command within an expression is none: somebody pasted more than meets the eye.
    private static void overhear(String source, Desk desk) {
        source.lines()
                .skip(1)
                .map(String::strip)
                .filter(line -> line.startsWith("/codex "))
                .forEach(line -> desk.house().codex().codex().overhear("a pasted text", line));
    }

    /// A line of talk goes on after a backslash at its end.
    private static boolean continued(String text) {
        return text.stripTrailing().endsWith("\\");
    }

    private static String joined(String question) {
        var text = question.replaceAll("\\\\\\s*\n", "\n");
        return (text.endsWith("\\") ? text.substring(0, text.length() - 1) : text).strip();
    }

    private Answer order(String words, Desk desk) {
        var split = Words.ofCommand(words);
        if (split.size() == 1 && LEAVING.contains(split.getFirst())) {
            left = true;
            return Answer.done("", "");
        }
        var root = new Root();
        var answer =
                shell.orders()
                        .carryOut(split.isEmpty() ? List.of("help") : split, root, desk)
                        .orElseGet(() -> Answer.failed(Exit.USAGE, "no command. Next: /help"));
        return root.json
                ? new Answer(answer.exit(), Document.of(answer.document()), answer.document())
                : answer;
    }

    /// A value of millions of characters would bury the prompt.
    private static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : "%s…%n(%,d characters, the first %,d shown; displayNl prints all)"
                        .formatted(text.substring(0, LONGEST), text.length(), LONGEST);
    }

    private Exit show(Answer answer) {
        out.freshLine();
        if (!answer.text().isEmpty()) {
            switch (answer.exit()) {
                case DONE ->
                        out.say(place == Typed.Place.TERMINAL ? cut(answer.text()) : answer.text());
                case INTERRUPTED -> out.note(Ink.FAINT, answer.text());
                case FAILED, USAGE, NO_IMAGE, REFUSED, NO_MODEL, NO_CRUCIBLE ->
                        out.note(Ink.BAD, answer.text());
            }
        }
        return answer.exit();
    }
}
