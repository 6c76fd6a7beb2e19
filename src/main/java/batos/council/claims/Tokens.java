package batos.council.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts text into sentences, and sentences into tokens. Contractions are written out.
final class Tokens {
    private static final Pattern TOKEN =
            Pattern.compile(
                    """
                    (?<quoted>"[^"]*"|`[^`]*`|(?<![\\p{L}\\p{N}])'[^']*'(?![\\p{L}\\p{N}]))\
                    |(?<call>[A-Za-z_][A-Za-z0-9_]*\\([^()]*\\))\
                    |(?<json>\\[[^\\]]*\\]|\\{[^}]*\\})\
                    |(?<versioned>[A-Za-z_][A-Za-z0-9_-]*@\\d+)\
                    |(?<date>\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+Z?)?|\\d{1,2}:\\d{2}(?::\\d{2})?|\\d+\\.\\d+\\.\\d+)\
                    |(?<number>(?<![\\p{L}\\p{N}_])[-−+]?(?:\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)(?:[eE][-+]?\\d+)?%?(?![\\p{L}_\\d]|-[\\p{L}]))\
                    |(?<identifier>[\\p{L}\\p{N}_#@]+(?:[-_./][\\p{L}\\p{N}_]+)+|[\\p{L}\\p{N}]*_[\\p{L}\\p{N}_]*|[\\p{L}]+\\d[\\p{L}\\p{N}]*|\\d+[\\p{L}][\\p{L}\\p{N}]*)\
                    |(?<word>[\\p{L}]+(?:'[\\p{L}]+)?)\
                    |(?<punctuation>[^\\s])\
                    """);
    private static final Pattern ENDS =
            Pattern.compile(
                    "(?<=[.!?])['\")\\]*_]*\\s+(?=[\"'“(\\[*_`]*[\\p{Lu}\\p{N}`])|(?<=[\\p{L}]{3}[.!?])\\s+(?=\\p{Ll})|\\n+");
    private static final Pattern SHORT =
            Pattern.compile(
                    "(?:\\b(?:e\\.g|i\\.e|etc|vs|cf|approx|no|nr|Mr|Mrs|Dr|St)\\.)$",
                    Pattern.CASE_INSENSITIVE);

    private Tokens() {}

    /// The sentences of a text, in order, as they were typed.
    static List<String> sentences(String text) {
        var sentences = new ArrayList<String>();
        var start = 0;
        var ends = ENDS.matcher(text);
        while (ends.find()) {
            var piece = text.substring(start, ends.start());
            if (!SHORT.matcher(piece).find() && !insideQuotes(piece)) {
                add(sentences, piece);
                start = ends.end();
            }
        }
        add(sentences, text.substring(start));
        return sentences;
    }

    private static boolean insideQuotes(String piece) {
        return (piece.chars().filter(c -> c == '"').count()
                                + piece.chars().filter(c -> c == '“' || c == '”').count())
                        % 2
                == 1;
    }

    private static void add(List<String> sentences, String piece) {
        if (!piece.isBlank()) {
            sentences.add(piece.strip());
        }
    }

    static List<Token> of(String sentence, Lexicon lexicon) {
        var plain =
                sentence.replace('’', '\'')
                        .replace('‘', '\'')
                        .replace('“', '"')
                        .replace('”', '"')
                        .replace("**", " ")
                        .replace("->", " returned ")
                        .replace("→", " returned ");
        var tokens = new ArrayList<Token>();
        var matcher = TOKEN.matcher(plain);
        while (matcher.find()) {
            take(matcher, tokens);
        }
        return lexicon.numbered(tokens);
    }

    private static void take(Matcher at, List<Token> tokens) {
        var text = at.group();
        if (at.group("quoted") != null) {
            tokens.add(token(text.substring(1, text.length() - 1), Token.Kind.QUOTED));
        } else if (at.group("call") != null) {
            tokens.add(token(text, Token.Kind.CALL));
        } else if (at.group("json") != null) {
            tokens.add(token(text, Token.Kind.JSON));
        } else if (at.group("versioned") != null) {
            tokens.add(token(text, Token.Kind.VERSIONED));
        } else if (at.group("number") != null) {
            number(text, tokens);
        } else if (at.group("date") != null || at.group("identifier") != null) {
            identifier(text, tokens);
        } else if (at.group("word") != null) {
            word(text, tokens);
        } else {
            tokens.add(token(text, Token.Kind.PUNCTUATION));
        }
    }

    private static Token token(String text, Token.Kind kind) {
        return new Token(text, text.toLowerCase(Locale.ROOT), kind, Double.NaN);
    }

    private static void number(String text, List<Token> tokens) {
        var digits = text.replace(",", "").replace('−', '-').replace("%", "");
        tokens.add(new Token(text, text, Token.Kind.NUMBER, Double.parseDouble(digits)));
    }

    /// A number with its unit written together, `12ms`, is two tokens; `3/5` is three.
    private static void identifier(String text, List<Token> tokens) {
        var unit =
                Pattern.compile(
                                "(\\d+(?:\\.\\d+)?)(ms|s|km|kg|m|cm|mb|gb|kb|h|min|x)",
                                Pattern.CASE_INSENSITIVE)
                        .matcher(text);
        if (unit.matches()) {
            number(unit.group(1), tokens);
            tokens.add(token(unit.group(2), Token.Kind.WORD));
        } else if (text.matches("\\d+/\\d+")) {
            number(text.substring(0, text.indexOf('/')), tokens);
            tokens.add(token("/", Token.Kind.WORD));
            number(text.substring(text.indexOf('/') + 1), tokens);
        } else {
            tokens.add(token(text, Token.Kind.IDENTIFIER));
        }
    }

    private static void word(String text, List<Token> tokens) {
        var low = text.toLowerCase(Locale.ROOT);
        var quote = low.indexOf('\'');
        if (quote < 0) {
            if (low.equals("cannot")) {
                tokens.add(token("can", Token.Kind.WORD));
                tokens.add(token("not", Token.Kind.WORD));
            } else {
                tokens.add(token(text, Token.Kind.WORD));
            }
            return;
        }
        var head = text.substring(0, quote);
        var tail = low.substring(quote);
        if (low.endsWith("n't")) {
            var stem = low.substring(0, low.length() - 3);
            var full =
                    switch (stem) {
                        case "ca" -> "can";
                        case "wo" -> "will";
                        case "sha" -> "shall";
                        default -> stem;
                    };
            tokens.add(token(full, Token.Kind.WORD));
            tokens.add(token("not", Token.Kind.WORD));
            return;
        }
        tokens.add(token(head, Token.Kind.WORD));
        switch (tail) {
            case "'m" -> tokens.add(token("am", Token.Kind.WORD));
            case "'ve" -> tokens.add(token("have", Token.Kind.WORD));
            case "'ll" -> tokens.add(token("will", Token.Kind.WORD));
            case "'re" -> tokens.add(token("are", Token.Kind.WORD));
            case "'d" -> tokens.add(token("'d", Token.Kind.WORD));
            case "'s" -> tokens.add(token("'s", Token.Kind.WORD));
            default -> {}
        }
    }
}
