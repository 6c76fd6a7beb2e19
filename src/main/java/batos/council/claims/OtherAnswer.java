package batos.council.claims;

import java.util.List;

/// Whether a sentence gives another answer than the only call of its turn: in the place where the
/// result would stand it has another number, quotation or name.
final class OtherAnswer {
    private final Lexicon lexicon;
    private final List<TurnReceipt> receipts;
    private final Misstatement misstated;

    OtherAnswer(Lexicon lexicon, List<TurnReceipt> receipts) {
        this.lexicon = lexicon;
        this.receipts = receipts;
        this.misstated = new Misstatement(lexicon, receipts);
    }

    /// `You are 24`, where all that a turn came to is 42.
    boolean number(List<Token> sentence) {
        var numbers = sentence.stream().filter(token -> token.kind() == Token.Kind.NUMBER).toList();
        if (fraction(numbers)) {
            return misstated.strange(sentence) && !misstated.rounds(sentence);
        }
        return receipts.size() == 1
                && TurnReceipt.returned(receipts).size() == 1
                && TurnReceipt.returned(receipts).getFirst().result().isNumber()
                && numbers.size() == 1
                && sentence.size() < 8
                && sentence.stream().anyMatch(token -> token.is("are") || token.is("is"))
                && misstated.strange(sentence)
                && !misstated.rounds(sentence);
    }

    /// `In German that is "guten Tag"`, where all that a turn came to is "gute Nacht".
    boolean text(List<Token> sentence) {
        var quoted = sentence.stream().filter(token -> token.kind() == Token.Kind.QUOTED).toList();
        return receipts.size() == 1
                && receipts.getFirst() instanceof TurnReceipt.Tool call
                && call.ok()
                && call.result().isTextual()
                && quoted.size() == 1
                && sentence.indexOf(quoted.getFirst()) > 0
                && lexicon.phrases("copula").at(sentence, sentence.indexOf(quoted.getFirst()) - 1)
                        > 0
                && !lexicon.phrases("negation").in(sentence)
                && !ReceiptValues.holds(call.result(), quoted.getFirst())
                && !ReceiptValues.holds(call.arguments(), quoted.getFirst());
    }

    /// `The capital is Lyon.`, where the only word that a tool gave is Paris.
    boolean name(List<Token> sentence) {
        var words = sentence.stream().filter(token -> !token.isPunctuation()).toList();
        return receipts.size() == 1
                && receipts.getFirst() instanceof TurnReceipt.Tool call
                && call.ok()
                && ToolEvidence.oneWord(call.result())
                && words.size() > 2
                && Character.isUpperCase(words.getLast().text().charAt(0))
                && words.getLast().kind() == Token.Kind.WORD
                && lexicon.phrases("copula").at(words, words.size() - 2) > 0
                && words.stream().noneMatch(each -> ReceiptValues.holds(call.result(), each))
                && !ReceiptValues.holds(call.arguments(), words.getLast());
    }

    /// `You would pay 279.71`, where all that came out is 299.71.
    private boolean fraction(List<Token> numbers) {
        return receipts.size() == 1
                && TurnReceipt.returned(receipts).size() == 1
                && TurnReceipt.returned(receipts).getFirst().result().isDouble()
                && numbers.size() == 1
                && numbers.getFirst().number() != Math.rint(numbers.getFirst().number());
    }
}
