package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Weighs a clause's claims once more, from the side of the receipts: by the keys of a result, by
/// its yes or no, its dates and its signs, by the name of an error, and by a denial that a receipt
/// refutes. These hold in whatever words a sentence is put.
final class Grounding {
    private final Lexicon lexicon;
    private final List<TurnReceipt> receipts;
    private final Denials denials;
    private final Outcomes outcomes;

    Grounding(Lexicon lexicon, List<TurnReceipt> receipts) {
        this.lexicon = lexicon;
        this.receipts = receipts;
        this.denials = new Denials(lexicon, receipts);
        this.outcomes = new Outcomes(lexicon, receipts);
    }

    /// @param found the verdict on the clause's words
    /// @return the same, or what the receipts say against or for it
    ClaimVerdict of(ClauseView view, ToolEvidence.Topic topic, ClaimVerdict found) {
        var denied = denials.of(view).and(outcomes.forging(view));
        var amended = outcomes.amended(view);
        if (amended != ClaimVerdict.NO_CLAIM) {
            return amended;
        }
        if (denied == ClaimVerdict.CONTRADICTED
                || (denied == ClaimVerdict.VERIFIED && found == ClaimVerdict.NO_CLAIM)) {
            return denied;
        }
        if (found == ClaimVerdict.CONTRADICTED
                && !topic.named()
                && (view.has("at all times") || (view.general() && !view.finite()))) {
            return ClaimVerdict.NO_CLAIM;
        }
        if (!view.planned()
                && zero(view, topic.calls().stream().filter(TurnReceipt.Tool::ok).toList())
                        == ClaimVerdict.CONTRADICTED) {
            return ClaimVerdict.CONTRADICTED;
        }
        if (found == ClaimVerdict.VERIFIED && view.has("mutating") && onlyRead(view)) {
            return ClaimVerdict.UNVERIFIED;
        }
        if (view.planned()
                || view.clause.subject() == Subject.YOU
                || (view.general() && !topic.named())) {
            return found;
        }
        if (misnamedError(view)) {
            return ClaimVerdict.CONTRADICTED;
        }
        if (topic.calls().isEmpty()) {
            var counted = Counts.check(view, receipts).and(Counts.numbers(view, receipts));
            return counted == ClaimVerdict.CONTRADICTED
                            || (counted == ClaimVerdict.VERIFIED
                                    && found != ClaimVerdict.CONTRADICTED)
                    ? counted
                    : found;
        }
        var went = topic.calls().stream().filter(TurnReceipt.Tool::ok).toList();
        if (went.isEmpty()) {
            return broke(view, topic, found);
        }
        var pairs = arguments(view, went);
        if (pairs == ClaimVerdict.CONTRADICTED
                || (pairs == ClaimVerdict.VERIFIED && numbers(view).size() == 1)) {
            return pairs;
        }
        if (SpokenDates.alone(view, went)) {
            return ClaimVerdict.VERIFIED;
        }
        var said =
                Stream.of(
                                SpokenDates.check(view, went),
                                KeyedValues.check(view, topic.named(), went),
                                YesNo.check(view, went),
                                zero(view, went),
                                Opposites.check(view, went),
                                times(view, went))
                        .reduce(ClaimVerdict.NO_CLAIM, ClaimVerdict::and);
        if (said == ClaimVerdict.CONTRADICTED
                || wrongSign(view, went)
                || otherCapitals(view, went)) {
            return ClaimVerdict.CONTRADICTED;
        }
        if (said == ClaimVerdict.VERIFIED && found != ClaimVerdict.UNVERIFIED) {
            return found == ClaimVerdict.CONTRADICTED && !allStand(view, went) ? found : said;
        }
        return found == ClaimVerdict.CONTRADICTED && given(view, went)
                ? ClaimVerdict.VERIFIED
                : found;
    }

    /// `it raised a TypeError`, where what broke was another.
    private boolean misnamedError(ClauseView view) {
        var failures =
                TurnReceipt.calls(receipts).stream()
                        .filter(tool -> !tool.ok())
                        .map(tool -> tool.result().asText())
                        .toList();
        return !failures.isEmpty()
                && !view.negated()
                && failures.stream().anyMatch(text -> text.matches("(?s)\\w+(?:Error|Exception).*"))
                && view.tokens.stream()
                        .filter(token -> token.text().matches("\\p{Lu}\\w+(?:Error|Exception)"))
                        .anyMatch(token ->
                                failures.stream().noneMatch(text -> text.contains(token.text())));
    }

    /// `I restarted the sensors`, where all that ran was list_sensors.
    private boolean onlyRead(ClauseView view) {
        var tools = TurnReceipt.calls(receipts).stream().map(TurnReceipt.Tool::tool).toList();
        return !tools.isEmpty()
                && view.clause.subject() == Subject.SELF
                && receipts.size() == tools.size()
                && tools.stream()
                        .allMatch(tool -> lexicon.phrases("reading tool").holds(first(tool)));
    }

    private static String first(String tool) {
        return tool.toLowerCase(Locale.ROOT).split("[_\\-.]", 2)[0];
    }

    /// Of calls that all broke: they did not go well, and what a reason says of them is no value.
    private static ClaimVerdict broke(
            ClauseView view, ToolEvidence.Topic topic, ClaimVerdict found) {
        if (!view.negated() && view.has("success") && view.finite()) {
            return ClaimVerdict.CONTRADICTED;
        }
        var texts = topic.calls().stream().map(call -> call.result().asText()).toList();
        if (found == ClaimVerdict.CONTRADICTED
                && !numbers(view).isEmpty()
                && numbers(view).stream()
                        .allMatch(each ->
                                texts.stream().anyMatch(text -> text.contains(each.text())))) {
            return ClaimVerdict.VERIFIED;
        }
        if (found == ClaimVerdict.CONTRADICTED
                && !view.done("call").isEmpty()
                && numbers(view).isEmpty()
                && !view.denied("without", "no")) {
            return ClaimVerdict.VERIFIED;
        }
        return found == ClaimVerdict.CONTRADICTED && view.clause.opener().equals("because")
                ? ClaimVerdict.NO_CLAIM
                : found;
    }

    /// `a = 6`, where `a` is an argument.
    private static ClaimVerdict arguments(ClauseView view, List<TurnReceipt.Tool> went) {
        var verdict = ClaimVerdict.NO_CLAIM;
        for (int i = 1; i + 1 < view.tokens.size(); i++) {
            var name = view.tokens.get(i - 1).text();
            var value = view.tokens.get(i + 1);
            if (view.tokens.get(i).is("=")
                    && went.stream().anyMatch(call -> call.arguments().has(name))) {
                verdict =
                        verdict.and(
                                went.stream()
                                                .anyMatch(call ->
                                                        ReceiptValues.holds(
                                                                call.arguments().path(name), value))
                                        ? ClaimVerdict.VERIFIED
                                        : ClaimVerdict.CONTRADICTED);
            }
        }
        return verdict;
    }

    /// `it matched five times`, where the tool counted three.
    private static ClaimVerdict times(ClauseView view, List<TurnReceipt.Tool> went) {
        var said = view.times();
        for (int i = 0; i + 1 < view.tokens.size(); i++) {
            if (view.tokens.get(i).is("times") && view.tokens.get(i + 1).isNumber()) {
                return ClaimVerdict.NO_CLAIM;
            }
        }
        if (said == 0 || went.size() != 1 || !went.getFirst().result().isIntegralNumber()) {
            return ClaimVerdict.NO_CLAIM;
        }
        return said == 1 || said == went.getFirst().result().asInt()
                ? ClaimVerdict.NO_CLAIM
                : ClaimVerdict.CONTRADICTED;
    }

    /// `found no lines`, `several lines matched`, where the tool counted.
    private static ClaimVerdict zero(ClauseView view, List<TurnReceipt.Tool> went) {
        if (went.size() != 1 || !view.has("denied.recall")) {
            return ClaimVerdict.NO_CLAIM;
        }
        var result = went.getFirst().result();
        var many = result.isNumber() ? result.asDouble() : result.isArray() ? result.size() : -1;
        var none = view.denied("no", "none", "nothing");
        if (many < 0 || (!none && !view.has("several"))) {
            return ClaimVerdict.NO_CLAIM;
        }
        return none == (many == 0) ? ClaimVerdict.VERIFIED : ClaimVerdict.CONTRADICTED;
    }

    /// `4 degrees`, where the tool gave -4.
    private boolean wrongSign(ClauseView view, List<TurnReceipt.Tool> went) {
        if (view.has("minus") || view.negated()) {
            return false;
        }
        var numbers = numbers(view);
        if (numbers.size() == 1
                && went.size() == 1
                && went.getFirst().result().isNumber()
                && numbers.getFirst().number() > 0
                && went.getFirst().result().asDouble() == -numbers.getFirst().number()) {
            return true;
        }
        return view.tokens.stream()
                .filter(token -> token.kind() == Token.Kind.NUMBER && token.number() > 0)
                .anyMatch(token ->
                        went.stream()
                                        .anyMatch(call ->
                                                ReceiptValues.has(call.result(), -token.number()))
                                && went.stream()
                                        .noneMatch(call ->
                                                ReceiptValues.has(call.result(), token.number())
                                                        || ReceiptValues.has(
                                                                call.arguments(), token.number())));
    }

    /// `nine lines with WARN`, where ERROR was looked for.
    private static boolean otherCapitals(ClauseView view, List<TurnReceipt.Tool> went) {
        var known = went.stream().map(call -> call.arguments() + " " + call.result()).toList();
        return went.stream().anyMatch(call -> shouts(call.arguments().toString()))
                && view.tokens.stream()
                        .filter(token -> token.text().matches("\\p{Lu}{3,}"))
                        .filter(token -> !view.lexicon.phrases("self").has(token))
                        .anyMatch(token ->
                                known.stream()
                                        .noneMatch(text ->
                                                text.toUpperCase(Locale.ROOT)
                                                        .contains(token.text())));
    }

    private static boolean shouts(String arguments) {
        return arguments.matches("(?s).*:\\s*\"\\p{Lu}{3,}\".*");
    }

    /// Whether every number and literal of the clause stands in a call, and one of them in what a
    /// call gave, or the clause speaks of a call and all of them went into it.
    private boolean given(ClauseView view, List<TurnReceipt.Tool> went) {
        if (!allStand(view, went)
                || view.tokens.stream().anyMatch(token -> token.kind() == Token.Kind.CALL)) {
            return false;
        }
        var numbers = numbers(view);
        var out =
                went.stream()
                        .anyMatch(call ->
                                numbers.stream()
                                        .anyMatch(
                                                each -> ReceiptValues.holds(call.result(), each)));
        var in =
                !view.done("call").isEmpty()
                        && went.stream()
                                .anyMatch(call ->
                                        numbers.stream()
                                                .allMatch(each ->
                                                        ReceiptValues.has(
                                                                call.arguments(), each.number())));
        return !numbers.isEmpty()
                && view.version() == 0
                && view.times() == 0
                && !view.negated()
                && !swapped(went, numbers)
                && (out || in);
    }

    /// Whether the sentence gives an argument where the result should stand.
    private static boolean swapped(List<TurnReceipt.Tool> went, List<Token> numbers) {
        return went.size() > 1
                || (numbers.size() == 2
                        && went.stream()
                                .anyMatch(call ->
                                        ReceiptValues.inOrder(
                                                call.result(),
                                                numbers.reversed().stream()
                                                        .map(Token::number)
                                                        .toList())));
    }

    private static boolean allStand(ClauseView view, List<TurnReceipt.Tool> went) {
        var dated = went.stream().anyMatch(call -> SpokenDates.shared(view, call));
        return view.tokens.stream()
                .filter(token ->
                        token.kind() == Token.Kind.NUMBER
                                || token.isLiteral()
                                || token.kind() == Token.Kind.IDENTIFIER)
                .filter(token -> !view.names.isTool(token))
                .filter(token ->
                        !dated
                                || !token.isNumber()
                                || (token.number() > 31 && token.number() < 1000))
                .allMatch(token ->
                        went.stream()
                                .anyMatch(call ->
                                        ReceiptValues.holds(call.result(), token)
                                                || ReceiptValues.holds(call.arguments(), token)));
    }

    private static List<Token> numbers(ClauseView view) {
        return view.tokens.stream().filter(token -> token.kind() == Token.Kind.NUMBER).toList();
    }
}
