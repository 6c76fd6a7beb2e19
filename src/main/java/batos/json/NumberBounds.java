package batos.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.regex.Pattern;

/// Parsers that refuse a number with an exponent beyond ±[#EXPONENT] as they refuse any other text
/// that is no JSON: as an exact decimal it would be an exception of Java's arithmetic, or digits
/// without end.
public final class NumberBounds extends JsonFactory {
    private static final long serialVersionUID = 1L;

    static final int EXPONENT = 10_000;

    /// Characters of a number in a message. Digits are cut here and not by `text.Ellipsis`, as this
    /// room imports no other.
    private static final int SHOWN = 40;

    private static final Pattern NEGATIVE_ZERO = Pattern.compile("-0(\\.0+)?([eE].*)?");

    private NumberBounds(JsonFactoryBuilder builder) {
        super(builder);
    }

    /// A factory with these bounds beside those of the builder.
    public static JsonFactory of(JsonFactoryBuilder builder) {
        return new NumberBounds(builder);
    }

    @Override
    protected JsonParser _createParser(InputStream in, IOContext context) throws IOException {
        return new Bounded(super._createParser(in, context));
    }

    @Override
    protected JsonParser _createParser(Reader in, IOContext context) throws IOException {
        return new Bounded(super._createParser(in, context));
    }

    @Override
    protected JsonParser _createParser(
            char[] text, int start, int length, IOContext context, boolean recyclable)
            throws IOException {
        return new Bounded(super._createParser(text, start, length, context, recyclable));
    }

    @Override
    protected JsonParser _createParser(byte[] text, int start, int length, IOContext context)
            throws IOException {
        return new Bounded(super._createParser(text, start, length, context));
    }

    private static final class Bounded extends JsonParserDelegate {
        Bounded(JsonParser parser) {
            super(parser);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            var token = delegate.nextToken();
            if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                check(delegate.getText());
            }
            return token;
        }

        @Override
        public JsonToken nextValue() throws IOException {
            var token = nextToken();
            return token == JsonToken.FIELD_NAME ? nextToken() : token;
        }

        /// An exact decimal has no negative zero: the tree holds this one as a double, like a NaN.
        @Override
        public boolean isNaN() throws IOException {
            return currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                    && NEGATIVE_ZERO.matcher(delegate.getText()).matches();
        }

        private void check(String number) throws JsonParseException {
            int at = Math.max(number.indexOf('e'), number.indexOf('E'));
            if (at < 0) {
                return;
            }
            var digits = number.substring(at + 1).replaceFirst("^[-+]?0*", "");
            if (digits.length() > 5 || (!digits.isEmpty() && Integer.parseInt(digits) > EXPONENT)) {
                throw new JsonParseException(
                        delegate,
                        "the number %s is out of range: its exponent is beyond %d"
                                .formatted(
                                        number.length() > SHOWN
                                                ? number.substring(0, SHOWN) + "…"
                                                : number,
                                        EXPONENT));
            }
        }
    }
}
