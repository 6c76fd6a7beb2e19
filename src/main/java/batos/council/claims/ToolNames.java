package batos.council.claims;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds the words of a sentence that name a tool.
final class ToolNames {
    private final Set<String> known = new HashSet<>();
    private final Set<String> results = new HashSet<>();
    private String assumed = "";
    private final Lexicon lexicon;

    ToolNames(Lexicon lexicon, List<TurnReceipt> receipts) {
        this.lexicon = lexicon;
        for (var receipt : receipts) {
            switch (receipt) {
                case TurnReceipt.Tool tool -> {
                    known.add(tool.tool().toLowerCase(Locale.ROOT));
                    if (tool.result().isTextual()) {
                        results.add(tool.result().asText().toLowerCase(Locale.ROOT));
                    }
                }
                case TurnReceipt.Forge forge -> known.add(forge.tool().toLowerCase(Locale.ROOT));
                case TurnReceipt.Recall _,
                        TurnReceipt.Commit _,
                        TurnReceipt.Snapshot _,
                        TurnReceipt.Codex _ -> {}
            }
        }
    }

    /// `the tool caesar returned …`: a lower-case word between the noun and a verb of giving.
    private void behindTheNoun(List<Token> sentence) {
        for (int i = 1; i + 2 < sentence.size(); i++) {
            var name = sentence.get(i + 1);
            if ((sentence.get(i).is("tool") || sentence.get(i).is("function"))
                    && List.of("the", "my", "our").contains(sentence.get(i - 1).low())
                    && name.kind() == Token.Kind.WORD
                    && name.text().equals(name.low())
                    && !name.low().endsWith("ly")
                    && !name.low().endsWith("ed")
                    && lexicon.verbs("return")
                            .at(sentence, i + 2)
                            .filter(form -> form.tense() != Verbs.Tense.BASE)
                            .isPresent()
                    && lexicon.verbs("return").at(sentence, i + 1).isEmpty()
                    && !lexicon.phrases("modal").has(name)
                    && !List.of("that", "which", "has", "had", "was", "is", "itself", "then")
                            .contains(name.low())) {
                assumed = name.low();
            }
        }
    }

    /// A sentence that begins with a lower-case word which is nothing else begins with a name.
    void assume(List<Token> sentence) {
        if (sentence.size() < 3) {
            return;
        }
        behindTheNoun(sentence);
        var first = sentence.getFirst();
        var next = sentence.get(1);
        var verb =
                Set.of("is", "was", "has", ":").contains(next.low())
                        || next.low().endsWith("ed")
                        || lexicon.verbs("return")
                                .at(sentence, 1)
                                .filter(form ->
                                        form.tense() == Verbs.Tense.PAST
                                                || form.tense() == Verbs.Tense.THIRD)
                                .isPresent();
        if (first.kind() == Token.Kind.WORD
                && first.low().length() > 2
                && first.text().equals(first.low())
                && verb
                && List.of(
                                "article",
                                "self",
                                "you",
                                "pronoun",
                                "preposition",
                                "negation",
                                "modal",
                                "conditional",
                                "before",
                                "mental",
                                "generic",
                                "noun.test",
                                "plain")
                        .stream()
                        .noneMatch(section -> lexicon.phrases(section).has(first))
                && List.of("act", "call", "make", "save", "return").stream()
                        .noneMatch(section ->
                                lexicon.verbs(section)
                                        .at(sentence, 0)
                                        .filter(form -> form.tense() == Verbs.Tense.PAST)
                                        .isPresent())) {
            assumed = first.low();
        }
    }

    boolean isTool(Token token) {
        return (token.kind() == Token.Kind.WORD && token.low().equals(assumed)) || isNamed(token);
    }

    private boolean isNamed(Token token) {
        return token.kind() == Token.Kind.CALL
                || token.kind() == Token.Kind.VERSIONED
                || known.contains(token.low())
                || (token.kind() == Token.Kind.IDENTIFIER
                        && token.low().matches("[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
                        && !likeResult(token.low()));
    }

    /// Whether a name begins like a text that a tool gave: `hello_world` beside `hello-world`.
    private boolean likeResult(String name) {
        return results.stream()
                .anyMatch(result -> result.length() > 3 && name.startsWith(result.substring(0, 4)));
    }

    /// The name alone: without a version, without arguments.
    String nameOf(Token token) {
        return switch (token.kind()) {
            case CALL -> token.low().substring(0, token.low().indexOf('('));
            case VERSIONED -> token.low().substring(0, token.low().indexOf('@'));
            case WORD, NUMBER, QUOTED, JSON, IDENTIFIER, PUNCTUATION -> token.low();
        };
    }

    boolean isKnown(String name) {
        return known.contains(name);
    }

    /// Whether the words fit the name of a tool that was called: the sorted list and sort_list.
    boolean fitted(List<Token> tokens) {
        var words = ValueWords.words(tokens);
        return known.stream().anyMatch(name -> ReceiptCheck.fits(name, words));
    }

    /// Whether tokens name a tool or something that tools do.
    boolean toolish(List<Token> tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isTool(tokens.get(i))
                    || (tokens.get(i).kind() == Token.Kind.WORD
                            && lexicon.phrases("toolish").has(tokens.get(i))
                            && !tokens.get(i).is("it"))) {
                return true;
            }
        }
        return false;
    }
}
