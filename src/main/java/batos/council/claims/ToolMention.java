package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the tool that a clause speaks of.
final class ToolMention {
    private static final Set<String> BE =
            Set.of("is", "are", "was", "were", "am", "been", "'s", "got", "gets", "get");

    private final Clause clause;
    private final List<Token> tokens;
    private final Lexicon lexicon;
    private final ToolNames names;

    /// The tool that a clause before this one named, for `it`.
    private final Optional<Token> before;

    ToolMention(Clause clause, Lexicon lexicon, ToolNames names, Optional<Token> before) {
        this.clause = clause;
        this.tokens = clause.tokens();
        this.lexicon = lexicon;
        this.names = names;
        this.before = before;
    }

    Optional<Token> tool() {
        for (int i = 0; i < tokens.size(); i++) {
            if (names.isTool(tokens.get(i))) {
                return Optional.of(tokens.get(i));
            }
        }
        for (int i = 1; i < tokens.size(); i++) {
            var before = tokens.get(i - 1);
            if (((Set.of("called", "named", "tool", "function", "as", "forged", "bound")
                                            .contains(before.low())
                                    && tokens.get(i).kind() == Token.Kind.QUOTED)
                            || (Set.of("called", "named").contains(before.low())
                                    && tokens.get(i).kind() == Token.Kind.WORD
                                    && lexicon.phrases("noun.tool").in(tokens, 0, i)))
                    && !tokens.get(i).low().contains(" ")) {
                return Optional.of(tokens.get(i));
            }
        }
        return bare();
    }

    private static final Set<String> CALLS =
            Set.of("called", "ran", "invoked", "executed", "used", "consulted", "asked");

    /// `BRICK used median for this`: a single word behind a verb of calling is a name.
    private Optional<Token> bare() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            var next = tokens.get(i + 1);
            var last =
                    i + 2 >= tokens.size()
                            || tokens.get(i + 2).isPunctuation()
                            || Set.of(
                                            "for", "on", "with", "and", "twice", "again", "here",
                                            "to", "once", "over", "first")
                                    .contains(tokens.get(i + 2).low())
                            || tokens.get(i + 2).isNumber();
            if (CALLS.contains(tokens.get(i).low())
                    && next.kind() == Token.Kind.WORD
                    && last
                    && !lexicon.phrases("no.name").has(next)
                    && next.text().equals(next.low())
                    && !lexicon.phrases("article").has(next)
                    && !next.low().endsWith("ly")) {
                return Optional.of(next);
            }
        }
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (Set.of("forged", "bound", "rebound", "registered").contains(tokens.get(i).low())
                    && looseName(tokens.get(i + 1))
                    && (i + 2 >= tokens.size()
                            || tokens.get(i + 2).isPunctuation()
                            || lexicon.phrases("preposition").has(tokens.get(i + 2)))) {
                return Optional.of(tokens.get(i + 1));
            }
        }
        if (tokens.size() > 2
                && looseName(tokens.getFirst())
                && BE.contains(tokens.get(1).low())
                && lexicon.phrases("live").at(tokens, 2) > 0) {
            return Optional.of(tokens.getFirst());
        }
        if (tokens.size() > 1
                && plainName(tokens.getFirst())
                && !tokens.getFirst().low().endsWith("s")
                && lexicon.verbs("return")
                        .at(tokens, 1)
                        .filter(form -> form.tense() == Verbs.Tense.PAST)
                        .isPresent()) {
            return Optional.of(tokens.getFirst());
        }
        var is = tokens.size() > 2 && Set.of("is", "was", "lives").contains(tokens.get(1).low());
        var first = tokens.getFirst();
        return is
                        && first.kind() == Token.Kind.WORD
                        && !Set.of(
                                        "it",
                                        "this",
                                        "that",
                                        "everything",
                                        "there",
                                        "all",
                                        "what",
                                        "he",
                                        "she",
                                        "which",
                                        "who",
                                        "nothing",
                                        "one")
                                .contains(first.low())
                        && !lexicon.phrases("self").has(first)
                        && !lexicon.phrases("digital").has(first)
                        && tokens.stream()
                                .skip(2)
                                .limit(3)
                                .anyMatch(token ->
                                        Set.of("bound", "callable", "registered", "rebound")
                                                        .contains(token.low())
                                                || token.is("live")
                                                || token.is("toolbox"))
                ? Optional.of(first)
                : Optional.empty();
    }

    /// A lower-case word that stands where only a name can.
    private boolean looseName(Token token) {
        return token.kind() == Token.Kind.WORD
                && token.text().equals(token.low())
                && !lexicon.phrases("no.name").has(token)
                && !token.low().endsWith("ly")
                && !List.of("article", "self", "pronoun", "preposition", "noun.tool", "noun.test")
                        .stream()
                        .anyMatch(section -> lexicon.phrases(section).has(token));
    }

    /// A lower-case word that is none of the words that claims are made of.
    private boolean plainName(Token token) {
        return token.kind() == Token.Kind.WORD
                && token.text().equals(token.low())
                && token.low().length() > 2
                && !lexicon.phrases("no.name").has(token)
                && !token.low().endsWith("ly")
                && !List.of(
                                "article",
                                "self",
                                "you",
                                "digital",
                                "computed",
                                "generic",
                                "toolish",
                                "negation",
                                "noun.tool",
                                "noun.test",
                                "noun.commit",
                                "noun.recall",
                                "preposition",
                                "fail",
                                "pass",
                                "pronoun",
                                "mental")
                        .stream()
                        .anyMatch(section -> lexicon.phrases(section).has(token));
    }

    /// The tool of this clause, else the one that its `it` stands for.
    Optional<Token> meant() {
        return tool().or(() -> refersBack() ? before : Optional.empty());
    }

    private boolean refersBack() {
        return (clause.subject() == Subject.TOOL
                        && tokens.stream()
                                .limit(3)
                                .noneMatch(token ->
                                        token.is("tool")
                                                || token.is("crucible")
                                                || token.is("sandbox")))
                || tokens.stream().anyMatch(token -> token.is("it"));
    }

    Optional<String> toolName() {
        return meant().map(names::nameOf);
    }

    int version() {
        if (tool().isEmpty()
                && meant().filter(token -> token.kind() == Token.Kind.VERSIONED).isPresent()) {
            var text = meant().orElseThrow().low();
            return Integer.parseInt(text.substring(text.indexOf('@') + 1));
        }
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.kind() == Token.Kind.VERSIONED) {
                return Integer.parseInt(token.low().substring(token.low().indexOf('@') + 1));
            }
            if (token.is("version") && i + 1 < tokens.size() && tokens.get(i + 1).isNumber()) {
                return (int) tokens.get(i + 1).number();
            }
        }
        return 0;
    }
}
