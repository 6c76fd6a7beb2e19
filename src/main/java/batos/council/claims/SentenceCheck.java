package batos.council.claims;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Holds a whole sentence against receipts, where parts of one claim stand in several clauses: the
/// order of a list, the arguments of a call, the name of a snapshot.
final class SentenceCheck {
    private final Lexicon lexicon;
    private final List<TurnReceipt> receipts;

    SentenceCheck(Lexicon lexicon, List<TurnReceipt> receipts) {
        this.lexicon = lexicon;
        this.receipts = receipts;
    }

    /// Whether all the numbers of a sentence are those of a list that a tool gave, or the results
    /// of calls that it tells apart, in another order.
    boolean atOdds(List<Token> sentence) {
        return reordered(sentence)
                || otherInput(sentence)
                || otherSnapshot(sentence)
                || otherQuoted(sentence)
                || otherPlace(sentence)
                || otherName(sentence)
                || otherItem(sentence);
    }

    /// `when called with 121`, where nothing was.
    private boolean otherInput(List<Token> sentence) {
        var calls = TurnReceipt.returned(receipts);
        for (int i = 0; i < sentence.size(); i++) {
            var length = lexicon.phrases("called with").at(sentence, i);
            var at = i + length;
            if (length > 0
                    && at < sentence.size()
                    && (sentence.get(at).kind() == Token.Kind.NUMBER
                            || sentence.get(at).kind() == Token.Kind.QUOTED)) {
                var said = sentence.get(at);
                return !calls.isEmpty()
                        && calls.stream()
                                .noneMatch(call ->
                                        ReceiptValues.holds(call.arguments(), said)
                                                || call.arguments().isEmpty());
            }
        }
        return false;
    }

    /// `a snapshot, dawn, to go back to`, where it has another name.
    boolean otherSnapshot(List<Token> sentence) {
        var names =
                receipts.stream()
                        .filter(TurnReceipt.Snapshot.class::isInstance)
                        .map(receipt -> ((TurnReceipt.Snapshot) receipt).name())
                        .toList();
        for (int at = 0; at + 3 < sentence.size() && !names.isEmpty(); at++) {
            var i = at;
            var name = sentence.get(i + 2);
            if (lexicon.phrases("noun.snapshot").at(sentence, i) > 0
                    && (sentence.get(i + 1).is("is") || sentence.get(i + 1).is("was"))
                    && (name.is("called") || name.is("named"))) {
                return names.stream()
                        .noneMatch(each -> ReceiptCheck.same(each, sentence.get(i + 3).text()));
            }
            if (lexicon.phrases("noun.snapshot").at(sentence, i) > 0
                    && sentence.get(i + 1).is(",")
                    && sentence.get(i + 3).isPunctuation()
                    && (name.kind() == Token.Kind.WORD || name.kind() == Token.Kind.IDENTIFIER)
                    && !name.low().endsWith("ly")) {
                return names.stream().noneMatch(each -> ReceiptCheck.same(each, name.text()));
            }
        }
        return false;
    }

    private boolean reordered(List<Token> sentence) {
        var said =
                sentence.stream()
                        .filter(token -> token.kind() == Token.Kind.NUMBER)
                        .map(Token::number)
                        .toList();
        var calls = TurnReceipt.returned(receipts);
        if (said.size() < 2 || said.stream().distinct().count() < said.size()) {
            return false;
        }
        var list =
                said.size() > 2
                        && calls.stream()
                                .anyMatch(call ->
                                        call.result().isArray()
                                                && ReceiptValues.sameNumbers(call.result(), said)
                                                && !ReceiptValues.inOrder(call.result(), said))
                        && calls.stream()
                                .noneMatch(call ->
                                        ReceiptValues.inOrder(call.arguments(), said)
                                                || ReceiptValues.inOrder(call.result(), said));
        var results = calls.stream().map(call -> call.result().asDouble(Double.NaN)).toList();
        return list
                || (lexicon.phrases("ordinal").in(sentence)
                        && results.size() == said.size()
                        && results.stream()
                                .sorted()
                                .toList()
                                .equals(said.stream().sorted().toList())
                        && !results.equals(said));
    }

    /// Of several texts in quotes one is what a tool gave, another stands in no call at all.
    private boolean otherQuoted(List<Token> sentence) {
        var quoted = sentence.stream().filter(token -> token.kind() == Token.Kind.QUOTED).toList();
        return quoted.stream()
                        .anyMatch(token ->
                                TurnReceipt.returned(receipts).stream()
                                        .anyMatch(
                                                call -> ReceiptValues.isOne(call.result(), token)))
                && quoted.stream()
                        .anyMatch(token ->
                                TurnReceipt.returned(receipts).stream()
                                        .noneMatch(call ->
                                                ReceiptValues.holds(call.result(), token)
                                                        || ReceiptValues.holds(
                                                                call.arguments(), token)));
    }

    /// `the first hit is "Configure"`, where that is the second.
    private boolean otherPlace(List<Token> sentence) {
        var first = lexicon.phrases("at the front").in(sentence);
        var last = lexicon.phrases("at the end").in(sentence);
        var quoted = sentence.stream().filter(token -> token.kind() == Token.Kind.QUOTED).toList();
        if (first == last || quoted.size() != 1) {
            return false;
        }
        var lists = new ArrayList<List<String>>();
        TurnReceipt.returned(receipts).stream()
                .filter(call -> call.result().isArray())
                .forEach(call ->
                        lists.add(call.result().valueStream().map(node -> node.asText()).toList()));
        var said = quoted.getFirst().text();
        return lists.stream().anyMatch(list -> list.contains(said))
                && lists.stream()
                        .filter(list -> list.contains(said))
                        .flatMap(list -> Stream.of(first ? list.getFirst() : list.getLast()))
                        .noneMatch(said::equals);
    }

    /// `it is bound as slugger`, where the forge made slugify.
    boolean otherName(List<Token> sentence) {
        var made =
                receipts.stream()
                        .filter(TurnReceipt.Forge.class::isInstance)
                        .map(receipt -> ((TurnReceipt.Forge) receipt).tool())
                        .toList();
        for (int i = 0; i < sentence.size() && !made.isEmpty(); i++) {
            var at = i + lexicon.phrases("named as").at(sentence, i);
            if (at > i
                    && at < sentence.size()
                    && !sentence.get(at).isPunctuation()
                    && !lexicon.phrases("article").has(sentence.get(at))) {
                var name = sentence.get(at).text();
                return made.stream().noneMatch(each -> ReceiptCheck.same(each, name));
            }
        }
        return false;
    }

    /// `in order: ant, bee, dog`, where the tool gave no dog.
    private boolean otherItem(List<Token> sentence) {
        var colon = -1;
        for (int i = 0; i < sentence.size(); i++) {
            colon = sentence.get(i).is(":") ? i : colon;
        }
        var items =
                sentence.subList(colon + 1, sentence.size()).stream()
                        .filter(token -> !token.isPunctuation() && !token.is("and"))
                        .map(Token::low)
                        .toList();
        if (colon < 0 || items.size() < 2) {
            return false;
        }
        for (var call : TurnReceipt.returned(receipts)) {
            var given =
                    call.result()
                            .valueStream()
                            .map(node -> node.asText().toLowerCase(Locale.ROOT))
                            .toList();
            var fit = items.stream().filter(given::contains).toList();
            if (call.result().isArray() && fit.size() * 2 > items.size()) {
                return fit.size() < items.size()
                        || !fit.stream()
                                .sorted(Comparator.comparingInt(given::indexOf))
                                .toList()
                                .equals(fit);
            }
        }
        return false;
    }
}
