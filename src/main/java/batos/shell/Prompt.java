package batos.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// The prompt at a terminal, with history, completion and Ctrl-C.
final class Prompt {
    private static final String FIRST = "architect> ";
    private static final String NEXT = "     ...> ";

    private final Shell shell;
    private final Entrance entrance;
    private final Root root;
    private final Typed.Place place;

    Prompt(Shell shell, Entrance entrance, Root root, Typed.Place place) {
        this.shell = shell;
        this.entrance = entrance;
        this.root = root;
        this.place = place;
    }

    Exit run() {
        try (var terminal = terminal()) {
            var around = shell.around();
            var out =
                    Out.terminal(
                            around.out(),
                            around.out(),
                            around.colourful() && !root.noColour,
                            around.colourful());
            terminal.handle(Terminal.Signal.INT, signal -> shell.interruption().now());
            var house = entrance.get();
            var sitting = new Sitting(shell, entrance, out, place, true);
            var reader = reader(terminal, house);
            out.note(Ink.FAINT, Banner.of(house));
            loop(sitting, reader);
            out.say("The council keeps the image. Until next time.");
            return Exit.DONE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void loop(Sitting sitting, LineReader reader) {
        var text = new StringBuilder();
        while (!sitting.left()) {
            try {
                var line = reader.readLine(text.isEmpty() ? FIRST : NEXT);
                text.append(text.isEmpty() ? "" : "\n").append(line);
                if (sitting.take(text.toString(), false).isPresent()) {
                    reader.getHistory().add(text.toString());
                    text.setLength(0);
                }
            } catch (UserInterruptException e) {
                text.setLength(0);
            } catch (EndOfFileException e) {
                return;
            }
        }
    }

    private static Terminal terminal() throws IOException {
        return TerminalBuilder.builder()
                .name("batos")
                .system(true)
                .nativeSignals(true)
                .provider("jni")
                .build();
    }

    private static LineReader reader(Terminal terminal, House house) {
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("batos")
                .variable(LineReader.HISTORY_FILE, house.image().home().resolve("history"))
                .variable(LineReader.DISABLE_HISTORY, false)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }
}
