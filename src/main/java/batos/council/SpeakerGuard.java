package batos.council;

import batos.persona.Persona;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Keeps a persona from speaking as another: a line of a reply that begins with a name and a colon.
final class SpeakerGuard {
    private static final Pattern LINE =
            Pattern.compile(
                    "(?m)^[ \\t>*_]*("
                            + Persona.NAMES.stream().collect(Collectors.joining("|"))
                            + ")[*_]*[ \\t]*:[*_]*[ \\t]*",
                    Pattern.CASE_INSENSITIVE);

    private SpeakerGuard() {}

    /// Whether the reply carries a voice that is not the persona's own.
    static boolean foreign(String persona, String text) {
        return LINE.matcher(text)
                .results()
                .anyMatch(line -> !line.group(1).toUpperCase(Locale.ROOT).equals(persona));
    }

    /// The reply up to the first foreign voice, without the persona's own name before it. Empty
    /// where nothing of its own is left.
    static String cut(String persona, String text) {
        var lines = LINE.matcher(text);
        var end = text.length();
        while (lines.find()) {
            if (!lines.group(1).toUpperCase(Locale.ROOT).equals(persona)) {
                end = lines.start();
                break;
            }
        }
        var own = text.substring(0, end).strip();
        var name = LINE.matcher(own);
        return name.lookingAt() ? own.substring(name.end()).strip() : own;
    }

    /// The persona's own words in the second try, or in the first where the second holds none.
    static String own(String persona, String second, String first) {
        var text = cut(persona, second);
        return text.isEmpty() ? cut(persona, first) : text;
    }
}
