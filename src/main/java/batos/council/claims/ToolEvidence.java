package batos.council.claims;

import batos.council.claims.Clause.Subject;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Holds a clause against the tool calls that it speaks of. Where [ReceiptCheck] asks whether a
/// claim has a receipt, this asks the other way round: of which receipts does the clause speak, and
/// does any value in it stand in none of them? So a wrong value is found in phrasings that no list
/// of verbs has.
final class ToolEvidence {
    /// The calls that a clause speaks of.
    ///
    /// @param named whether it names the tool, or refers back to a clause that does
    record Topic(List<TurnReceipt.Tool> calls, boolean named) {
        static final Topic NONE = new Topic(List.of(), false);
    }

    private final ToolTopics topics;
    private final List<TurnReceipt.Tool> calls;
    private final List<TurnReceipt> receipts;

    ToolEvidence(Lexicon lexicon, List<TurnReceipt> receipts) {
        this.receipts = receipts;
        this.calls = TurnReceipt.calls(receipts);
        this.topics = new ToolTopics(lexicon, calls);
    }

    /// @param before the topic of the clause before, for `it` and `which`
    Topic topic(ClauseView view, Topic before) {
        return topics.of(view, before);
    }

    ClaimVerdict of(ClauseView view, Topic topic) {
        if (!topic.named() && view.general() && !mentionsArgument(view, topic)) {
            return ClaimVerdict.NO_CLAIM;
        }
        if (topic.calls().isEmpty() || view.planned() || view.clause.subject() == Subject.YOU) {
            return ClaimVerdict.NO_CLAIM;
        }
        var went = topic.calls().stream().filter(TurnReceipt.Tool::ok).toList();
        if (went.isEmpty()) {
            return failed(view, topic);
        }
        if (topic.named() && otherVersion(view, went)) {
            return ClaimVerdict.CONTRADICTED;
        }
        var predicate = predicate(view, went);
        if (predicate != ClaimVerdict.NO_CLAIM) {
            return predicate;
        }
        return view.negated() || view.has("fail")
                ? ClaimVerdict.NO_CLAIM
                : values(view, topic, went);
    }

    private static boolean mentionsArgument(ClauseView view, Topic topic) {
        return topic.calls().stream().anyMatch(call -> ToolTopics.sharesArgument(call, view));
    }

    private boolean otherVersion(ClauseView view, List<TurnReceipt.Tool> went) {
        return view.version() > 0
                && went.stream()
                        .noneMatch(call -> call.version() == 0 || call.version() == view.version())
                && receipts.stream()
                        .noneMatch(receipt ->
                                receipt instanceof TurnReceipt.Forge forge
                                        && forge.version() == view.version());
    }

    private ClaimVerdict failed(ClauseView view, Topic topic) {
        if (!smooth(view)
                && (view.has("fail") || view.has("refusal") || quotesError(view, topic))) {
            return ClaimVerdict.VERIFIED;
        }
        if (topic.named() && (view.has("pass") || view.has("success"))) {
            return ClaimVerdict.CONTRADICTED;
        }
        if (view.negated() || view.endsInReport()) {
            return ClaimVerdict.NO_CLAIM;
        }
        var invented =
                SpokenValue.of(view).stream()
                        .anyMatch(value ->
                                value.firm()
                                        && topic.calls().stream()
                                                .noneMatch(call -> explains(call, value)));
        if (!invented && view.clause.subject() == Subject.SELF && !view.done("call").isEmpty()) {
            return ClaimVerdict.VERIFIED;
        }
        return (invented && (topic.named() || view.gives())) || (topic.named() && view.finite())
                ? ClaimVerdict.CONTRADICTED
                : ClaimVerdict.NO_CLAIM;
    }

    /// `without an error`, `no failures`
    private static boolean smooth(ClauseView view) {
        return (!view.negated() && view.denied("without", "no"))
                || (view.denied("no") && view.has("trouble") && !view.negated());
    }

    /// `the day is out of range`: the words are the error's own.
    private static boolean quotesError(ClauseView view, Topic topic) {
        var words = view.about().stream().filter(word -> word.length() > 3).toList();
        return view.clause.subject() != Subject.SELF
                && topic.calls().stream()
                        .anyMatch(call -> {
                            var text = call.result().asText().toLowerCase(Locale.ROOT);
                            return !text.isBlank()
                                    && words.stream().filter(text::contains).count() * 2
                                            >= words.size()
                                    && words.stream().anyMatch(text::contains);
                        });
    }

    /// `97 is prime`, `level is not a palindrome`: the tool answered yes or no.
    private ClaimVerdict predicate(ClauseView view, List<TurnReceipt.Tool> went) {
        if (SpokenValue.of(view).stream()
                .anyMatch(value -> value.token().is("true") || value.token().is("false"))) {
            return ClaimVerdict.NO_CLAIM;
        }
        for (var call : went) {
            var nothing =
                    (call.result().isContainerNode() && call.result().isEmpty())
                            || call.result().isNull();
            if (view.denied("no", "none", "nothing", "any", "empty")
                    && view.has("found none")
                    && (call.result().isArray() || call.result().isNull())
                    && went.size() == 1
                    && SpokenValue.of(view).stream().noneMatch(value -> value.token().isNumber())) {
                return nothing ? ClaimVerdict.VERIFIED : ClaimVerdict.CONTRADICTED;
            }
            var matter =
                    call.tool().toLowerCase(Locale.ROOT).replaceFirst("^(is|has|are|can)_", "");
            if (call.result().isBoolean()
                    && !matter.equals(call.tool().toLowerCase(Locale.ROOT))
                    && ReceiptCheck.fits(matter, view.aboutWidely())
                    && view.copula()
                    && went.size() == 1) {
                return call.result().asBoolean() != view.denied()
                        ? ClaimVerdict.VERIFIED
                        : ClaimVerdict.CONTRADICTED;
            }
        }
        return ClaimVerdict.NO_CLAIM;
    }

    private ClaimVerdict values(ClauseView view, Topic topic, List<TurnReceipt.Tool> went) {
        var texts = went.stream().anyMatch(call -> oneWord(call.result()));
        var values =
                SpokenValue.of(view).stream().filter(value -> texts || !value.ordinary()).toList();
        if (values.isEmpty() && !mentionsResult(view, went)) {
            return ClaimVerdict.NO_CLAIM;
        }
        var strange = new ArrayList<SpokenValue>();
        for (var value : values) {
            if (value.firm()
                    && (topic.named() || !value.token().isNumber() || numeric(went))
                    && went.stream().noneMatch(call -> explains(call, value))
                    && !elsewhere(view, value)) {
                strange.add(value);
            }
        }
        if (!strange.isEmpty()) {
            var number = strange.stream().anyMatch(value -> value.token().isNumber());
            return topic.named() || number || (view.gives() && !view.mental())
                    ? ClaimVerdict.CONTRADICTED
                    : ClaimVerdict.NO_CLAIM;
        }
        if (reordered(values, went)) {
            return ClaimVerdict.CONTRADICTED;
        }
        var given =
                values.stream()
                        .filter(value -> went.stream().anyMatch(call -> gave(call, value)))
                        .count();
        if (given == 0 && mentionsResult(view, went)) {
            return ClaimVerdict.VERIFIED;
        }
        if (given == 0) {
            return values.stream().anyMatch(value -> value.firm() && value.placed())
                    ? ClaimVerdict.CONTRADICTED
                    : ClaimVerdict.NO_CLAIM;
        }
        var together =
                went.stream()
                        .anyMatch(call ->
                                values.stream()
                                                .filter(SpokenValue::firm)
                                                .allMatch(value ->
                                                        explains(call, value)
                                                                || elsewhere(view, value))
                                        && values.stream().anyMatch(value -> gave(call, value)));
        return together || given > 1 ? ClaimVerdict.VERIFIED : ClaimVerdict.CONTRADICTED;
    }

    /// Whether a result holds a number that another number could speak against.
    private static boolean numeric(List<TurnReceipt.Tool> went) {
        return went.stream()
                .anyMatch(call ->
                        call.result().isContainerNode() || ReceiptValues.hasNumber(call.result()));
    }

    static boolean oneWord(JsonNode result) {
        return result.isTextual() && !result.asText().contains(" ");
    }

    /// A word of the clause is itself what a tool gave.
    private static boolean mentionsResult(ClauseView view, List<TurnReceipt.Tool> went) {
        return view.tokens.stream()
                .filter(token ->
                        token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.IDENTIFIER)
                .filter(token -> token.low().length() > 2)
                .anyMatch(token ->
                        went.stream()
                                .anyMatch(call ->
                                        oneWord(call.result())
                                                && ReceiptValues.isOne(call.result(), token)));
    }

    /// All numbers of a list that a tool gave, in another order.
    private static boolean reordered(List<SpokenValue> values, List<TurnReceipt.Tool> went) {
        var said =
                values.stream()
                        .filter(value -> value.token().isNumber())
                        .map(value -> value.token().number())
                        .toList();
        return said.size() > 2
                && went.stream().noneMatch(call -> ReceiptValues.inOrder(call.arguments(), said))
                && went.stream()
                        .anyMatch(call ->
                                call.result().isArray()
                                        && ReceiptValues.sameNumbers(call.result(), said)
                                        && !ReceiptValues.inOrder(call.result(), said));
    }

    /// A count that another receipt has: tests, episodes, objects, how many calls.
    private boolean elsewhere(ClauseView view, SpokenValue value) {
        if (calls.size() > 1 && value.token().number() == calls.size()) {
            return true;
        }
        if (!value.token().isNumber()) {
            return receipts.stream()
                    .anyMatch(receipt ->
                            receipt instanceof TurnReceipt.Snapshot(var name)
                                    && ReceiptCheck.same(name, value.token().low()));
        }
        var number = value.token().number();
        return number == view.version()
                || receipts.stream().anyMatch(receipt -> ReceiptCheck.counts(receipt, number));
    }

    /// A number of the clause that no receipt of the turn holds.
    boolean hasStrangeNumber(ClauseView view) {
        return SpokenValue.of(view).stream()
                .filter(value -> value.firm() && value.token().isNumber())
                .anyMatch(value ->
                        !elsewhere(view, value)
                                && calls.stream().noneMatch(call -> explains(call, value)));
    }

    private static boolean gave(TurnReceipt.Tool call, SpokenValue value) {
        return ReceiptValues.holds(call.result(), value.token())
                || (value.approximate() && ReceiptValues.nearly(call.result(), value.token()));
    }

    private static boolean explains(TurnReceipt.Tool call, SpokenValue value) {
        return gave(call, value)
                || ReceiptValues.holds(call.arguments(), value.token())
                || (call.arguments().size() == value.token().number() && value.token().number() > 1)
                || (value.approximate() && ReceiptValues.nearly(call.arguments(), value.token()));
    }
}
