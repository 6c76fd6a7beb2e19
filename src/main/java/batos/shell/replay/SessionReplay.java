package batos.shell.replay;

import batos.app.ExitCode;
import batos.app.LazyServices;
import batos.app.ProgramReplay;
import batos.app.Services;
import batos.shell.Shell;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.GlobalOptions;
import batos.shell.session.Session;
import batos.shell.session.TypedLine;
import batos.shell.terminal.Printer;
import batos.shell.terminal.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A recorded session, typed again by its tape: the lines of a sitting, or the one command.
///
/// Whatever the tape says of where a line was typed, nobody is seen typing it now: it counts as
/// piped, so that an approval on it must name its hash.
public final class SessionReplay {
    private static final String PROGRAM = "PROGRAM ";
    private static final Pattern GAP = Pattern.compile("\u001f");

    private final Shell shell;
    private final LazyServices entrance;
    private final Printer out;
    private final Map<String, ProgramReplay> programs = new HashMap<>();

    public SessionReplay(Shell shell, LazyServices entrance, Printer out) {
        this.shell = shell;
        this.entrance = entrance;
        this.out = out;
    }

    /// Notes a line that has ended, and the image that it left: a replay that leaves another one
    /// ends there.
    public static void mark(Services house, TypedLine.Place place, String line) {
        markRoot(house);
        house.tape().mark("line", place.name() + " " + line);
    }

    private static void markRoot(Services house) {
        house.tape().mark("image", house.image().now().root());
    }

    /// Notes a one-shot command that has ended, without the options that chose the tape and the
    /// house.
    public static void mark(Services house, List<String> arguments) {
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

    public ExitCode run() {
        var tape = entrance.get().tape();
        var ended = ExitCode.DONE;
        for (var command : tape.marks("command")) {
            var words = GAP.splitAsStream(command).toList();
            out.say(Style.STRONG, "$ batos " + String.join(" ", words));
            ended = worse(ended, carryOut(words));
            mark(entrance.get(), words);
        }
        for (var line : tape.marks("line")) {
            var space = line.indexOf(' ');
            var text = line.substring(space + 1);
            if (line.startsWith(PROGRAM)) {
                ended = worse(ended, askAgain(text));
                continue;
            }
            out.say(Style.STRONG, Transcript.PROMPT + text);
            var sitting = new Session(shell, entrance, out, TypedLine.Place.PIPED, false);
            ended = worse(ended, sitting.take(text, true).orElse(ExitCode.FAILED));
        }
        var left = tape.unplayed();
        if (!left.isEmpty()) {
            out.note(Style.BAD, "recorded, and not asked for again: " + String.join("; ", left));
            return ExitCode.FAILED;
        }
        return ended;
    }

    /// A request of a program: the protocol's name, a space, the request.
    private ExitCode askAgain(String text) {
        var space = text.indexOf(' ');
        var protocol = text.substring(0, space);
        var request = text.substring(space + 1);
        out.say(Style.STRONG, "program> " + text);
        var opener = shell.replays().get(protocol);
        if (opener == null) {
            out.note(Style.BAD, "no protocol " + protocol + " can be replayed here");
            return ExitCode.FAILED;
        }
        programs.computeIfAbsent(protocol, name -> opener.open(entrance.get(), shell.deeds()))
                .ask(request, out::say);
        return ExitCode.DONE;
    }

    private ExitCode carryOut(List<String> words) {
        var typed = TypedLine.of(TypedLine.Place.ARGUMENTS, words);
        var context = new CommandContext(shell, entrance, () -> out, typed, false);
        var answer =
                shell.orders()
                        .carryOut(words, new GlobalOptions(), context)
                        .orElseGet(() ->
                                CommandResult.failed(ExitCode.USAGE, "no command was recorded"));
        if (!answer.text().isEmpty()) {
            out.say(answer.text());
        }
        return answer.exit();
    }

    private static ExitCode worse(ExitCode soFar, ExitCode next) {
        return soFar == ExitCode.DONE ? next : soFar;
    }
}
