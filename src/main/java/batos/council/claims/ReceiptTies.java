package batos.council.claims;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Whether the receipts of a turn bear out a sentence that no list of phrases could read: one of
/// them has to be of its subject, its numbers have to stand in one, and its news must be as good or
/// as bad as the receipt's.
final class ReceiptTies {
    private static final List<String> ACTS =
            List.of("proposed", "approved", "rejected", "withdrawn", "rolledback");

    private final Lexicon lexicon;
    private final List<TurnReceipt> receipts;
    private final Misstatement misstated;
    private final OtherAnswer other;

    ReceiptTies(Lexicon lexicon, List<TurnReceipt> receipts) {
        this.lexicon = lexicon;
        this.receipts = receipts;
        this.misstated = new Misstatement(lexicon, receipts);
        this.other = new OtherAnswer(lexicon, receipts);
    }

    /// Whether a sentence that has a receipt says something else than it.
    boolean misstates(List<Token> sentence) {
        return misstated.in(sentence) || (other.name(sentence) && tied(sentence));
    }

    private boolean tied(List<Token> sentence) {
        return receipts.stream().anyMatch(receipt -> tied(receipt, sentence));
    }

    /// @param sentence one that asserts something
    ClaimVerdict of(List<Token> sentence) {
        var tied = receipts.stream().filter(receipt -> tied(receipt, sentence)).toList();
        if (tied.isEmpty()) {
            return ClaimVerdict.UNVERIFIED;
        }
        return misstated.strange(sentence)
                        || other.text(sentence)
                        || tied.stream().noneMatch(each -> agrees(each, sentence))
                ? ClaimVerdict.CONTRADICTED
                : ClaimVerdict.VERIFIED;
    }

    /// Whether the only receipts that the sentence can speak of say otherwise.
    boolean against(List<Token> sentence) {
        var tied = receipts.stream().filter(receipt -> tied(receipt, sentence)).toList();
        return (!tied.isEmpty()
                        && (tied.stream().noneMatch(each -> agrees(each, sentence))
                                || (misstated.strange(sentence) && named(sentence))))
                || other.number(sentence)
                || other.text(sentence);
    }

    /// Whether it speaks of what a tool found to be so or not so, and says the opposite.
    boolean denies(List<Token> sentence) {
        return receipts.size() == 1
                && receipts.getFirst() instanceof TurnReceipt.Tool tool
                && tool.ok()
                && (tool.result().isBoolean() || tool.result().isTextual())
                && tied(tool, sentence)
                && !agrees(tool, sentence);
    }

    /// Whether two words of a call, or its tool, stand in the sentence.
    private boolean named(List<Token> sentence) {
        return TurnReceipt.calls(receipts).stream()
                .anyMatch(tool -> {
                    var own = new HashSet<String>();
                    words(tool.tool(), own);
                    words(tool.arguments().toString(), own);
                    var said = new HashSet<String>();
                    sentence.forEach(token -> words(token.text(), said));
                    return said.stream().filter(own::contains).count() > 1
                            || sentence.stream()
                                    .anyMatch(token ->
                                            (token.isNumber() || Misstatement.clock(token))
                                                    && ReceiptValues.holds(
                                                            tool.arguments(), token));
                });
    }

    /// Whether a sentence says as good or as bad a thing as the receipt.
    private boolean agrees(TurnReceipt receipt, List<Token> sentence) {
        var bad = bad(sentence);
        return switch (receipt) {
            case TurnReceipt.Tool tool -> tool.ok() ? agrees(tool, sentence, bad) : bad;
            case TurnReceipt.Forge forge -> forge.bound() || bad;
            case TurnReceipt.Recall recall -> recall.episodes().isEmpty() == bad;
            case TurnReceipt.Codex codex -> {
                var said = acts(sentence);
                yield said.isEmpty() || said.contains(ReceiptCheck.act(codex.act()));
            }
            case TurnReceipt.Commit _, TurnReceipt.Snapshot _ -> true;
        };
    }

    private boolean agrees(TurnReceipt.Tool tool, List<Token> sentence, boolean bad) {
        var result = tool.result();
        if (empty(result)) {
            return bad;
        }
        if (result.isArray() && bad && any(sentence, "denied.recall")) {
            return false;
        }
        if (result.isTextual()) {
            var text = result.asText().toLowerCase(Locale.ROOT);
            var yes = lexicon.phrases("yes").holds(text) || text.equals("ok");
            var no = lexicon.phrases("no").holds(text);
            return yes == no || yes != bad;
        }
        var said = new HashSet<String>();
        sentence.forEach(token -> words(token.low(), said));
        for (var field : result.properties()) {
            if (field.getValue().isBoolean() && said.contains(field.getKey())) {
                return field.getValue().asBoolean() != denied(sentence);
            }
        }
        return !result.isBoolean()
                || !said.contains(tool.tool().replaceFirst("^(is|has|are|can)_", ""))
                || result.asBoolean() != denied(sentence);
    }

    private boolean denied(List<Token> sentence) {
        return lexicon.phrases("negation").in(sentence);
    }

    private List<String> acts(List<Token> sentence) {
        return ACTS.stream().filter(act -> verbs(sentence, "codex." + act)).toList();
    }

    private boolean bad(List<Token> sentence) {
        for (int i = 0; i < sentence.size(); i++) {
            if (smooth(sentence, i)) {
                return false;
            }
        }
        return any(sentence, "negation", "fail", "trouble", "refusal", "no", "empty-handed");
    }

    /// `without difficulty`, `no errors`
    private boolean smooth(List<Token> sentence, int at) {
        if (!sentence.get(at).is("without") && !sentence.get(at).is("no")) {
            return false;
        }
        var next = at + 1;
        while (next < sentence.size() && lexicon.phrases("article").has(sentence.get(next))) {
            next++;
        }
        return lexicon.phrases("trouble").at(sentence, next) > 0
                || lexicon.phrases("smooth").at(sentence, next) > 0;
    }

    private static boolean empty(JsonNode result) {
        return result.isNull() || (result.isContainerNode() && result.isEmpty());
    }

    private boolean verbs(List<Token> sentence, String section) {
        for (int i = 0; i < sentence.size(); i++) {
            var form = lexicon.verbs(section).at(sentence, i);
            if (form.isPresent() && form.get().tense() == Verbs.Tense.PAST) {
                return true;
            }
        }
        return false;
    }

    /// Whether a receipt says just what the sentence does, so that a reading that found otherwise
    /// is wrong.
    boolean bornOut(List<Token> sentence) {
        var values =
                sentence.stream()
                        .filter(token -> token.kind() == Token.Kind.NUMBER || token.isLiteral())
                        .toList();
        return receipts.stream()
                .filter(receipt -> tied(receipt, sentence))
                .anyMatch(receipt ->
                        switch (receipt) {
                            case TurnReceipt.Tool tool when tool.ok() ->
                                    !denied(sentence)
                                            && (cameOut(tool, values)
                                                    || tabled(tool, values)
                                                    || saysWord(tool, sentence, values));
                            case TurnReceipt.Tool tool ->
                                    !values.isEmpty()
                                            && values.stream()
                                                    .allMatch(each ->
                                                            Misstatement.wordsOf(tool.result())
                                                                    .contains(each.low()));
                            case TurnReceipt.Forge forge ->
                                    forge.bound() ? came(forge, sentence) : refused(sentence);
                            case TurnReceipt.Recall recall ->
                                    recall.episodes().isEmpty()
                                            ? any(sentence, "no", "negation")
                                            : listed(recall, sentence);
                            case TurnReceipt.Codex codex ->
                                    values.size() == 1
                                            && values.getFirst().number() == codex.number()
                                            && acts(sentence)
                                                    .equals(List.of(ReceiptCheck.act(codex.act())));
                            case TurnReceipt.Snapshot snapshot ->
                                    !denied(sentence)
                                            && sentence.stream()
                                                    .anyMatch(token ->
                                                            ReceiptCheck.same(
                                                                    snapshot.name(), token.text()));
                            case TurnReceipt.Commit _ -> false;
                        });
    }

    /// `slugify survived the crucible`
    private boolean came(TurnReceipt.Forge forge, List<Token> sentence) {
        return any(sentence, "pass", "success", "live")
                && !bad(sentence)
                && !misstated.in(sentence)
                && sentence.stream()
                        .anyMatch(token -> ReceiptCheck.same(forge.tool(), token.text()));
    }

    private boolean refused(List<Token> sentence) {
        return verbs(sentence, "codex.rejected") && !denied(sentence);
    }

    /// `255 in hexadecimal is ff`: the word that came out, and no other argument.
    private static boolean saysWord(
            TurnReceipt.Tool call, List<Token> sentence, List<Token> values) {
        return ToolEvidence.oneWord(call.result())
                && !values.isEmpty()
                && values.stream().allMatch(each -> ReceiptValues.holds(call.arguments(), each))
                && sentence.stream()
                        .filter(token -> token.kind() == Token.Kind.WORD)
                        .anyMatch(token -> token.is(call.result().asText()));
    }

    /// `120 km are 74.56 miles`: the arguments, and last the result.
    private static boolean cameOut(TurnReceipt.Tool call, List<Token> values) {
        return values.size() > 1
                && ReceiptValues.isOne(call.result(), values.getLast())
                && !ReceiptValues.holds(call.arguments(), values.getLast())
                && values.subList(0, values.size() - 1).stream()
                        .allMatch(each ->
                                ReceiptValues.holds(call.arguments(), each)
                                        && !ReceiptValues.isOne(call.result(), each));
    }

    /// `two issues, 12 and 15`: how many rows came out, and a number of each in their order.
    private static boolean tabled(TurnReceipt.Tool call, List<Token> values) {
        var rows = call.result().size();
        if (!call.result().isArray() || rows < 2 || values.size() != rows + 1) {
            return false;
        }
        for (int i = 0; i < rows; i++) {
            if (!ReceiptValues.holds(call.result().get(i), values.get(i + 1))) {
                return false;
            }
        }
        return values.getFirst().number() == rows;
    }

    /// `episodes 3 and 7`: the numbers of the sentence end in just those that were recalled.
    private boolean listed(TurnReceipt.Recall recall, List<Token> sentence) {
        var said =
                sentence.stream()
                        .filter(token -> token.kind() == Token.Kind.NUMBER)
                        .map(token -> (long) token.number())
                        .toList();
        var count = recall.episodes().size();
        return said.size() >= count
                && !denied(sentence)
                && said.subList(said.size() - count, said.size()).equals(recall.episodes());
    }

    private boolean tied(TurnReceipt receipt, List<Token> sentence) {
        return switch (receipt) {
            case TurnReceipt.Tool tool -> {
                var own = new HashSet<String>();
                words(tool.tool(), own);
                words(tool.arguments().toString(), own);
                words(tool.result().toString(), own);
                yield shared(own, sentence)
                        || sentence.stream()
                                .anyMatch(token ->
                                        token.isNumber()
                                                && ReceiptValues.holds(tool.result(), token));
            }
            case TurnReceipt.Forge forge -> {
                var own = new HashSet<String>();
                words(forge.tool(), own);
                yield shared(own, sentence) || any(sentence, "noun.tool");
            }
            case TurnReceipt.Recall _ ->
                    any(sentence, "noun.recall", "noun.episode", "rememberer", "remember");
            case TurnReceipt.Commit _ -> any(sentence, "noun.commit", "save", "stored");
            case TurnReceipt.Snapshot snapshot -> {
                var own = new HashSet<String>();
                words(snapshot.name(), own);
                yield shared(own, sentence) || any(sentence, "noun.snapshot");
            }
            case TurnReceipt.Codex codex ->
                    any(sentence, "noun.codex")
                            || (any(sentence, "numbered")
                                    && sentence.stream()
                                            .anyMatch(token ->
                                                    token.isNumber()
                                                            && token.number() == codex.number()));
        };
    }

    private boolean any(List<Token> sentence, String... sections) {
        for (var section : sections) {
            for (int i = 0; i < sentence.size(); i++) {
                if (lexicon.phrases(section).at(sentence, i) > 0
                        || lexicon.verbs(section).at(sentence, i).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void words(String text, Set<String> into) {
        for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
            if (word.length() > 2) {
                into.add(word);
            }
        }
    }

    private static boolean shared(Set<String> own, List<Token> sentence) {
        var said = new HashSet<String>();
        sentence.forEach(token -> words(token.text(), said));
        return said.stream()
                .anyMatch(word ->
                        own.contains(word)
                                || (word.length() > 3
                                        && own.stream()
                                                .filter(each -> each.length() > 3)
                                                .anyMatch(each -> ReceiptCheck.alike(each, word))));
    }
}
