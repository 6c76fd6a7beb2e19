package batos.nerve;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A client's request to the owner. The same client and number are the same command, however often
/// it arrives: the owner carries it out once.
///
/// @param client a random name of the client's process
/// @param number counts the client's commands from 1
/// @param kind the kind of the words: [#ARGUMENTS], [#LINE], [#COMPLETE]
/// @param folder the client's working directory, from which relative paths in the words count
/// @param terminal how the client's terminal shows output
/// @param input the client's standard input for this command; empty where it has none, or where the
///   command does not read it
public record Command(
        String client,
        long number,
        String kind,
        List<String> words,
        String folder,
        Terminal terminal,
        Input input) {
    /// The words are the arguments of a process.
    public static final String ARGUMENTS = "arguments";

    /// The word is a line typed at an attached prompt.
    public static final String LINE = "line";

    /// The words are a line and a cursor; the answer prints candidates, one a line.
    public static final String COMPLETE = "complete";

    /// @param name whose terminal it is, for example `pts/3`; empty where there is none
    /// @param width columns, 0 where nothing need be wrapped
    /// @param last whether no more lines can come, so that an unfinished one is an error
    public record Terminal(String name, int width, boolean colour, boolean last) {
        public static final Terminal NONE = new Terminal("", 0, false, false);
    }

    public Command {
        words = List.copyOf(words);
    }

    /// A command without input.
    public Command(
            String client,
            long number,
            String kind,
            List<String> words,
            String folder,
            Terminal terminal) {
        this(client, number, kind, words, folder, terminal, Input.NONE);
    }

    /// The arguments of this process, without a terminal.
    public static Command ofArguments(String client, long number, List<String> words, Input input) {
        var folder = Path.of("").toAbsolutePath().toString();
        return new Command(client, number, ARGUMENTS, words, folder, Terminal.NONE, input);
    }

    String key() {
        return client + "#" + number;
    }

    Frame frame(long have) {
        return Frame.of("command")
                .put("client", client)
                .put("number", number)
                .put("kind", kind)
                .put("words", words)
                .put("folder", folder)
                .put("tty", terminal.name())
                .put("width", terminal.width())
                .put("colour", terminal.colour())
                .put("last", terminal.last())
                .put("have", have);
    }

    /// @param input the input that came before this command's frame
    static Command of(Frame frame, Input input) throws IOException {
        if (frame.text("client").isEmpty() || frame.number("number") < 1) {
            throw new IOException("a command without its client and number");
        }
        return new Command(
                frame.text("client"),
                frame.number("number"),
                frame.text("kind"),
                frame.texts("words"),
                frame.text("folder"),
                new Terminal(
                        frame.text("tty"),
                        (int) frame.number("width"),
                        frame.flag("colour"),
                        frame.flag("last")),
                input);
    }
}
