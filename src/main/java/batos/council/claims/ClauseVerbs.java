package batos.council.claims;

import java.util.List;
import java.util.Set;

/// Finds the verbs in a run of tokens, and whether one tells of the past or of a plan.
final class ClauseVerbs {
    /// Sections of the word lists whose verbs say that something was done.
    private static final List<String> ACTING =
            List.of(
                    "return",
                    "compute",
                    "call",
                    "make",
                    "bind",
                    "save",
                    "recall",
                    "snapshot",
                    "codex",
                    "act");

    static final Set<String> BE =
            Set.of(
                    "is", "are", "was", "were", "am", "been", "be", "being", "'s", "got", "gets",
                    "get");
    static final Set<String> AUX = Set.of("have", "has", "had", "having", "did", "do", "does");

    private final Lexicon lexicon;

    ClauseVerbs(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    boolean finite(List<Token> tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (BE.contains(tokens.get(i).low())
                    || AUX.contains(tokens.get(i).low())
                    || lexicon.phrases("modal").has(tokens.get(i))
                    || verbAt(tokens, i)
                    || lexicon.phrases("pass").has(tokens.get(i))
                    || lexicon.phrases("fail").has(tokens.get(i))
                    || lexicon.phrases("copula").at(tokens, i) > 0) {
                return true;
            }
        }
        return false;
    }

    boolean verbAt(List<Token> tokens, int place) {
        if (lexicon.phrases("reporting").at(tokens, place) > 0) {
            return true;
        }
        for (var section : ACTING) {
            var form = lexicon.verbs(section).at(tokens, place);
            if (form.isPresent()
                    && (form.get().tense() == Verbs.Tense.PAST
                            || form.get().tense() == Verbs.Tense.THIRD)) {
                return true;
            }
        }
        return false;
    }

    boolean past(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (Set.of("was", "were", "had", "have", "has", "did").contains(tokens.get(i).low())) {
                return true;
            }
            for (var section : ACTING) {
                if (lexicon.verbs(section)
                                .at(tokens, i)
                                .filter(form -> form.tense() == Verbs.Tense.PAST)
                                .isPresent()
                        && (i == 0 || !BE.contains(tokens.get(i - 1).low()))) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean planned(List<Token> tokens) {
        return ClauseView.modal(lexicon, tokens, tokens.size())
                && !lexicon.phrases("implicative").in(tokens);
    }

    static boolean hasAny(List<Token> tokens, Set<String> words) {
        return tokens.stream().anyMatch(token -> words.contains(token.low()));
    }

    static boolean pronoun(Token token) {
        return Set.of("i", "we", "it", "you", "they", "he", "she", "the", "this", "there", "one")
                .contains(token.low());
    }
}
