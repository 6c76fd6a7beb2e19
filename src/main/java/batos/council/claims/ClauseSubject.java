package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.List;
import java.util.Set;

/// The actor of a clause.
final class ClauseSubject {
    private final Lexicon lexicon;
    private final ToolNames names;
    private final ClauseVerbs verbs;

    ClauseSubject(Lexicon lexicon, ToolNames names, ClauseVerbs verbs) {
        this.lexicon = lexicon;
        this.names = names;
        this.verbs = verbs;
    }

    Subject of(List<Token> tokens) {
        var end = 0;
        while (end < tokens.size() && !verbLike(tokens, end)) {
            end++;
        }
        if (end == 0) {
            return Subject.NONE;
        }
        if (end > 1 && names.isTool(tokens.getFirst()) && tokens.get(1).low().endsWith("ed")) {
            return Subject.TOOL;
        }
        var found = Subject.NONE;
        for (int i = 0; i < end; i++) {
            var token = tokens.get(i);
            if (token.is(":") && found == Subject.SELF) {
                break;
            }
            if (token.isPunctuation() || adverb(token)) {
                continue;
            }
            var possessive = i + 1 < tokens.size() && tokens.get(i + 1).is("'s");
            if (Set.of("i", "we", "you", "he", "she", "they").contains(token.low())) {
                return token.is("i") || token.is("we")
                        ? Subject.SELF
                        : token.is("you") ? Subject.YOU : Subject.OTHER;
            }
            if (token.is("of")
                    || token.is("by")
                    || token.is("from")
                    || token.is("with")
                    || token.is("for")) {
                break;
            }
            if (names.isTool(token) || lexicon.phrases("toolish").has(token)) {
                found = Subject.TOOL;
            } else if (lexicon.phrases("self").has(token) && !possessive) {
                found = Subject.SELF;
            } else if (lexicon.phrases("you").has(token) && !possessive && !token.is("your")) {
                found = Subject.YOU;
            } else if (found == Subject.NONE
                    || (token.kind() == Token.Kind.WORD
                            && !lexicon.phrases("article").has(token))) {
                found = Subject.OTHER;
            }
        }
        return found;
    }

    private boolean adverb(Token token) {
        return token.low().endsWith("ly") || lexicon.phrases("adverb.subject").has(token);
    }

    private boolean verbLike(List<Token> tokens, int place) {
        var token = tokens.get(place);
        if (token.isLiteral()
                || token.kind() == Token.Kind.CALL
                || token.kind() == Token.Kind.VERSIONED) {
            return false;
        }
        if ((ClauseVerbs.BE.contains(token.low()) && !token.is("'s"))
                || ClauseVerbs.AUX.contains(token.low())
                || lexicon.phrases("modal").has(token)
                || lexicon.phrases("copula").at(tokens, place) > 0) {
            return true;
        }
        if (token.is("'s")) {
            return place > 0
                    && Set.of(
                                    "it",
                                    "that",
                                    "there",
                                    "this",
                                    "everything",
                                    "all",
                                    "he",
                                    "she",
                                    "what",
                                    "here")
                            .contains(tokens.get(place - 1).low());
        }
        if (place > 0 && lexicon.phrases("article").has(tokens.get(place - 1))) {
            return false;
        }
        return verbs.verbAt(tokens, place)
                || (lexicon.verbs("pass").at(tokens, place).isPresent() && place > 0)
                || (lexicon.verbs("fail").at(tokens, place).isPresent() && place > 0);
    }
}
