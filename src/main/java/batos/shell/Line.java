package batos.shell;

import java.util.Locale;

/// What a line at the prompt means; its first character decides.
public sealed interface Line {
    /// `@ text`: the whole council.
    record ToCouncil(String text) implements Line {}

    /// `@robin text`: one persona alone.
    ///
    /// @param persona in capitals
    record ToPersona(String persona, String text) implements Line {}

    /// `/image root`: a command.
    ///
    /// @param words all after the slash
    record ToShell(String words) implements Line {}

    /// Anything else: the language of the image.
    record ToImage(String source) implements Line {}

    /// Nothing but white space.
    record Blank() implements Line {}

    static Line of(String typed) {
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

    private static Line addressed(String rest) {
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
