package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.List;
import java.util.Set;

/// Finds where reported speech, belief or doubt begins in a sentence: it is not the speaker's word.
final class ReportedSpeech {
    private final Lexicon lexicon;
    private final ToolNames names;
    private final ClauseVerbs verbs;

    ReportedSpeech(Lexicon lexicon, ToolNames names, ClauseVerbs verbs) {
        this.lexicon = lexicon;
        this.names = names;
        this.verbs = verbs;
    }

    /// The place in a clause at which a report, a belief or a doubt begins; the words behind it are
    /// not the speaker's. -1 where there is none. `I can confirm that` and a tool's reports are the
    /// speaker's word.
    int operator(List<Token> tokens, Subject subject) {
        if (subject == Subject.YOU && ClauseVerbs.hasAny(tokens, Set.of("episode", "episodes"))) {
            return -1;
        }
        var doubt = lexicon.phrases("nonfactive").find(tokens, 0, tokens.size());
        var report = -1;
        for (int i = 0; i < tokens.size() && report < 0; i++) {
            if (tokens.get(i).is("according")
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).is("to")) {
                if (!names.toolish(tokens, i + 2, Math.min(i + 6, tokens.size()))
                        && !ClauseVerbs.hasAny(
                                tokens.subList(i + 2, Math.min(i + 5, tokens.size())),
                                Set.of("scrapbook", "memory", "babs", "archive"))) {
                    return i;
                }
            }
            if (i > 0
                    && i + 1 == tokens.size()
                    && subject == Subject.OTHER
                    && Set.of("wrote", "writes", "noted", "notes").contains(tokens.get(i).low())) {
                report = i + 1;
            }
            if (lexicon.phrases("reporting").at(tokens, i) > 0
                    && !(i > 0 && lexicon.phrases("article").has(tokens.get(i - 1)))
                    && (i > 0 || subject != Subject.NONE)
                    && !reportsAsTool(tokens, i, subject)
                    && !asksOne(tokens, i)
                    && !performative(tokens, i)
                    && hasComplement(tokens, i)
                    && !(i + 1 < tokens.size() && names.isTool(tokens.get(i + 1)))) {
                report = i + 1;
            }
        }
        return doubt >= 0 && (report < 0 || doubt < report) ? doubt : report;
    }

    /// `I asked BABS, who found …`: a question to one of the council reports nothing.
    private boolean asksOne(List<Token> tokens, int at) {
        if (!Set.of("asked", "told", "consulted").contains(tokens.get(at).low())
                || at + 1 >= tokens.size()) {
            return false;
        }
        var ends = at + 2 == tokens.size() || tokens.get(at + 2).isPunctuation();
        return (ends && lexicon.phrases("self").has(tokens.get(at + 1)))
                || (!ends && tokens.get(at + 2).is("for"));
    }

    private boolean reportsAsTool(List<Token> tokens, int at, Subject subject) {
        if (at > 0 && ClauseVerbs.BE.contains(tokens.get(at - 1).low())) {
            return false;
        }
        return subject == Subject.TOOL
                || (names.toolish(tokens, 0, at) && !lexicon.phrases("self").in(tokens, 0, at));
    }

    private boolean performative(List<Token> tokens, int at) {
        var first =
                (lexicon.phrases("self").in(tokens, 0, at)
                                && ClauseVerbs.hasAny(tokens.subList(0, at), Set.of("i", "we")))
                        || ClauseVerbs.hasAny(
                                tokens.subList(0, at),
                                Set.of("let", "must", "happy", "pleased", "glad", "please"));
        return first
                && lexicon.phrases("performative").has(tokens.get(at))
                && !lexicon.phrases("negation").in(tokens, 0, at)
                && !ClauseVerbs.hasAny(
                        tokens.subList(0, at), Set.of("would", "could", "will", "might", "'d"));
    }

    /// `answers` and `report` are nouns as well: as verbs they follow whoever speaks.
    private boolean hasComplement(List<Token> tokens, int at) {
        if (!lexicon.phrases("reporting.noun").has(tokens.get(at))) {
            return true;
        }
        if (at == 0) {
            return false;
        }
        var before = tokens.get(at - 1);
        if (at + 2 < tokens.size()
                && (ClauseVerbs.pronoun(tokens.get(at + 1)) || tokens.get(at + 1).is("a"))
                && !lexicon.phrases("article").has(before)
                && verbs.finite(tokens, at + 2, tokens.size())) {
            return true;
        }
        return lexicon.phrases("self").has(before)
                || lexicon.phrases("you").has(before)
                || Set.of(
                                "he",
                                "she",
                                "they",
                                "who",
                                "not",
                                "never",
                                "nobody",
                                "everyone",
                                "everybody",
                                "somebody",
                                "someone",
                                "people")
                        .contains(before.low())
                || lexicon.phrases("modal").has(before)
                || before.low().endsWith("ly")
                || (Character.isUpperCase(before.text().charAt(0)) && at > 1);
    }

    /// `…, says BRICK.`
    boolean attributed(List<ClausePieces.Piece> pieces) {
        if (pieces.size() < 2) {
            return false;
        }
        var tokens = pieces.getLast().tokens();
        if (tokens.isEmpty()
                || tokens.size() > 5
                || tokens.getFirst().is("as")
                || ClauseVerbs.hasAny(tokens, Set.of("babs", "memory", "scrapbook"))
                || (pieces.getLast().opener().equals("as")
                        && (lexicon.phrases("modal").in(tokens) || tokens.size() < 3))) {
            return false;
        }
        var first =
                lexicon.phrases("reporting").has(tokens.getFirst())
                        && tokens.size() > 1
                        && !tokens.get(1).isNumber()
                        && !tokens.get(1).isLiteral()
                        && !names.toolish(tokens, 1, tokens.size());
        var lastWord = tokens.stream().filter(token -> !token.isPunctuation()).toList();
        var second =
                lastWord.size() >= 2
                        && lexicon.phrases("reporting").has(lastWord.getLast())
                        && hasComplement(lastWord, lastWord.size() - 1)
                        && !names.toolish(tokens, 0, tokens.size())
                        && !firstPerson(tokens);
        return first || second;
    }

    static boolean firstPerson(List<Token> tokens) {
        return Set.of("i", "we").contains(tokens.getFirst().low());
    }
}
