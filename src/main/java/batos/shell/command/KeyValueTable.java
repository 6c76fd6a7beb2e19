package batos.shell.command;

import batos.text.TerminalText;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Names and values, one below the other.
final class KeyValueTable {
    private KeyValueTable() {}

    /// @param time how an instant is shown
    static String lines(Map<String, Object> facts, Function<Instant, String> time) {
        var shown = new LinkedHashMap<>(facts);
        shown.replaceAll((name, value) -> value instanceof Instant at ? time.apply(at) : value);
        return lines(shown);
    }

    static String lines(Map<String, Object> facts) {
        var width = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        return facts.entrySet().stream()
                .filter(fact -> !text(fact.getValue()).isEmpty())
                .map(fact -> line(fact.getKey(), text(fact.getValue()), width))
                .collect(Collectors.joining("\n"));
    }

    private static String line(String name, String value, int width) {
        var indent = "\n" + " ".repeat(width + 2);
        return name + " ".repeat(width + 2 - name.length()) + value.strip().replace("\n", indent);
    }

    private static String text(Object value) {
        return value instanceof Collection<?> many
                ? many.stream()
                        .map(one -> TerminalText.oneLine(String.valueOf(one)))
                        .collect(Collectors.joining("\n"))
                : TerminalText.safe(String.valueOf(value));
    }
}
