package batos.talk.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Finds the float literals that do not fit the class that their letter names.
public final class LiteralRange {
    private static final Pattern EXPONENT = Pattern.compile("[edq]");

    private LiteralRange() {}

    /// @param offset where the literal stands in the source
    /// @param text the literal's fate, in words
    public record Warning(int offset, String text) {}

    /// Answers nothing for a source that cannot be cut into tokens; the parser says why.
    public static List<Warning> warnings(String source) {
        var found = new ArrayList<Warning>();
        try {
            for (var token : Lexer.tokens(source)) {
                if (token.is(Token.Sort.NUMBER)
                        && !token.text().chars().allMatch(Character::isDigit)
                        && NumberReader.read(token.text())
                                instanceof Literal.Real(var value, var kind)) {
                    var text = warning(token.text(), value, kind);
                    if (!text.isEmpty()) {
                        found.add(new Warning(token.start(), text));
                    }
                }
            }
        } catch (SyntaxFault | NumberFormatException e) {
            return List.of();
        }
        return found;
    }

    private static String warning(String literal, double value, char kind) {
        var zero = value == 0 && EXPONENT.split(literal, 2)[0].matches(".*[1-9].*");
        if (zero || Double.isInfinite(value)) {
            return "%s does not fit %s and is read as %s"
                    .formatted(literal, kind == 'q' ? "FloatQ" : "FloatD", zero ? "0.0" : "inf");
        }
        var narrow = (float) value;
        return kind == 'e' && (Float.isInfinite(narrow) || (narrow == 0 && value != 0))
                ? "%s does not fit FloatE and is read as a FloatD".formatted(literal)
                : "";
    }
}
