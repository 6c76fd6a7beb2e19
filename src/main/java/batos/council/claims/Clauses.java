package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Cuts a sentence into clauses and says of each whether it is asserted. Conditions, reports of
/// what others said, beliefs and plans reach over the clauses that follow, until a semicolon, a
/// dash or a `but` begins afresh.
final class Clauses {
    private static final Set<String> AFRESH =
            Set.of(";", "—", "–", "(", ")", "but", "however", "though", "although");
    private static final Set<String> JOINS =
            Set.of(
                    ",",
                    "and",
                    "or",
                    "then",
                    "so",
                    "because",
                    "since",
                    "as",
                    "which",
                    "that",
                    "who",
                    "where",
                    "while",
                    "whereas",
                    "whereupon",
                    "therefore",
                    ":",
                    "plus",
                    "nor",
                    "hence",
                    "thus");
    private static final Set<String> SAME_SUBJECT = Set.of(",", "and", "or", "then", "nor", "plus");

    /// `When you save, the image is committed` holds in general and says nothing about this turn.
    private static final Set<String> GENERAL =
            Set.of("when", "whenever", "once", "as soon as", "the moment", "next time");

    private static final Set<String> BE =
            Set.of(
                    "is", "are", "was", "were", "am", "been", "be", "being", "'s", "got", "gets",
                    "get");
    private static final Set<String> AUX =
            Set.of("have", "has", "had", "having", "did", "do", "does");

    private static final Set<String> AMBIGUOUS =
            Set.of(
                    "answer",
                    "answers",
                    "report",
                    "reports",
                    "claim",
                    "claims",
                    "guess",
                    "hope",
                    "hopes",
                    "promise",
                    "promises",
                    "doubt",
                    "doubts",
                    "state",
                    "states",
                    "fear",
                    "fears",
                    "worry",
                    "wish",
                    "wishes",
                    "quote",
                    "quotes",
                    "feel",
                    "replies",
                    "reply",
                    "wonder");

    private final Lexicon lexicon;
    private final ToolNames names;

    Clauses(Lexicon lexicon, ToolNames names) {
        this.lexicon = lexicon;
        this.names = names;
    }

    private record Piece(String opener, List<Token> tokens) {}

    List<Clause> of(List<Token> sentence) {
        if (sentence.isEmpty() || sentence.getLast().is("?")) {
            return List.of();
        }
        var clauses = new ArrayList<Clause>();
        for (var segment : segments(plain(sentence))) {
            clauses.addAll(
                    read(
                            pieces(segment),
                            clauses.isEmpty() ? Subject.NONE : clauses.getLast().subject()));
        }
        return clauses;
    }

    /// Without forms of address and without what is denied by contrast: `is 42, not 43`, `not 41
    /// but 42`.
    private List<Token> plain(List<Token> sentence) {
        var tokens = new ArrayList<>(sentence);
        for (int i = 0; i < tokens.size(); i++) {
            if (lexicon.phrases("address").has(tokens.get(i))
                    && (i == 0 || tokens.get(i - 1).isPunctuation())) {
                tokens.remove(i);
                var comma = i < tokens.size() && tokens.get(i).is(",");
                if (comma) {
                    tokens.remove(i);
                }
                if (i > 0 && tokens.get(i - 1).is(",") && (comma || i == tokens.size())) {
                    tokens.remove(i - 1);
                }
                return plain(tokens);
            }
        }
        for (int i = 0; i + 2 < tokens.size(); i++) {
            var close =
                    tokens.subList(i, tokens.size()).stream().map(Token::low).toList().indexOf(")");
            if (tokens.get(i).is("(") && close > 1 && close <= 4) {
                tokens.remove(i + close);
                tokens.remove(i);
            }
        }
        for (int i = 1; i + 1 < tokens.size(); i++) {
            var denied = lexicon.phrases("contrast").at(tokens, i);
            if (denied > 0 && value(tokens, i + denied)) {
                var end = i + denied + 1;
                if (end < tokens.size() && tokens.get(end).is("but")) {
                    tokens.subList(i, end + 1).clear();
                } else if (tokens.get(i - 1).is(",") || denied > 1) {
                    tokens.subList(tokens.get(i - 1).is(",") ? i - 1 : i, end).clear();
                }
            }
        }
        return tokens;
    }

    private static boolean value(List<Token> tokens, int at) {
        return at < tokens.size()
                && (tokens.get(at).isNumber()
                        || tokens.get(at).isLiteral()
                        || tokens.get(at).kind() == Token.Kind.IDENTIFIER);
    }

    private static List<List<Token>> segments(List<Token> tokens) {
        var segments = new ArrayList<List<Token>>();
        var present = new ArrayList<Token>();
        for (var token : tokens) {
            if (AFRESH.contains(token.low()) && !token.isLiteral()) {
                segments.add(present);
                present = new ArrayList<>();
            } else {
                present.add(token);
            }
        }
        segments.add(present);
        segments.removeIf(List::isEmpty);
        return segments;
    }

    private List<Piece> pieces(List<Token> tokens) {
        var pieces = new ArrayList<Piece>();
        var opener = "";
        var present = new ArrayList<Token>();
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var conditional = i == 0 || !present.isEmpty() ? opens(tokens, i) : 0;
            if (conditional > 0) {
                if (!present.isEmpty() || !opener.isEmpty()) {
                    pieces.add(new Piece(opener, present));
                }
                present = new ArrayList<>();
                opener = phrase(tokens, i, conditional);
                i += conditional - 1;
            } else if (JOINS.contains(token.low()) && !token.isLiteral() && joins(tokens, i)) {
                if (present.isEmpty()) {
                    opener = opener.isEmpty() || opener.equals(",") ? token.low() : opener;
                } else {
                    pieces.add(new Piece(opener, present));
                    present = new ArrayList<>();
                    opener = token.low();
                }
            } else if (subjectAfterGerund(opener, present, token)) {
                pieces.add(new Piece(opener, present));
                present = new ArrayList<>(List.of(token));
                opener = "";
            } else {
                present.add(token);
            }
        }
        pieces.add(new Piece(opener, present));
        return rejoined(pieces);
    }

    /// `Before touching anything I made a copy`: the main clause begins without a comma.
    private static boolean subjectAfterGerund(String opener, List<Token> present, Token token) {
        return Set.of("before", "after", "while", "when", "once").contains(opener)
                && !present.isEmpty()
                && (present.getFirst().low().endsWith("ing")
                        || (present.size() > 1 && pronoun(present.getFirst())))
                && Set.of("i", "we").contains(token.low());
    }

    /// `The answer, computed just now, is 42`: what stands around the insertion is one clause.
    private List<Piece> rejoined(List<Piece> pieces) {
        if (pieces.size() > 1
                && pieces.get(1).opener().equals(",")
                && !pieces.get(1).tokens().isEmpty()
                && Set.of("is", "was", "are", "were", "has", "have")
                        .contains(pieces.get(1).tokens().getFirst().low())
                && pieces.getFirst().opener().isEmpty()
                && !finite(pieces.getFirst().tokens(), 0, pieces.getFirst().tokens().size())) {
            var whole = new ArrayList<>(pieces.getFirst().tokens());
            whole.addAll(pieces.get(1).tokens());
            var joined = new ArrayList<>(pieces);
            joined.set(0, new Piece("", whole));
            joined.remove(1);
            return rejoined(joined);
        }
        for (int i = 2; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            if (piece.opener().equals(",")
                    && !piece.tokens().isEmpty()
                    && (BE.contains(piece.tokens().getFirst().low())
                            || lexicon.phrases("copula").at(piece.tokens(), 0) > 0)) {
                var whole = new ArrayList<>(pieces.get(i - 2).tokens());
                whole.addAll(piece.tokens());
                var joined = new ArrayList<>(pieces);
                joined.set(i - 2, new Piece(pieces.get(i - 2).opener(), whole));
                joined.remove(i);
                joined.remove(i - 1);
                return joined;
            }
        }
        return pieces;
    }

    private static String phrase(List<Token> tokens, int from, int length) {
        return String.join(
                " ", tokens.subList(from, from + length).stream().map(Token::low).toList());
    }

    private int opens(List<Token> tokens, int place) {
        var hypothetical = lexicon.phrases("conditional").at(tokens, place);
        if (hypothetical > 0
                && !(tokens.get(place).is("say")
                        || tokens.get(place).is("picture")
                        || tokens.get(place).is("assume"))) {
            return hypothetical;
        }
        if (hypothetical > 0 && place == 0) {
            return hypothetical;
        }
        if (tokens.get(place).is("before")
                && place > 0
                && (place + 1 == tokens.size() || tokens.get(place + 1).isPunctuation())) {
            return 0;
        }
        if (place > 0
                && tokens.get(place).is("before")
                && Set.of("lies", "lay", "stands", "stood", "is", "laid", "put", "brought", "came")
                        .contains(tokens.get(place - 1).low())) {
            return 0;
        }
        if (place > 0
                && place + 1 < tokens.size()
                && Set.of("after", "before").contains(tokens.get(place).low())
                && tokens.get(place + 1).low().endsWith("ing")) {
            return 0;
        }
        if (tokens.get(place).is("once")
                && (place + 1 >= tokens.size()
                        || tokens.get(place + 1).isPunctuation()
                        || (place > 0 && !tokens.get(place - 1).isPunctuation()))) {
            return 0;
        }
        return lexicon.phrases("before").at(tokens, place);
    }

    /// Whether what follows a comma or an `and` up to the next one is a clause: it has a verb.
    private boolean joins(List<Token> tokens, int place) {
        var token = tokens.get(place);
        if (token.is("plus")
                && place > 0
                && place + 1 < tokens.size()
                && tokens.get(place - 1).isNumber()
                && tokens.get(place + 1).isNumber()) {
            return false;
        }
        if (token.is("that")
                && place + 1 < tokens.size()
                && Set.of("up", "out", "in", "on", "down", "off", "over", "for", "to", "as")
                        .contains(tokens.get(place + 1).low())) {
            return false;
        }
        if (token.is("that")) {
            return (place > 0 && verbAt(tokens, place - 1))
                    || (place > 0
                            && !lexicon.phrases("article").has(tokens.get(place - 1))
                            && place + 2 < tokens.size()
                            && finite(tokens, place + 1, tokens.size()));
        }
        if (token.is("as") || token.is("since")) {
            return place > 0
                    && finite(tokens, place + 1, tokens.size())
                    && (tokens.get(place - 1).isPunctuation() || !verbAt(tokens, place - 1))
                    && place + 1 < tokens.size()
                    && !tokens.get(place + 1).isLiteral()
                    && pronoun(tokens.get(place + 1));
        }
        if (token.is(",")
                && place + 2 < tokens.size()
                && lexicon.phrases("reporting").has(tokens.get(place + 1))
                && names.isTool(tokens.get(place + 2))) {
            return false;
        }
        if (token.is(",")
                && place + 1 < tokens.size()
                && (tokens.get(place + 1).is("called") || tokens.get(place + 1).is("named"))) {
            return false;
        }
        if (token.is(":")) {
            return place > 2 && finite(tokens, place + 1, tokens.size());
        }
        var end = place + 1;
        while (end < tokens.size() && !(JOINS.contains(tokens.get(end).low()) && end > place + 1)) {
            end++;
        }
        return finite(tokens, place + 1, end);
    }

    private static boolean pronoun(Token token) {
        return Set.of("i", "we", "it", "you", "they", "he", "she", "the", "this", "there", "one")
                .contains(token.low());
    }

    private boolean finite(List<Token> tokens, int from, int to) {
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

    private boolean verbAt(List<Token> tokens, int place) {
        if (lexicon.phrases("reporting").at(tokens, place) > 0) {
            return true;
        }
        for (var section :
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
                        "act")) {
            var form = lexicon.verbs(section).at(tokens, place);
            if (form.isPresent()
                    && (form.get().tense() == Verbs.Tense.PAST
                            || form.get().tense() == Verbs.Tense.THIRD)) {
                return true;
            }
        }
        return false;
    }

    private List<Clause> read(List<Piece> pieces, Subject before) {
        var clauses = new ArrayList<Clause>();
        var scope = true;
        var last = before;
        var lastAsserted = true;
        var trailing = attributed(pieces);
        for (int i = 0; i < pieces.size(); i++) {
            var piece = i > 0 ? relative(pieces.get(i), pieces.get(i - 1)) : pieces.get(i);
            var tokens = piece.tokens();
            if (tokens.isEmpty()) {
                continue;
            }
            var own = subject(tokens);
            if (!scope
                    && piece.opener().equals("and")
                    && firstPerson(tokens)
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
                    && (!past(tokens) || BE.contains(tokens.getFirst().low()))) {
                asserted = false;
            }
            if (hasAny(tokens.subList(0, 1), Set.of("what", "whatever", "whoever"))
                    && planned(tokens)) {
                asserted = false;
            }
            var hypothetical = isConditional(piece.opener());
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
            var operator = operator(tokens, own == Subject.NONE ? last : own);
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
            lastAsserted = asserted && operator < 0 && !planned(tokens);
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

    /// `…, if you wish`: what stands before it does not depend on it.
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
        return pieces.stream().anyMatch(piece -> past(piece.tokens()) && !planned(piece.tokens()));
    }

    /// After `when`, `once`, `after` a past form is a fact; after `before`, `until`, `so that` it
    /// is none.
    private boolean pastAfter(Piece piece) {
        return Set.of("when", "once", "after", "as soon as", "while", "the moment", "whenever")
                        .contains(piece.opener())
                && ((past(piece.tokens()) && subject(piece.tokens()) != Subject.NONE)
                        || hasAny(piece.tokens(), Set.of("having")));
    }

    private boolean past(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (Set.of("was", "were", "had", "have", "has", "did").contains(tokens.get(i).low())) {
                return true;
            }
            for (var section :
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
                            "act")) {
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

    private static boolean hasAny(List<Token> tokens, Set<String> words) {
        return tokens.stream().anyMatch(token -> words.contains(token.low()));
    }

    private boolean planned(List<Token> tokens) {
        return ClauseView.modal(lexicon, tokens, tokens.size())
                && !lexicon.phrases("implicative").in(tokens);
    }

    /// `the snapshot monday, which I took`: what the pronoun stands for is the object.
    private Piece relative(Piece piece, Piece before) {
        if (!Set.of("which", "that").contains(piece.opener())
                || piece.tokens().isEmpty()
                || subject(piece.tokens()) != Subject.SELF
                || verbAt(before.tokens(), before.tokens().size() - 1)) {
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
        if (hasAny(tail, Set.of("every", "any", "each", "whatever"))) {
            return true;
        }
        return !tokens.isEmpty()
                && Set.of("a", "an", "any", "every", "no", "some", "each")
                        .contains(tokens.getFirst().low())
                && !finite(tokens, 0, tokens.size());
    }

    private static boolean firstPerson(List<Token> tokens) {
        return Set.of("i", "we").contains(tokens.getFirst().low());
    }

    private static boolean inComplement(List<Clause> clauses) {
        return !clauses.isEmpty()
                && clauses.getLast().opener().equals("that")
                && clauses.getLast().asserted();
    }

    /// Where in a clause a report, a belief or a doubt begins; what follows is not the speaker's
    /// word. -1 where there is none. `I can confirm that` and what a tool reports are the speaker's
    /// word.
    private int operator(List<Token> tokens, Subject subject) {
        if (subject == Subject.YOU && hasAny(tokens, Set.of("episode", "episodes"))) {
            return -1;
        }
        var doubt = lexicon.phrases("nonfactive").find(tokens, 0, tokens.size());
        var report = -1;
        for (int i = 0; i < tokens.size() && report < 0; i++) {
            if (tokens.get(i).is("according")
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).is("to")) {
                if (!names.toolish(tokens, i + 2, Math.min(i + 6, tokens.size()))
                        && !hasAny(
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
        return Set.of("asked", "told", "consulted").contains(tokens.get(at).low())
                && at + 1 < tokens.size()
                && lexicon.phrases("self").has(tokens.get(at + 1))
                && (at + 2 == tokens.size() || tokens.get(at + 2).isPunctuation());
    }

    private boolean reportsAsTool(List<Token> tokens, int at, Subject subject) {
        if (at > 0 && BE.contains(tokens.get(at - 1).low())) {
            return false;
        }
        return subject == Subject.TOOL
                || (names.toolish(tokens, 0, at) && !lexicon.phrases("self").in(tokens, 0, at));
    }

    private boolean performative(List<Token> tokens, int at) {
        var first =
                (lexicon.phrases("self").in(tokens, 0, at)
                                && hasAny(tokens.subList(0, at), Set.of("i", "we")))
                        || hasAny(
                                tokens.subList(0, at),
                                Set.of("let", "must", "happy", "pleased", "glad", "please"));
        return first
                && lexicon.phrases("performative").has(tokens.get(at))
                && !lexicon.phrases("negation").in(tokens, 0, at)
                && !hasAny(tokens.subList(0, at), Set.of("would", "could", "will", "might", "'d"));
    }

    /// `answers` and `report` are nouns as well: as verbs they follow whoever speaks.
    private boolean hasComplement(List<Token> tokens, int at) {
        if (!AMBIGUOUS.contains(tokens.get(at).low())) {
            return true;
        }
        if (at == 0) {
            return false;
        }
        var before = tokens.get(at - 1);
        if (at + 2 < tokens.size()
                && (pronoun(tokens.get(at + 1)) || tokens.get(at + 1).is("a"))
                && !lexicon.phrases("article").has(before)
                && finite(tokens, at + 2, tokens.size())) {
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
    private boolean attributed(List<Piece> pieces) {
        if (pieces.size() < 2) {
            return false;
        }
        var tokens = pieces.getLast().tokens();
        if (tokens.isEmpty()
                || tokens.size() > 5
                || tokens.getFirst().is("as")
                || hasAny(tokens, Set.of("babs", "memory", "scrapbook"))
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

    Subject subject(List<Token> tokens) {
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

    private static boolean adverb(Token token) {
        return token.low().endsWith("ly")
                || Set.of(
                                "also",
                                "now",
                                "just",
                                "already",
                                "here",
                                "then",
                                "first",
                                "next",
                                "finally",
                                "so",
                                "still",
                                "again",
                                "too",
                                "both",
                                "indeed",
                                "today",
                                "meanwhile",
                                "afterwards",
                                "together",
                                "yes",
                                "no",
                                "well",
                                "ok",
                                "okay",
                                "done",
                                "good",
                                "right",
                                "sir",
                                "quite",
                                "to",
                                "and",
                                "in",
                                "addition")
                        .contains(token.low());
    }

    private boolean verbLike(List<Token> tokens, int place) {
        var token = tokens.get(place);
        if (token.isLiteral()
                || token.kind() == Token.Kind.CALL
                || token.kind() == Token.Kind.VERSIONED) {
            return false;
        }
        if ((BE.contains(token.low()) && !token.is("'s"))
                || AUX.contains(token.low())
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
        return verbAt(tokens, place)
                || (lexicon.verbs("pass").at(tokens, place).isPresent() && place > 0)
                || (lexicon.verbs("fail").at(tokens, place).isPresent() && place > 0);
    }
}
