package batos.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A recorded session, typed again by its tape: the lines of a sitting, or the one command.
///
/// Whatever the tape says of where a line was typed, nobody is seen typing it now: it counts as
/// piped, so that an approval on it must name its hash.
final class Replayed {
    private static final Pattern GAP = Pattern.compile("\u001f");

    private final Shell shell;
    private final Entrance entrance;
    private final Out out;

    Replayed(Shell shell, Entrance entrance, Out out) {
        this.shell = shell;
        this.entrance = entrance;
        this.out = out;
    }

    /// Notes a line that has ended, and the image that it left: a replay that leaves another one
    /// ends there.
    static void mark(House house, Typed.Place place, String line) {
        markRoot(house);
        house.tape().mark("line", place.name() + " " + line);
    }

    private static void markRoot(House house) {
        house.tape().mark("image", house.image().now().root());
    }

    /// Notes a one-shot command that has ended, without the options that chose the tape and the
    /// house.
    static void mark(House house, List<String> arguments) {
        var words = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "--record", "--replay", "--at", "--home", "--config", "--mind" -> i++;
                default -> words.add(arguments.get(i));
            }
        }
        house.tape().mark("command", String.join("\u001f", words));
        markRoot(house);
    }

    Exit run() {
        var tape = entrance.get().tape();
        var ended = Exit.DONE;
        for (var command : tape.marks("command")) {
            var words = GAP.splitAsStream(command).toList();
            out.say(Ink.STRONG, "$ batos " + String.join(" ", words));
            ended = worse(ended, carryOut(words));
            mark(entrance.get(), words);
        }
        for (var line : tape.marks("line")) {
            var space = line.indexOf(' ');
            var text = line.substring(space + 1);
            out.say(Ink.STRONG, Transcript.PROMPT + text);
            var sitting = new Sitting(shell, entrance, out, Typed.Place.PIPED, false);
            ended = worse(ended, sitting.take(text, true).orElse(Exit.FAILED));
        }
        var left = tape.unplayed();
        if (!left.isEmpty()) {
            out.note(Ink.BAD, "recorded, and not asked for again: " + String.join("; ", left));
            return Exit.FAILED;
        }
        return ended;
    }

    private Exit carryOut(List<String> words) {
        var typed = new Typed(Typed.Place.ARGUMENTS, String.join(" ", words));
        var desk = new Desk(shell, entrance, () -> out, typed, false);
        var answer =
                shell.orders()
                        .carryOut(words, new Root(), desk)
                        .orElseGet(() -> Answer.failed(Exit.USAGE, "no command was recorded"));
        if (!answer.text().isEmpty()) {
            out.say(answer.text());
        }
        return answer.exit();
    }

    private static Exit worse(Exit soFar, Exit next) {
        return soFar == Exit.DONE ? next : soFar;
    }
}
