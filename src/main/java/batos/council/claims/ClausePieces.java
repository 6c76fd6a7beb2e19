package batos.council.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Cuts a sentence into segments that begin afresh, and these into pieces with one verb each.
final class ClausePieces {
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

    private final Lexicon lexicon;
    private final ToolNames names;
    private final ClauseVerbs verbs;

    ClausePieces(Lexicon lexicon, ToolNames names, ClauseVerbs verbs) {
        this.lexicon = lexicon;
        this.names = names;
        this.verbs = verbs;
    }

    record Piece(String opener, List<Token> tokens) {}

    /// Without forms of address and without words denied by contrast: `is 42, not 43`, `not 41 but
    /// 42`.
    List<Token> plain(List<Token> sentence) {
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

    static List<List<Token>> segments(List<Token> tokens) {
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

    List<Piece> pieces(List<Token> tokens) {
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
                        || (present.size() > 1 && ClauseVerbs.pronoun(present.getFirst())))
                && Set.of("i", "we").contains(token.low());
    }

    /// `The answer, computed just now, is 42`: the text around the insertion is one clause.
    private List<Piece> rejoined(List<Piece> pieces) {
        if (pieces.size() > 1
                && pieces.get(1).opener().equals(",")
                && !pieces.get(1).tokens().isEmpty()
                && Set.of("is", "was", "are", "were", "has", "have")
                        .contains(pieces.get(1).tokens().getFirst().low())
                && pieces.getFirst().opener().isEmpty()
                && !verbs.finite(
                        pieces.getFirst().tokens(), 0, pieces.getFirst().tokens().size())) {
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
                    && (ClauseVerbs.BE.contains(piece.tokens().getFirst().low())
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
            return (place > 0 && verbs.verbAt(tokens, place - 1))
                    || (place > 0
                            && !lexicon.phrases("article").has(tokens.get(place - 1))
                            && place + 2 < tokens.size()
                            && verbs.finite(tokens, place + 1, tokens.size()));
        }
        if (token.is("as") || token.is("since")) {
            return place > 0
                    && verbs.finite(tokens, place + 1, tokens.size())
                    && (tokens.get(place - 1).isPunctuation() || !verbs.verbAt(tokens, place - 1))
                    && place + 1 < tokens.size()
                    && !tokens.get(place + 1).isLiteral()
                    && ClauseVerbs.pronoun(tokens.get(place + 1));
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
            return place > 2 && verbs.finite(tokens, place + 1, tokens.size());
        }
        var end = place + 1;
        while (end < tokens.size() && !(JOINS.contains(tokens.get(end).low()) && end > place + 1)) {
            end++;
        }
        return verbs.finite(tokens, place + 1, end);
    }
}
