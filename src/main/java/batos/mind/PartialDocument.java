package batos.mind;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One JSON object as far as a model has written it. Words before its first brace are passed over.
///
/// @param closed whether its last brace has come
/// @param fields names of the outermost fields whose values are complete
/// @param json the object as valid JSON, with open brackets and texts at its end closed: a text
///   ends where it was cut, a field without a value is left out; empty where no object has begun
record PartialDocument(boolean closed, Set<String> fields, String json) {
    /// So much white space after the last required value counts as the end of the document.
    /// Printers that indent put at most a line feed and no blank before the outermost brace.
    private static final int BLANKS = 12;

    private static final JsonFactory JSON = new JsonFactory();

    PartialDocument {
        fields = Collections.unmodifiableSet(new LinkedHashSet<>(fields));
    }

    /// Whether nothing is missing any more: the object is closed, or all that is required has a
    /// value and only white space follows.
    ///
    /// @param reply the text that [#read] read
    boolean whole(String reply, Collection<String> required) {
        var blanks = reply.length() - reply.stripTrailing().length();
        return closed || (blanks >= BLANKS && !fields.isEmpty() && fields.containsAll(required));
    }

    /// Whether a reply may be whole, told by its last characters alone: cheap enough for each
    /// token.
    static boolean mayBeWhole(String reply) {
        var end = reply.length();
        while (end > 0 && Character.isWhitespace(reply.charAt(end - 1))) {
            end--;
        }
        return end > 0 && (reply.charAt(end - 1) == '}' || reply.length() - end >= BLANKS);
    }

    /// Reads as much as there is.
    static PartialDocument read(String reply) {
        var begin = reply.indexOf('{');
        if (begin < 0) {
            return new PartialDocument(false, Set.of(), "");
        }
        var out = new StringWriter();
        var copy = new Copy(reply.substring(begin));
        // closing the generator closes the objects, arrays and texts that are still open
        try (var generator = JSON.createGenerator(out)) {
            copy.into(generator);
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read or written", e);
        }
        return new PartialDocument(copy.closed, copy.fields, out.toString());
    }

    /// Copies the events of a text that may end anywhere.
    private static final class Copy {
        private final String text;
        private final Set<String> fields = new HashSet<>();
        private boolean closed;
        private int depth;
        private @Nullable String field;

        Copy(String text) {
            this.text = text;
        }

        void into(JsonGenerator out) throws IOException {
            try (var parser = JSON.createParser(text)) {
                while (!closed) {
                    var token = next(parser);
                    if (token == null || (cut(parser, token) && !token.isStructStart())) {
                        begun(parser, token, out);
                        return;
                    }
                    write(parser, token, out);
                }
            }
        }

        /// Null where the text ends, or where it is no JSON.
        private static @Nullable JsonToken next(JsonParser parser) {
            try {
                var token = parser.nextToken();
                if (token == JsonToken.VALUE_STRING) {
                    parser.getText(); // read in full only when asked for; that it is open shows
                    // here
                }
                return token;
            } catch (IOException e) {
                return null;
            }
        }

        /// A number or a word at the very end of the text may go on.
        private boolean cut(JsonParser parser, JsonToken token) {
            return token.isNumeric() && parser.currentLocation().getCharOffset() >= text.length();
        }

        private void write(JsonParser parser, JsonToken token, JsonGenerator out)
                throws IOException {
            switch (token) {
                case START_OBJECT, START_ARRAY -> {
                    name(out);
                    depth++;
                    out.copyCurrentEvent(parser);
                }
                case END_OBJECT, END_ARRAY -> {
                    depth--;
                    out.copyCurrentEvent(parser);
                    closed = depth == 0;
                    completed(out);
                }
                case FIELD_NAME -> field = parser.currentName();
                case NOT_AVAILABLE,
                        VALUE_EMBEDDED_OBJECT,
                        VALUE_STRING,
                        VALUE_NUMBER_INT,
                        VALUE_NUMBER_FLOAT,
                        VALUE_TRUE,
                        VALUE_FALSE,
                        VALUE_NULL -> {
                    name(out);
                    out.copyCurrentEvent(parser);
                    completed(out);
                }
            }
        }

        /// A name is written with its value, so that none stays behind without one.
        private void name(JsonGenerator out) throws IOException {
            if (field != null) {
                out.writeFieldName(field);
                field = null;
            }
        }

        private void completed(JsonGenerator out) {
            if (depth == 1 && out.getOutputContext().getCurrentName() != null) {
                fields.add(out.getOutputContext().getCurrentName());
            }
        }

        /// The value at the end of the text: a cut text keeps its characters so far, a number
        /// without an end counts as it stands.
        private void begun(JsonParser parser, @Nullable JsonToken token, JsonGenerator out)
                throws IOException {
            if (token != null) {
                name(out);
                out.copyCurrentEvent(parser);
                return;
            }
            var said = openText(text);
            if (said != null && (field != null || out.getOutputContext().inArray())) {
                name(out);
                out.writeString(said);
            }
        }
    }

    /// The rest behind the last quotation mark that opened a text; null where none is open.
    static @Nullable String openText(String json) {
        var from = -1;
        for (int i = 0; i < json.length(); i++) {
            var c = json.charAt(i);
            if (from >= 0 && c == '\\') {
                i++;
            } else if (c == '"') {
                from = from < 0 ? i + 1 : -1;
            }
        }
        if (from < 0) {
            return null;
        }
        // an escape that is cut in its middle is left out
        var open =
                json.substring(from)
                        .replaceFirst("(?<!\\\\)((?:\\\\\\\\)*)\\\\(u\\p{XDigit}{0,3})?$", "$1");
        try (var parser = JSON.createParser('"' + open + '"')) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            return open;
        }
    }
}
