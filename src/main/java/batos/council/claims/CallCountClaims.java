package batos.council.claims;

import java.util.List;
import java.util.Set;

/// Reads a sentence's claims about the calls of a turn as a whole, `both calls succeeded`, `neither
/// tool failed`, `I made three calls`, and holds them against their number and outcomes.
final class CallCountClaims {
    private static final Set<String> CALLS = Set.of("call", "calls", "tools", "invocations");
    private static final Set<String> QUANTIFIERS =
            Set.of("all", "every", "each", "both", "neither", "no", "none", "one", "half");
    private static final Set<String> MAKE =
            Set.of("made", "needed", "took", "used", "were", "there", "after");

    private final Lexicon lexicon;
    private final List<TurnReceipt.Tool> calls;

    CallCountClaims(Lexicon lexicon, List<TurnReceipt> receipts) {
        this.lexicon = lexicon;
        this.calls = TurnReceipt.calls(receipts);
    }

    /// @param sentence one that asserts something
    /// @return `NO_CLAIM` where it says nothing of the calls as a whole, or where none were made
    ClaimVerdict of(List<Token> sentence) {
        var noun = -1;
        for (int i = 0; i < sentence.size(); i++) {
            if (noun < 0 && CALLS.contains(sentence.get(i).low())) {
                noun = i;
            }
        }
        if (noun < 1 || calls.isEmpty() || other(sentence)) {
            return ClaimVerdict.NO_CLAIM;
        }
        var before = sentence.subList(Math.max(0, noun - 5), noun);
        var said = before.stream().filter(ClauseView::whole).mapToInt(each -> (int) each.number());
        var number = said.reduce(-1, (_, last) -> last);
        if (before.stream().anyMatch(each -> QUANTIFIERS.contains(each.low()) || each.is("of"))) {
            return ended(sentence, before, number);
        }
        if (number > 0 && (before.getLast().isNumber() || before.getLast().is("tool"))) {
            return sentence.stream().limit(noun).anyMatch(each -> MAKE.contains(each.low()))
                    ? truth(number == calls.size())
                    : ended(sentence, before, number);
        }
        return ClaimVerdict.NO_CLAIM;
    }

    /// `one of the two calls failed`: the number, the total, and the outcome.
    private ClaimVerdict ended(List<Token> sentence, List<Token> before, int number) {
        var passes =
                sentence.stream()
                        .anyMatch(each ->
                                lexicon.phrases("pass").has(each)
                                        || lexicon.phrases("success").has(each)
                                        || each.is("answered")
                                        || each.is("returned"));
        var smooth = sentence.stream().anyMatch(each -> each.is("without"));
        var fails = !smooth && lexicon.phrases("fail").in(sentence);
        if (passes == fails) {
            return ClaimVerdict.NO_CLAIM;
        }
        var went = calls.stream().filter(TurnReceipt.Tool::ok).count();
        var such = passes ? went : calls.size() - went;
        if (has(before, "neither", "no", "none")) {
            return truth(such == 0);
        }
        if (has(before, "both") && calls.size() != 2) {
            return ClaimVerdict.CONTRADICTED;
        }
        if (has(before, "all", "both", "every", "each")) {
            return truth(such == calls.size() && (number < 0 || number == calls.size()));
        }
        if (before.stream().anyMatch(each -> each.is("of"))) {
            var first = before.stream().filter(ClauseView::whole).findFirst();
            return first.isPresent()
                    ? truth(such == (long) first.get().number())
                    : ClaimVerdict.NO_CLAIM;
        }
        return number > 0 ? truth(such == number) : ClaimVerdict.NO_CLAIM;
    }

    private static boolean has(List<Token> tokens, String... words) {
        return tokens.stream().anyMatch(token -> List.of(words).contains(token.low()));
    }

    /// Whether it is a sentence of plans, wishes or what others say.
    private boolean other(List<Token> sentence) {
        return List.of("modal", "conditional", "hedge", "reporting").stream()
                .anyMatch(section ->
                        lexicon.phrases(section).in(sentence)
                                && !(section.equals("reporting")
                                        && sentence.stream()
                                                .anyMatch(each -> each.is("answered"))));
    }

    private static ClaimVerdict truth(boolean true_) {
        return true_ ? ClaimVerdict.VERIFIED : ClaimVerdict.CONTRADICTED;
    }
}
