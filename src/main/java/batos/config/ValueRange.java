package batos.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The values that a key of settings.toml may have.
public sealed interface ValueRange {
    record Whole(long least, long most) implements ValueRange {}

    /// A whole number is taken as a real one.
    record Real(double least, double most) implements ValueRange {}

    record Choice(List<String> words) implements ValueRange {
        public Choice {
            words = List.copyOf(words);
        }
    }

    /// `true` or `false`; `on` and `off` are taken for them.
    record Flag() implements ValueRange {}

    /// A program with its arguments: a list of words, or one text that white space parts.
    record Program(int most) implements ValueRange {}

    /// One line of text, possibly empty.
    record Line(int longest) implements ValueRange {}

    /// The empty string, or an address beginning with one of the schemes, for example `http://`.
    record Address(List<String> schemes) implements ValueRange {
        public Address {
            schemes = List.copyOf(schemes);
        }
    }

    /// A list of words, each matching the pattern.
    record Words(Pattern each, int most) implements ValueRange {}

    /// Each name once with its share, `name=0.25`; the shares add up to 1.
    record Shares(List<String> names) implements ValueRange {
        private static final double PRECISION = 1e-6;

        public Shares {
            names = List.copyOf(names);
        }

        private boolean complete(List<?> entries) {
            return shares(entries)
                    .filter(shares -> Math.abs(sum(shares) - 1) < PRECISION)
                    .isPresent();
        }

        /// Each name with its share; empty where one is missing, unknown, twice there or no share.
        private Optional<SortedMap<String, Double>> shares(List<?> entries) {
            var shares = new TreeMap<String, Double>();
            for (var entry : entries) {
                var pair = String.valueOf(entry).split("=", 2);
                if (pair.length < 2
                        || !names.contains(pair[0])
                        || !pair[1].matches("[01](?:\\.\\d+)?")
                        || shares.put(pair[0], Double.valueOf(pair[1])) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of(shares).filter(all -> all.size() == names.size()).map(all -> all);
        }

        private static double sum(SortedMap<String, Double> shares) {
            return shares.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        /// The sum of the shares, and the command that sets them scaled to 1.
        private String mended(List<?> entries, String key) {
            return shares(entries)
                    .filter(shares -> sum(shares) > 0)
                    .map(shares ->
                            "; these add up to %s. Next: settings set %s %s"
                                    .formatted(rounded(sum(shares)), key, scaled(shares)))
                    .orElse("");
        }

        /// Scaled shares of four places; the largest takes what rounding left over.
        private String scaled(SortedMap<String, Double> shares) {
            var whole = new LinkedHashMap<String, Long>();
            names.forEach(name ->
                    whole.put(
                            name,
                            Math.round(10_000 * shares.getOrDefault(name, 0.0) / sum(shares))));
            var left = 10_000 - whole.values().stream().mapToLong(Long::longValue).sum();
            var largest = Collections.max(whole.entrySet(), Map.Entry.comparingByValue());
            largest.setValue(largest.getValue() + left);
            return whole.entrySet().stream()
                    .map(each -> each.getKey() + "=" + rounded(each.getValue() / 10_000.0))
                    .collect(Collectors.joining(","));
        }

        private static String rounded(double value) {
            return BigDecimal.valueOf(value)
                    .setScale(4, RoundingMode.HALF_UP)
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }

    /// The value in the type that the key has, or empty when it is outside the range.
    default Optional<Object> accept(@Nullable Object value) {
        return switch (this) {
            case Whole(var least, var most) ->
                    value instanceof Long n && n >= least && n <= most
                            ? Optional.of(n)
                            : Optional.empty();
            case Real(var least, var most) -> {
                var real =
                        value instanceof Double || value instanceof Long
                                ? ((Number) value).doubleValue()
                                : Double.NaN;
                yield real >= least && real <= most ? Optional.of(real) : Optional.empty();
            }
            case Choice(var words) ->
                    value instanceof String s && words.contains(s)
                            ? Optional.of(s)
                            : Optional.empty();
            case Flag() -> flag(value);
            case Program(var most) ->
                    value instanceof String s
                            ? new Program(most).accept(items(s.strip(), "\\s+"))
                            : value instanceof List<?> list
                                            && list.size() <= most
                                            && list.stream()
                                                    .allMatch(item ->
                                                            item instanceof String s
                                                                    && isLine(s, 4_000))
                                    ? Optional.of(List.copyOf(list))
                                    : Optional.empty();
            case Line(var longest) ->
                    value instanceof String s && isLine(s, longest)
                            ? Optional.of(s)
                            : Optional.empty();
            case Address(var schemes) ->
                    value instanceof String s && isAddress(s, schemes)
                            ? Optional.of(s)
                            : Optional.empty();
            case Words(var each, var most) ->
                    value instanceof List<?> list
                                    && list.size() <= most
                                    && list.stream()
                                            .allMatch(item ->
                                                    item instanceof String s
                                                            && each.matcher(s).matches())
                            ? Optional.of(List.copyOf(list))
                            : Optional.empty();
            case Shares shares ->
                    value instanceof List<?> list && shares.complete(list)
                            ? Optional.of(List.copyOf(list))
                            : Optional.empty();
        };
    }

    /// Reads the value typed after `/settings set KEY`, with or without TOML quotes.
    default Optional<Object> parse(String typed) {
        var text = typed.strip();
        try {
            return switch (this) {
                case Whole whole -> whole.accept(Long.valueOf(text.replace("_", "")));
                case Real real -> real.accept(Double.valueOf(text));
                case Choice choice -> choice.accept(unquoted(text));
                case Flag flag -> flag.accept(unquoted(text));
                case Program program -> program.accept(items(text));
                case Line line -> line.accept(unquoted(text));
                case Address address -> address.accept(unquoted(text));
                case Words words -> words.accept(items(text));
                case Shares shares -> shares.accept(items(text));
            };
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// The values that this range accepts, in words for an error message.
    default String expected() {
        return switch (this) {
            case Whole(var least, var most) -> "a whole number from " + least + " to " + most;
            case Real(var least, var most) -> "a number from " + least + " to " + most;
            case Choice(var words) -> "one of " + String.join(", ", words);
            case Flag() -> "true or false";
            case Program(var most) -> "a program with its arguments, at most " + most + " words";
            case Line(var longest) -> "one line of at most " + longest + " characters";
            case Address(var schemes) ->
                    "\"\" or an address that begins with " + String.join(" or ", schemes);
            case Words(var each, var most) ->
                    "a list of at most " + most + " words like " + each.pattern();
            case Shares(var names) ->
                    "a list of NAME=SHARE for "
                            + String.join(", ", names)
                            + " whose shares add up to 1";
        };
    }

    /// The same for a refused value of a key, with the line to type where the range knows one.
    default String expected(String key, Object value) {
        return this instanceof Shares shares
                ? expected()
                        + shares.mended(
                                value instanceof List<?> list
                                        ? list
                                        : items(String.valueOf(value).strip()),
                                key)
                : expected();
    }

    private static Optional<Object> flag(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return Optional.of(flag);
        }
        return switch (String.valueOf(value)) {
            case "true", "on" -> Optional.of(true);
            case "false", "off" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static boolean isLine(String text, int longest) {
        return text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isAddress(String text, List<String> schemes) {
        return isLine(text, 1_000)
                && (text.isEmpty()
                        || schemes.stream()
                                .anyMatch(s -> text.startsWith(s) && text.length() > s.length()));
    }

    private static String unquoted(String text) {
        var quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static List<String> items(String text) {
        var bracketed = text.startsWith("[") && text.endsWith("]");
        var inner = bracketed ? text.substring(1, text.length() - 1) : text;
        return items(inner.strip(), "[,\\s]+");
    }

    private static List<String> items(String text, String between) {
        return Pattern.compile(between)
                .splitAsStream(text)
                .map(ValueRange::unquoted)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
