package batos.council.claims;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Compares the values of a sentence with those of a receipt.
final class ReceiptValues {
    private ReceiptValues() {}

    /// Whether all values of a sentence stand in the tool's result.
    static boolean gave(TurnReceipt.Tool tool, List<Token> values) {
        return values.stream()
                .allMatch(value ->
                        holds(tool.result(), value)
                                || (tool.arguments().size() > 0
                                        && values.size() > 1
                                        && !value.equals(values.getFirst())
                                        && holds(tool.arguments(), value)));
    }

    /// Whether the tool's arguments hold every argument that the claim names.
    static boolean took(TurnReceipt.Tool tool, List<Token> inputs) {
        return tool.arguments().isMissingNode()
                || tool.arguments().isNull()
                || tool.arguments().isEmpty()
                || inputs.stream()
                        .allMatch(input ->
                                holds(tool.arguments(), input) || holds(tool.result(), input));
    }

    /// Whether one of the texts and numbers in it is just this: no part of one.
    static boolean isOne(JsonNode node, Token said) {
        return said.isNumber()
                ? numbers(node).contains(said.number())
                : texts(node).stream()
                        .anyMatch(text ->
                                text.equals(said.low())
                                        || (said.kind() == Token.Kind.QUOTED
                                                && alike(text, said.low())));
    }

    /// Within a twentieth of it, for `about 26 miles`.
    static boolean nearly(JsonNode node, Token said) {
        return said.isNumber()
                && numbers(node).stream()
                        .anyMatch(each ->
                                Math.abs(each - said.number()) <= 0.05 * Math.abs(each)
                                        || Math.rint(each) == said.number());
    }

    /// Whether a fraction in it is this whole number when it is rounded.
    static boolean rounded(JsonNode node, Token said) {
        return said.isNumber()
                && numbers(node).stream()
                        .anyMatch(each ->
                                each != Math.rint(each) && Math.rint(each) == said.number());
    }

    /// Whether just this number stands in it.
    static boolean has(JsonNode node, double number) {
        return numbers(node).contains(number);
    }

    static boolean hasNumber(JsonNode node) {
        return !numbers(node).isEmpty();
    }

    static boolean sameNumbers(JsonNode node, List<Double> said) {
        return numbers(node).stream().sorted().toList().equals(said.stream().sorted().toList());
    }

    static boolean inOrder(JsonNode node, List<Double> said) {
        return numbers(node).equals(said);
    }

    /// Whether a list in it has this number of entries.
    private static boolean counted(JsonNode node, double number) {
        if (!node.isContainerNode()) {
            return false;
        }
        if (node.isArray() && node.size() == number) {
            return true;
        }
        for (var child : node) {
            if (counted(child, number)) {
                return true;
            }
        }
        return false;
    }

    static boolean holds(JsonNode node, double number) {
        return numbers(node).stream().anyMatch(each -> each == number)
                || ((node.isArray() || node.isObject()) && node.size() == number);
    }

    static boolean holds(JsonNode node, Token said) {
        if (said.kind() == Token.Kind.JSON) {
            return alike(flat(node), said.low());
        }
        if (said.isNumber()) {
            return numbers(node).stream().anyMatch(each -> near(each, said))
                    || counted(node, said.number());
        }
        var low = strip(said.low());
        return switch (low) {
            case "true", "yes" -> texts(node).contains("true");
            case "false", "no" -> texts(node).contains("false");
            case "null", "none", "nil", "nothing" ->
                    node.isNull()
                            || texts(node).contains("null")
                            || (node.isContainerNode() && node.isEmpty());
            case "empty" ->
                    (node.isContainerNode() && node.isEmpty())
                            || (node.isTextual() && node.asText().isEmpty())
                            || node.isNull();
            default ->
                    texts(node).stream().anyMatch(text -> alike(text, low))
                            || alike(flat(node), low);
        };
    }

    private static boolean alike(String text, String said) {
        var one = strip(text.toLowerCase(Locale.ROOT));
        var other = strip(said);
        return one.equals(other)
                || one.replaceAll("[\\s\"'\\[\\]{}]", "")
                        .equals(other.replaceAll("[\\s\"'\\[\\]{}]", ""))
                || (other.length() > 3 && words(one).contains(words(other)));
    }

    /// With a blank around each word, so that a part of a word is not found.
    private static String words(String text) {
        return " " + text.replaceAll("[^\\p{L}\\p{N}_-]+", " ").strip() + " ";
    }

    private static String strip(String text) {
        return text.strip().replaceAll("[.,;:!]+$", "");
    }

    /// Equal, or rounded to as many places as the sentence has, or a percentage of it.
    private static boolean near(double real, Token said) {
        var number = said.number();
        if (real == number
                || -real == number
                || (Math.abs(real) <= 1
                        && real != 0
                        && Math.abs(real * 100 - number)
                                < (said.text().endsWith("%") ? 0.5001 : 1e-9))) {
            return true;
        }
        var point = said.text().indexOf('.');
        var places =
                point < 0
                        ? 0
                        : said.text().replaceAll("[^0-9.]", "").length()
                                - said.text().replaceAll("[^0-9.]", "").indexOf('.')
                                - 1;
        var fraction = real != Math.rint(real);
        return fraction
                && places > 0
                && Math.abs(real - number) <= 0.5 * Math.pow(10, -places) * 1.0000001;
    }

    private static List<Double> numbers(JsonNode node) {
        var numbers = new ArrayList<Double>();
        collect(node, numbers, new ArrayList<>());
        return numbers;
    }

    private static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        collect(node, new ArrayList<>(), texts);
        return texts;
    }

    private static void collect(JsonNode node, List<Double> numbers, List<String> texts) {
        if (node.isContainerNode()) {
            node.forEach(child -> collect(child, numbers, texts));
            return;
        }
        texts.add(node.asText().toLowerCase(Locale.ROOT));
        if (node.isNumber()) {
            numbers.add(node.asDouble());
        } else if (node.isTextual()) {
            for (var piece : node.asText().split("[^0-9.+-]+", 0)) {
                if (piece.matches("[-+]?\\d+(?:\\.\\d+)?")) {
                    numbers.add(Double.parseDouble(piece));
                }
            }
        }
    }

    private static String flat(JsonNode node) {
        return node.isContainerNode()
                ? node.toString().toLowerCase(Locale.ROOT)
                : node.asText().toLowerCase(Locale.ROOT);
    }

    static final Set<String> NOTHING = Set.of("nothing", "none", "null");
}
