package batos.talk.kernel;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Regular expressions and wildcards as the language's strings use them.
final class TextPatterns {
    private TextPatterns() {}

    /// An empty match directly behind the one before is none, as in GNU Smalltalk.
    static String replaceAll(Pattern pattern, CharSequence text, String with) {
        var matcher = pattern.matcher(text);
        var result = new StringBuilder();
        var at = 0;
        var last = -1;
        while (matcher.find()) {
            if (matcher.end() == matcher.start() && matcher.start() == last) {
                continue;
            }
            result.append(text, at, matcher.start()).append(with);
            at = matcher.end();
            last = at;
        }
        return result.append(text, at, text.length()).toString();
    }

    static @Nullable Pattern regex(Object value) {
        var text = PrimitiveContext.string(value);
        try {
            return text == null ? null : Pattern.compile(text.replace("\\Z", "\\z"));
        } catch (PatternSyntaxException e) {
            return null;
        }
    }

    /// Empty parts at the end are none.
    static java.util.List<String> split(Pattern pattern, CharSequence text) {
        var parts = new java.util.ArrayList<>(java.util.List.of(pattern.split(text, -1)));
        while (!parts.isEmpty() && parts.getLast().isEmpty()) {
            parts.removeLast();
        }
        return parts;
    }

    /// `*` is any text, `#` one character; case does not matter.
    static Pattern wildcard(String pattern) {
        var regex = new StringBuilder();
        for (var i = 0; i < pattern.length(); i++) {
            var c = pattern.charAt(i);
            switch (c) {
                case '*' -> regex.append(".*");
                case '#' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    }
}
