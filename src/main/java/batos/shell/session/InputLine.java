package batos.shell.session;

import java.util.Locale;

/// The meaning of a line at the prompt; its first character decides.
public sealed interface InputLine {
    /// `@ text`: the whole council.
    record ToCouncil(String text) implements InputLine {}

    /// `@robin text`: one persona alone.
    ///
    /// @param persona in capitals
    record ToPersona(String persona, String text) implements InputLine {}

    /// `/image root`: a command.
    ///
    /// @param words all after the slash
    record ToShell(String words) implements InputLine {}

    /// Anything else: the language of the image.
    record ToImage(String source) implements InputLine {}

    /// Nothing but white space.
    record Blank() implements InputLine {}

    public static InputLine of(String typed) {
        var line = typed.strip();
        if (line.isEmpty()) {
            return new Blank();
        }
        return switch (line.charAt(0)) {
            case '/' -> new ToShell(line.substring(1).strip());
            case '@' -> addressed(line.substring(1));
            default -> new ToImage(typed);
        };
    }

    private static InputLine addressed(String rest) {
        var end = 0;
        while (end < rest.length() && Character.isLetter(rest.charAt(end))) {
            end++;
        }
        var text = rest.substring(end).strip();
        return end == 0
                ? new ToCouncil(text)
                : new ToPersona(rest.substring(0, end).toUpperCase(Locale.ROOT), text);
    }
}
