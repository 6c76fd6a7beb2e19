package batos.council.claims;

import batos.council.claims.Clause.Subject;
import batos.council.claims.ClausePieces.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Cuts a sentence into clauses and says of each whether it is asserted. Conditions, reports of
/// what others said, beliefs and plans reach over the clauses that follow, until a semicolon, a
/// dash or a `but` begins afresh.
final class Clauses {
    private static final Set<String> SAME_SUBJECT = Set.of(",", "and", "or", "then", "nor", "plus");

    /// `When you save, the image is committed` holds in general and says nothing about this turn.
    private static final Set<String> GENERAL =
            Set.of("when", "whenever", "once", "as soon as", "the moment", "next time");

    private final Lexicon lexicon;
    private final ClauseVerbs verbs;
    private final ClauseSubject subjects;
    private final ReportedSpeech speech;
    private final ClausePieces cutter;

    Clauses(Lexicon lexicon, ToolNames names) {
        this.lexicon = lexicon;
        this.verbs = new ClauseVerbs(lexicon);
        this.subjects = new ClauseSubject(lexicon, names, verbs);
        this.speech = new ReportedSpeech(lexicon, names, verbs);
        this.cutter = new ClausePieces(lexicon, names, verbs);
    }

    List<Clause> of(List<Token> sentence) {
        if (sentence.isEmpty() || sentence.getLast().is("?")) {
            return List.of();
        }
        var clauses = new ArrayList<Clause>();
        for (var segment : ClausePieces.segments(cutter.plain(sentence))) {
            clauses.addAll(
                    read(
                            cutter.pieces(segment),
                            clauses.isEmpty() ? Subject.NONE : clauses.getLast().subject()));
        }
        return clauses;
    }

    private List<Clause> read(List<Piece> pieces, Subject before) {
        var clauses = new ArrayList<Clause>();
        var scope = true;
        var last = before;
        var lastAsserted = true;
        var trailing = speech.attributed(pieces);
        for (int i = 0; i < pieces.size(); i++) {
            var piece = i > 0 ? relative(pieces.get(i), pieces.get(i - 1)) : pieces.get(i);
            var tokens = piece.tokens();
            if (tokens.isEmpty()) {
                continue;
            }
            var own = subjects.of(tokens);
            if (!scope
                    && piece.opener().equals("and")
                    && ReportedSpeech.firstPerson(tokens)
                    && !inComplement(clauses)) {
                scope = true;
            }
            var asserted = scope && !trailing && lastOr(piece, own, lastAsserted);
            if (lexicon.phrases("hedge").in(tokens)) {
                asserted = false;
            }
            if (i > 0
                    && Set.of("that", "which", "who").contains(piece.opener())
                    && own == Subject.NONE
                    && indefinite(pieces.get(i - 1).tokens())
                    && (!verbs.past(tokens) || ClauseVerbs.BE.contains(tokens.getFirst().low()))) {
                asserted = false;
            }
            if (ClauseVerbs.hasAny(tokens.subList(0, 1), Set.of("what", "whatever", "whoever"))
                    && verbs.planned(tokens)) {
                asserted = false;
            }
            var hypothetical =
                    isConditional(piece.opener()) && !(i > 0 && piece.opener().equals("in case"));
            if (hypothetical) {
                asserted = false;
                if (!speechAct(piece, pieces, i) && !(i > 0 && polite(piece))) {
                    scope =
                            scope
                                    && i > 0
                                    && clauses.stream().anyMatch(Clause::asserted)
                                    && !mainFollows(pieces, i);
                    if (i > 0 && !pastIn(pieces.subList(0, i))) {
                        clauses.replaceAll(c ->
                                new Clause(
                                        c.opener(), c.tokens(), false, c.subject(), c.fragment()));
                    }
                }
            } else if (isBefore(piece.opener()) && !pastAfter(piece)) {
                asserted = false;
                if (i == 0 && GENERAL.contains(piece.opener()) && own != Subject.NONE) {
                    scope = false;
                }
            }
            var operator = speech.operator(tokens, own == Subject.NONE ? last : own);
            var shown =
                    own == Subject.NONE
                                    && (SAME_SUBJECT.contains(piece.opener())
                                            || (piece.opener().isEmpty() && !clauses.isEmpty()))
                            ? last
                            : own;
            if (operator >= 0) {
                add(
                        clauses,
                        new Clause(
                                piece.opener(),
                                tokens.subList(0, operator),
                                asserted && operator > 0,
                                shown,
                                own == Subject.NONE));
                add(
                        clauses,
                        new Clause(
                                "that",
                                tokens.subList(operator, tokens.size()),
                                false,
                                Subject.OTHER,
                                false));
                scope = false;
            } else {
                add(
                        clauses,
                        new Clause(
                                piece.opener(),
                                tokens,
                                asserted,
                                shown,
                                own == Subject.NONE && clauses.isEmpty()));
            }
            if (own != Subject.NONE) {
                last = own;
            }
            lastAsserted = asserted && operator < 0 && !verbs.planned(tokens);
        }
        return clauses;
    }

    private static void add(List<Clause> clauses, Clause clause) {
        if (!clause.tokens().isEmpty()) {
            clauses.add(clause);
        }
    }

    private boolean lastOr(Piece piece, Subject own, boolean lastAsserted) {
        return own != Subject.NONE || !SAME_SUBJECT.contains(piece.opener()) || lastAsserted;
    }

    private boolean isConditional(String opener) {
        return !opener.isEmpty() && lexicon.phrases("conditional").at(words(opener), 0) > 0;
    }

    private boolean isBefore(String opener) {
        return !opener.isEmpty() && lexicon.phrases("before").at(words(opener), 0) > 0;
    }

    private static List<Token> words(String phrase) {
        var tokens = new ArrayList<Token>();
        for (var word : phrase.split(" ", 0)) {
            tokens.add(new Token(word, word, Token.Kind.WORD, Double.NaN));
        }
        return tokens;
    }

    /// `…, if you wish`: what precedes it does not depend on it.
    private boolean polite(Piece piece) {
        return piece.opener().equals("if")
                && piece.tokens().size() > 1
                && piece.tokens().getFirst().is("you")
                && lexicon.phrases("speechact").in(piece.tokens(), 1, 3);
    }

    /// `If you want to check, …` is polite, not hypothetical.
    private boolean speechAct(Piece piece, List<Piece> pieces, int at) {
        return piece.opener().equals("if")
                && !piece.tokens().isEmpty()
                && piece.tokens().getFirst().is("you")
                && lexicon.phrases("speechact").in(piece.tokens(), 1, 4)
                && at + 1 < pieces.size()
                && pastIn(pieces.subList(at + 1, pieces.size()));
    }

    /// Whether a clause with a subject of its own follows the condition: then it depends on it.
    private boolean mainFollows(List<Piece> pieces, int at) {
        return at + 1 < pieces.size() && at == 0;
    }

    private boolean pastIn(List<Piece> pieces) {
        return pieces.stream()
                .anyMatch(piece -> verbs.past(piece.tokens()) && !verbs.planned(piece.tokens()));
    }

    /// After `when`, `once`, `after` a past form is a fact; after `before`, `until`, `so that` it
    /// is none.
    private boolean pastAfter(Piece piece) {
        return Set.of("when", "once", "after", "as soon as", "while", "the moment", "whenever")
                        .contains(piece.opener())
                && ((verbs.past(piece.tokens()) && subjects.of(piece.tokens()) != Subject.NONE)
                        || ClauseVerbs.hasAny(piece.tokens(), Set.of("having")));
    }

    /// `the snapshot monday, which I took`: what the pronoun stands for is the object.
    private Piece relative(Piece piece, Piece before) {
        if (!Set.of("which", "that").contains(piece.opener())
                || piece.tokens().isEmpty()
                || subjects.of(piece.tokens()) != Subject.SELF
                || verbs.verbAt(before.tokens(), before.tokens().size() - 1)) {
            return piece;
        }
        for (int i = before.tokens().size() - 1; i >= 0; i--) {
            if (lexicon.phrases("article").has(before.tokens().get(i))) {
                var whole = new ArrayList<>(piece.tokens());
                whole.removeIf(token -> token.is("."));
                whole.addAll(before.tokens().subList(i, before.tokens().size()));
                return new Piece(piece.opener(), whole);
            }
        }
        return piece;
    }

    /// `a tool that …`, `any file which …`: what follows holds in general.
    private boolean indefinite(List<Token> tokens) {
        var tail = tokens.subList(Math.max(0, tokens.size() - 2), tokens.size());
        if (ClauseVerbs.hasAny(tail, Set.of("every", "any", "each", "whatever"))) {
            return true;
        }
        return !tokens.isEmpty()
                && Set.of("a", "an", "any", "every", "no", "some", "each")
                        .contains(tokens.getFirst().low())
                && !verbs.finite(tokens, 0, tokens.size());
    }

    private static boolean inComplement(List<Clause> clauses) {
        return !clauses.isEmpty()
                && clauses.getLast().opener().equals("that")
                && clauses.getLast().asserted();
    }
}
