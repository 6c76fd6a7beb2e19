package batos.council.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The coordinate parts of a sentence, each with a verb of its own: `I counted the words and saved
/// the result` is `I counted the words` and `I saved the result`.
final class SentenceParts {
    private static final Set<String> BREAKS =
            Set.of(";", "—", "–", "but", "and", ",", "so", "then");
    private static final Set<String> SUBJECTS =
            Set.of("i", "we", "it", "he", "she", "they", "brick", "robin", "babs", "alfred");
    private static final Set<String> FINITE =
            Set.of(
                    "is", "are", "was", "were", "am", "has", "have", "had", "did", "does", "will",
                    "would", "can", "could", "may", "might", "shall", "should", "must", "'s");

    private final WordClasses words;

    SentenceParts(WordClasses words) {
        this.words = words;
    }

    /// @return none where the sentence is one part
    List<List<Token>> of(List<Token> sentence) {
        var parts = new ArrayList<List<Token>>();
        var present = new ArrayList<Token>();
        for (int i = 0; i < sentence.size(); i++) {
            var token = sentence.get(i);
            if (BREAKS.contains(token.low())
                    && !token.isLiteral()
                    && verb(present)
                    && opens(sentence, i + 1)) {
                parts.add(present);
                present = new ArrayList<>();
            } else if (!present.isEmpty() || !BREAKS.contains(token.low())) {
                present.add(token);
            }
        }
        if (parts.isEmpty()) {
            return List.of();
        }
        parts.add(present);
        return withSubjects(parts);
    }

    private List<List<Token>> withSubjects(List<List<Token>> parts) {
        var whole = new ArrayList<List<Token>>();
        var subject = List.<Token>of();
        for (var part : parts) {
            var first = part.isEmpty() ? null : words.verb(part.getFirst().low());
            if (first != null && first.form() == WordClasses.Form.PAST && !subject.isEmpty()) {
                var filled = new ArrayList<>(subject);
                filled.addAll(part);
                whole.add(filled);
            } else {
                whole.add(part);
                subject =
                        part.stream()
                                .limit(3)
                                .filter(token -> SUBJECTS.contains(token.low()))
                                .findFirst()
                                .map(List::of)
                                .orElse(List.of());
            }
        }
        return whole;
    }

    private boolean verb(List<Token> tokens) {
        return tokens.stream().anyMatch(this::finite);
    }

    private boolean finite(Token token) {
        if (token.kind() != Token.Kind.WORD) {
            return false;
        }
        var verb = words.verb(token.low());
        return FINITE.contains(token.low())
                || (verb != null && verb.form() == WordClasses.Form.PAST);
    }

    /// Whether a part with a verb of its own begins there: with a past form, or with a subject.
    private boolean opens(List<Token> sentence, int at) {
        if (at >= sentence.size()) {
            return false;
        }
        var verb = words.verb(sentence.get(at).low());
        if (verb != null && verb.form() == WordClasses.Form.PAST) {
            return at + 1 < sentence.size();
        }
        for (int i = at; i < Math.min(at + 6, sentence.size()); i++) {
            var token = sentence.get(i);
            if (BREAKS.contains(token.low()) && i > at) {
                return false;
            }
            if (i > at && finite(token)) {
                return true;
            }
        }
        return false;
    }
}
