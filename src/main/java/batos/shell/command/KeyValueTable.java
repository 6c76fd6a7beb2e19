package batos.shell.command;

import batos.text.TerminalText;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/// Names and values, one below the other.
final class KeyValueTable {
    private KeyValueTable() {}

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
