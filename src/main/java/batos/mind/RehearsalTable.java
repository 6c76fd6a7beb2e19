package batos.mind;

import batos.mind.RehearsalRule.Call;
import batos.mind.RehearsalRule.End;
import batos.mind.RehearsalRule.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// A table of a rehearsal script with the path that leads to it.
record RehearsalTable(String source, String path, Map<String, Object> entries) {
    RehearsalRule rule() {
        allow(
                "name",
                "persona",
                "purpose",
                "question",
                "last",
                "anywhere",
                "tool",
                "no_tool",
                "gave",
                "after_tool",
                "schema",
                "times",
                "reply",
                "json",
                "sample",
                "calls",
                "delay_ms",
                "pace_ms",
                "refuse",
                "fail",
                "retry",
                "fault",
                "hang");
        var line =
                new Line(
                        texts("reply"),
                        entries.containsKey("json")
                                ? Optional.of(table("json").entries)
                                : Optional.empty(),
                        truth("sample").orElse(false),
                        calls(),
                        Duration.ofMillis(whole("delay_ms")),
                        Duration.ofMillis(whole("pace_ms")),
                        end());
        var silent =
                line.replies().isEmpty()
                        && line.json().isEmpty()
                        && !line.sample()
                        && line.calls().isEmpty();
        if (silent && line.end() instanceof End.Answer) {
            throw fault("", "a rule needs one of: reply, json, sample, calls, refuse, fail, hang");
        }
        return new RehearsalRule(
                text("name").orElse(path),
                Collections.unmodifiableSet(new LinkedHashSet<>(texts("persona"))),
                Collections.unmodifiableSet(new LinkedHashSet<>(texts("purpose"))),
                pattern("question"),
                pattern("last"),
                pattern("anywhere"),
                pattern("tool"),
                pattern("no_tool"),
                pattern("gave"),
                truth("after_tool"),
                truth("schema"),
                Math.toIntExact(whole("times")),
                line);
    }

    private List<Call> calls() {
        var calls = new ArrayList<Call>();
        for (var table : tables("calls")) {
            table.allow("tool", "arguments");
            var tool =
                    table.text("tool")
                            .orElseThrow(() -> table.fault("tool", "missing: a tool's name"));
            calls.add(new Call(tool, table.table("arguments").entries));
        }
        return calls;
    }

    private End end() {
        if (truth("hang").orElse(false)) {
            return new End.Hang();
        }
        return text("refuse")
                .<End>map(End.Refuse::new)
                .or(() ->
                        text("fail")
                                .map(why ->
                                        new End.Fail(truth("retry").orElse(false), why, sort())))
                .orElse(new End.Answer());
    }

    private Reply.Fault sort() {
        var word = text("fault").orElse("other");
        try {
            return Reply.Fault.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            var known = Arrays.toString(Reply.Fault.values()).toLowerCase(Locale.ROOT);
            throw fault("fault", "no such sort of failure: " + word + "; known: " + known);
        }
    }

    void allow(String... keys) {
        var known = new HashSet<>(List.of(keys));
        for (var key : entries.keySet()) {
            if (!known.contains(key)) {
                throw fault(key, "unknown key; known: " + String.join(", ", keys));
            }
        }
    }

    Optional<String> text(String key) {
        var value = entries.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw wrong(key, "a string", value);
    }

    /// A string, or an array of strings.
    List<String> texts(String key) {
        if (!(entries.get(key) instanceof List<?> items)) {
            return text(key).stream().toList();
        }
        var texts = new ArrayList<String>();
        for (var item : items) {
            if (!(item instanceof String text)) {
                throw wrong(key, "strings", item);
            }
            texts.add(text);
        }
        return texts;
    }

    Optional<Pattern> pattern(String key) {
        try {
            return text(key).map(Pattern::compile);
        } catch (PatternSyntaxException e) {
            throw fault(
                    key,
                    "not a regular expression: %s at character %d"
                            .formatted(e.getDescription(), e.getIndex()));
        }
    }

    private Optional<Boolean> truth(String key) {
        return switch (entries.get(key)) {
            case null -> Optional.empty();
            case Boolean value -> Optional.of(value);
            case Object value -> throw wrong(key, "true or false", value);
        };
    }

    private long whole(String key) {
        return switch (entries.get(key)) {
            case null -> 0;
            case Long value when value >= 0 && value <= Integer.MAX_VALUE -> value;
            case Integer value when value >= 0 -> value;
            case Object value -> throw wrong(key, "a number from 0", value);
        };
    }

    private RehearsalTable table(String key) {
        if (entries.getOrDefault(key, Map.of()) instanceof Map<?, ?> table) {
            return at(key, table);
        }
        throw wrong(key, "a table", entries.get(key));
    }

    List<RehearsalTable> tables(String key) {
        if (!(entries.getOrDefault(key, List.of()) instanceof List<?> items)) {
            throw wrong(key, "an array of tables", entries.get(key));
        }
        var tables = new ArrayList<RehearsalTable>();
        for (var item : items) {
            if (!(item instanceof Map<?, ?> table)) {
                throw wrong(key, "tables", item);
            }
            tables.add(at(key + "[" + (tables.size() + 1) + "]", table));
        }
        return tables;
    }

    private RehearsalTable at(String key, Map<?, ?> table) {
        var named = new LinkedHashMap<String, Object>();
        table.forEach((name, value) -> named.put(String.valueOf(name), value));
        return new RehearsalTable(source, path.isEmpty() ? key : path + "." + key, named);
    }

    private RehearsalFault wrong(String key, String expected, @Nullable Object found) {
        return fault(key, "expected " + expected + ", found: " + found);
    }

    private RehearsalFault fault(String key, String what) {
        var where = path.isEmpty() ? key : key.isEmpty() ? path : path + "." + key;
        return new RehearsalFault(source, where, what);
    }
}
