package batos.council.claims;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Whether a sentence that the words leave without a receipt speaks of a call all the same: in
/// other words than the tool's name, but of its arguments and result. `I emailed the summary to
/// Ana` is `send_mail(to: ana@example.org, subject: Summary)`.
final class SoleCall {
    /// Shorter words, and these, tell one call from another as little as numbers below two.
    private static final Set<String> COMMON =
            Set.of(
                    "the", "and", "for", "you", "your", "was", "were", "has", "have", "been",
                    "with", "from", "into", "that", "this", "all", "its", "are", "true", "false",
                    "not", "out", "now", "tool", "result", "text", "name", "value", "file", "path");

    /// A longer result has too many words to tell anything.
    private static final int SHORT = 80;

    private final Lexicon lexicon;
    private final List<TurnReceipt> receipts;
    private final Misstatement misstated;

    SoleCall(Lexicon lexicon, List<TurnReceipt> receipts) {
        this.lexicon = lexicon;
        this.receipts = receipts;
        this.misstated = new Misstatement(lexicon, receipts);
    }

    /// @param sentence one that asserts something of this turn
    boolean bears(List<Token> sentence) {
        if (denied(sentence) || misstated.in(sentence) || namesAnother(sentence)) {
            return false;
        }
        var mutates = lexicon.phrases("mutating").in(sentence);
        return TurnReceipt.returned(receipts).stream()
                .filter(call -> !mutates || !reads(call))
                .anyMatch(call -> gave(call, sentence, mutates) || shares(call, sentence));
    }

    /// `I ran the converter` in `I ran the converter and got 69.8`: the call whose value follows.
    boolean leadsTo(List<Token> part, List<Token> sentence) {
        var computes = lexicon.phrases("checking").in(part) || found(part, sentence);
        for (int i = 0; i < Math.min(part.size(), 4); i++) {
            computes |= lexicon.verbs("call").at(part, i).isPresent();
        }
        return computes
                && !namesAnother(part)
                && TurnReceipt.returned(receipts).stream()
                        .anyMatch(call -> gave(call, sentence, false));
    }

    /// `I solved it and found 1 and 2`: the result follows the part.
    private boolean found(List<Token> part, List<Token> sentence) {
        var next = part.size();
        while (next < sentence.size()
                && (sentence.get(next).isPunctuation() || sentence.get(next).is("and"))) {
            next++;
        }
        return !lexicon.phrases("mutating").in(part)
                && lexicon.verbs("return")
                        .at(sentence, next)
                        .filter(form -> form.tense() == Verbs.Tense.PAST)
                        .isPresent();
    }

    private boolean denied(List<Token> sentence) {
        return lexicon.phrases("negation").in(sentence) || lexicon.phrases("fail").in(sentence);
    }

    private boolean reads(TurnReceipt.Tool call) {
        var first = call.tool().toLowerCase(Locale.ROOT).split("[_\\-.]", 2)[0];
        return lexicon.phrases("reading tool").holds(first);
    }

    /// A name with an underscore or a version, or a quotation, that no receipt has.
    private boolean namesAnother(List<Token> sentence) {
        return sentence.stream()
                .filter(token ->
                        token.kind() == Token.Kind.IDENTIFIER
                                || token.kind() == Token.Kind.CALL
                                || token.kind() == Token.Kind.VERSIONED
                                || token.isLiteral())
                .anyMatch(token ->
                        TurnReceipt.returned(receipts).stream()
                                .noneMatch(call ->
                                        ReceiptCheck.same(call.tool(), token.text())
                                                || ReceiptValues.holds(call.result(), token)
                                                || ReceiptValues.holds(call.arguments(), token)));
    }

    /// Whether the sentence holds a value of the result that is no argument.
    private static boolean gave(TurnReceipt.Tool call, List<Token> sentence, boolean mutates) {
        return !mutates && (listed(call, sentence) || tells(call, sentence));
    }

    private static boolean tells(TurnReceipt.Tool call, List<Token> sentence) {
        return sentence.stream()
                .filter(token -> token.isLiteral() || telling(token))
                .anyMatch(token ->
                        ReceiptValues.holds(call.result(), token)
                                && !ReceiptValues.holds(call.arguments(), token));
    }

    /// The numbers of a list that came out, all of them and in their order.
    private static boolean listed(TurnReceipt.Tool call, List<Token> sentence) {
        var said =
                sentence.stream()
                        .filter(token -> token.kind() == Token.Kind.NUMBER)
                        .map(Token::number)
                        .toList();
        return said.size() > 1
                && said.size() == call.result().size()
                && ReceiptValues.sameNumbers(call.result(), said)
                && ReceiptValues.inOrder(call.result(), said);
    }

    /// A number that hardly stands in a result by chance.
    private static boolean telling(Token token) {
        return token.kind() == Token.Kind.NUMBER
                && (token.number() > 12 || token.number() != Math.rint(token.number()));
    }

    /// Two words of the tool's name and of its arguments.
    private static boolean shares(TurnReceipt.Tool call, List<Token> sentence) {
        var own = words(call.tool().replace('_', ' ') + " " + call.arguments());
        if (call.result().toString().length() < SHORT) {
            own.addAll(words(call.result().toString()));
        }
        var said = new HashSet<String>();
        sentence.forEach(token -> said.addAll(words(token.text())));
        var shared =
                said.stream()
                        .filter(word -> own.stream().anyMatch(each -> alike(each, word)))
                        .count();
        return shared > 1;
    }

    private static boolean alike(String own, String word) {
        return own.equals(word)
                || (own.length() > 3
                        && word.length() > 3
                        && (ReceiptCheck.alike(own, word) || word.endsWith(own)));
    }

    private static Set<String> words(String text) {
        var words = new HashSet<String>();
        for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
            if (word.length() > 2 && !COMMON.contains(word)) {
                words.add(word);
            }
        }
        return words;
    }
}
