package batos.shell.session;

import batos.image.Author;
import java.util.List;

/// A line that the Architect gave with his own hands. It is the proof that governance asks for:
/// nothing in the language, in a tool, in a persona's answer or in an idle goal can make one,
/// because only this package does, from the arguments of the process, from the prompt's reader, or
/// from a transcript that replays against a throw-away image.
public final class TypedLine {
    /// The place at which the line was typed.
    public enum Place {
        /// The arguments of the process.
        ARGUMENTS,
        /// The arguments of another process of the same user, which handed them to this one.
        HANDED,
        /// A prompt of another process of the same user, attached to this one.
        ATTACHED,
        /// The workbench's page. Nothing is governed from there.
        PAGE,
        /// The prompt at a terminal, where a person has seen the output before it.
        TERMINAL,
        /// A pipe or a file in place of a terminal.
        PIPED,
        /// A transcript, against a throw-away image.
        TRANSCRIPT
    }

    private final Place place;
    private final String line;
    private final boolean ahead;
    private final String terminal;

    public TypedLine(Place place, String line) {
        this(place, line, false);
    }

    /// The words of a one-shot command as a line, without the options for the place and form of the
    /// output.
    ///
    /// @param place [Place#ARGUMENTS] or [Place#HANDED]
    public static TypedLine of(Place place, List<String> words) {
        return new TypedLine(place, String.join(" ", CommandWords.of(words).own()));
    }

    /// A line of an attached prompt.
    ///
    /// @param terminal its name, for example `pts/3`; empty for a pipe
    public static TypedLine attached(String line, String terminal) {
        return new TypedLine(Place.ATTACHED, line, false, terminal);
    }

    public TypedLine(Place place, String line, boolean ahead) {
        this(place, line, ahead, "");
    }

    private TypedLine(Place place, String line, boolean ahead, String terminal) {
        this.terminal = terminal;
        this.place = place;
        this.line = line;
        this.ahead = ahead;
    }

    public Place place() {
        return place;
    }

    /// The whole line, as typed; of several arguments, joined by spaces.
    public String line() {
        return line;
    }

    /// The author in the image's journal: of several prompts, the one that typed.
    public Author author() {
        return new Author.Architect(terminal);
    }

    /// Whether it was given at a terminal before the prompt was there: typed ahead, or pasted as
    /// one of many lines. Then nobody has read the output just before.
    public boolean ahead() {
        return ahead;
    }

    @Override
    public String toString() {
        return line;
    }
}
