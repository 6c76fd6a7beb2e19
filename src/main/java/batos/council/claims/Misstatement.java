package batos.council.claims;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Finds what only a whole sentence shows to differ from the receipts: a number that stands in
/// none, a list with another entry, other capitals.
final class Misstatement {
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");

    private static final Set<String> DAYS =
            Set.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private final Lexicon lexicon;
    private final List<TurnReceipt> receipts;

    Misstatement(Lexicon lexicon, List<TurnReceipt> receipts) {
        this.lexicon = lexicon;
        this.receipts = receipts;
    }

    /// @param sentence one that has a receipt
    boolean in(List<Token> sentence) {
        return (strange(sentence)
                        && !rounds(sentence)
                        && receipts.stream().noneMatch(Misstatement::broke))
                || otherDay(sentence)
                || otherEntries(sentence)
                || otherWord(sentence)
                || otherCase(sentence);
    }

    /// `on Thursday`, where every call says Friday.
    private boolean otherDay(List<Token> sentence) {
        var known =
                TurnReceipt.returned(receipts).stream()
                        .map(call -> (call.arguments() + " " + call.result()))
                        .flatMap(text -> Stream.of(text.split("[^\\p{L}]+", -1)))
                        .filter(DAYS::contains)
                        .toList();
        return !known.isEmpty()
                && sentence.stream().anyMatch(token -> DAYS.contains(token.text()))
                && sentence.stream().noneMatch(token -> known.contains(token.text()));
    }

    /// `2, 3, 3, 7`, where the tool gave 2, 2, 3, 7.
    private boolean otherEntries(List<Token> sentence) {
        var said =
                sentence.stream()
                        .filter(token -> token.kind() == Token.Kind.NUMBER)
                        .map(Token::number)
                        .toList();
        return TurnReceipt.returned(receipts).stream()
                .map(TurnReceipt.Tool::result)
                .filter(result ->
                        result.isArray() && result.size() > 1 && result.size() <= said.size())
                .anyMatch(result -> {
                    var last = said.subList(said.size() - result.size(), said.size());
                    return last.stream().allMatch(each -> ReceiptValues.has(result, each))
                            && !ReceiptValues.sameNumbers(result, last);
                });
    }

    /// `lamp, table and rug`, where the tool gave lamp, chair and rug.
    private boolean otherWord(List<Token> sentence) {
        for (var call : TurnReceipt.returned(receipts)) {
            var items = items(sentence);
            if (call.result().isArray()
                    && call.result().size() > 1
                    && items.size() > 2
                    && items.stream().noneMatch(Token::isNumber)
                    && items.stream().anyMatch(each -> ReceiptValues.isOne(call.result(), each))
                    && items.stream()
                            .anyMatch(each ->
                                    !ReceiptValues.holds(call.result(), each)
                                            && !ReceiptValues.holds(call.arguments(), each))) {
                return true;
            }
        }
        return false;
    }

    /// The single words of an enumeration, `a, b and c`.
    private static List<Token> items(List<Token> sentence) {
        var items = new ArrayList<Token>();
        for (int i = 1; i + 1 < sentence.size(); i++) {
            if (sentence.get(i).is(",") || (sentence.get(i).is("and") && !items.isEmpty())) {
                if (items.isEmpty()) {
                    items.add(sentence.get(i - 1));
                }
                items.add(sentence.get(i + 1));
                i++;
            } else if (!items.isEmpty()) {
                break;
            }
        }
        return items;
    }

    /// `"War And Peace"`, where the tool gave "War and Peace".
    private boolean otherCase(List<Token> sentence) {
        return sentence.stream()
                .filter(token -> token.kind() == Token.Kind.QUOTED)
                .anyMatch(token ->
                        TurnReceipt.returned(receipts).stream()
                                        .anyMatch(call ->
                                                call.result()
                                                        .asText()
                                                        .equalsIgnoreCase(token.text()))
                                && TurnReceipt.returned(receipts).stream()
                                        .noneMatch(call ->
                                                call.result().asText().equals(token.text())
                                                        || call.arguments()
                                                                .toString()
                                                                .contains(token.text())));
    }

    /// Whether a number or a time of day of the sentence stands in no receipt at all.
    boolean strange(List<Token> sentence) {
        return sentence.stream()
                .filter(token -> token.kind() == Token.Kind.NUMBER || clock(token))
                .filter(token -> !token.is("one"))
                .anyMatch(token -> receipts.stream().noneMatch(each -> has(each, token)));
    }

    boolean rounds(List<Token> sentence) {
        return Stream.of("approx", "rounding", "at all times")
                .anyMatch(section -> lexicon.phrases(section).in(sentence));
    }

    private static boolean broke(TurnReceipt receipt) {
        return (receipt instanceof TurnReceipt.Tool tool && !tool.ok())
                || (receipt instanceof TurnReceipt.Forge forge && !forge.bound());
    }

    static boolean clock(Token token) {
        return token.text().matches("\\d{1,2}:\\d{2}");
    }

    private static boolean has(TurnReceipt receipt, Token number) {
        return receipt instanceof TurnReceipt.Tool tool
                ? ReceiptValues.rounded(tool.result(), number)
                        || ReceiptValues.holds(tool.result(), number)
                        || ReceiptValues.holds(tool.arguments(), number)
                        || wordsOf(tool.result()).contains(number.low())
                        || dated(tool, number.number())
                        || tool.version() == number.number()
                        || tool.result().size() == number.number()
                        || tool.arguments().size() == number.number()
                : ReceiptCheck.counts(receipt, number.number());
    }

    /// Whether a date in the call has this day, month or year.
    private static boolean dated(TurnReceipt.Tool tool, double number) {
        return DATE.matcher(tool.arguments() + " " + tool.result())
                .results()
                .anyMatch(date ->
                        IntStream.rangeClosed(1, 3)
                                .anyMatch(part -> Integer.parseInt(date.group(part)) == number));
    }

    /// The words and numbers of a text that a tool gave, an error's for example.
    static Set<String> wordsOf(JsonNode result) {
        return new HashSet<>(List.of(result.asText().split("[^\\p{L}\\p{N}.]+", -1)));
    }
}
