package batos.mind;

import batos.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The captures of a fitting rule's patterns, by name, and the way into a text: `$1`,
/// `${question.1}`, `${gave|plain}`; `$$` is a dollar sign. An unknown name stays as it stands.
final class RuleCaptures {
    private static final Pattern HOLE =
            Pattern.compile("\\$(?:(\\$)|(\\d)|\\{([\\w.]+)(?:\\|(\\w+))?})");
    private static final Pattern FENCED = Pattern.compile("(?s).*```\\w*\\n(.*?)```");

    private final Map<String, String> caught = new LinkedHashMap<>();

    void put(String name, String text) {
        caught.put(name, text);
    }

    /// Groups are known as `where.1`, and as `1` for the first pattern that has one.
    void put(String where, Matcher found) {
        for (int i = 0; i <= found.groupCount(); i++) {
            var group = found.group(i) == null ? "" : found.group(i);
            caught.put(where + "." + i, group);
            caught.putIfAbsent(Integer.toString(i), group);
        }
    }

    String fill(String text) {
        return HOLE.matcher(text).replaceAll(hole -> Matcher.quoteReplacement(value(hole)));
    }

    private String value(MatchResult hole) {
        if (hole.group(1) != null) {
            return "$";
        }
        var name = hole.group(2) != null ? hole.group(2) : hole.group(3);
        var value = caught.get(name);
        return value == null ? hole.group() : filter(value, hole.group(4));
    }

    private static String filter(String value, @Nullable String filter) {
        return switch (filter) {
            case null -> value;
            case "lower" -> value.toLowerCase(Locale.ROOT);
            case "upper" -> value.toUpperCase(Locale.ROOT);
            case "strip" -> value.strip().replaceAll("^['\"“‘]+|['\"”’?!.]+$", "");
            case "snake" ->
                    value.strip()
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^a-z0-9]+", "_")
                            .replaceAll("^_+|_+$", "");
            case "plain" -> plain(value);
            default -> value;
        };
    }

    /// The text of a JSON string, anything else as it stands; out of the last fence, if there is
    /// one.
    private static String plain(String value) {
        var fenced = FENCED.matcher(value);
        var text = fenced.find() ? fenced.group(1).strip() : value.strip();
        try {
            var node = Json.readForeign(text);
            return node != null && node.isTextual() ? node.asText() : text;
        } catch (JsonProcessingException notJson) {
            return text;
        }
    }

    /// Fills every text of a tree. A text that is one hole with the filter `number` becomes a
    /// number, with `list` a list of words.
    Object fillTree(Object tree) {
        return switch (tree) {
            case String text -> fillLeaf(text);
            case Map<?, ?> map -> {
                var filled = new LinkedHashMap<String, Object>();
                map.forEach((key, value) -> filled.put(String.valueOf(key), fillTree(value)));
                yield filled;
            }
            case List<?> items -> items.stream().map(this::fillTree).toList();
            default -> tree;
        };
    }

    private Object fillLeaf(String text) {
        if (text.matches("\\$\\{[\\w.]+\\|number}")) {
            var digits = fill(text.replace("|number", "|strip")).replaceAll("[,_ ]", "");
            try {
                return digits.contains(".")
                        ? (Object) Double.valueOf(digits)
                        : Long.valueOf(digits);
            } catch (NumberFormatException e) {
                return digits;
            }
        }
        if (text.matches("\\$\\{[\\w.]+\\|list}")) {
            var words = fill(text.replace("|list", "|strip")).strip();
            return List.of(words.split("\\s*,\\s*(?:and\\s+)?|\\s+and\\s+|\\s+"));
        }
        return fill(text);
    }
}
