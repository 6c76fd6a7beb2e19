package batos.loops.strategic;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Text that must never be learned: keys and passwords, and the words that the Architect marked as
/// private. The reasons name the sort, never the text.
///
/// @param marked words or phrases, matched without case
public record Privacy(List<String> marked) {
    private static final Map<String, Pattern> SECRETS =
            Map.of(
                    "a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"),
                    "an API key",
                            Pattern.compile(
                                    "\\b(sk-[A-Za-z0-9_-]{16,}|gh[pousr]_[A-Za-z0-9]{20,}|AKIA[0-9A-Z]{16}|xox[abprs]-[A-Za-z0-9-]{10,}|AIza[A-Za-z0-9_-]{30,})"),
                    "a password",
                            Pattern.compile(
                                    "(?i)\\b(password|passwd|secret|token|api[_-]?key)\\s*[:=]\\s*\\S{4,}"),
                    "a bearer token", Pattern.compile("(?i)\\bbearer\\s+[A-Za-z0-9._~+/-]{16,}"),
                    "a card number", Pattern.compile("\\b(?:\\d[ -]?){15,16}\\b"));

    public Privacy {
        marked = List.copyOf(marked);
    }

    /// The kind of text in it that a model must not learn; empty when it holds none.
    public Optional<String> offence(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return SECRETS.entrySet().stream()
                .filter(secret -> secret.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .or(() ->
                        marked.stream()
                                .filter(word -> lower.contains(word.toLowerCase(Locale.ROOT)))
                                .map(word -> "words that are marked as private")
                                .findFirst());
    }
}
