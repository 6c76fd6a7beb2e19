package batos.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;

/// Markup. Escapes every text put into it, so that no text of a tool, a memory or a model is ever
/// more than text.
public final class Html {
    static final Html NONE = new Html("");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /// Fills the holes `{}` of a template, which must be a constant of the program: [Html] goes in
    /// as it is, a collection piece by piece, everything else as text. Attribute values stand in
    /// double quotes.
    ///
    /// @throws IllegalArgumentException when holes and values do not match
    static Html of(String template, Object... values) {
        var filled = new StringBuilder(template.length() + 64);
        var from = 0;
        for (var value : values) {
            var hole = template.indexOf("{}", from);
            if (hole < 0) {
                throw new IllegalArgumentException(
                        "more values than holes: " + Arrays.asList(values) + " in " + template);
            }
            filled.append(template, from, hole);
            put(value, filled);
            from = hole + 2;
        }
        if (template.indexOf("{}", from) >= 0) {
            throw new IllegalArgumentException("a hole without a value in " + template);
        }
        return new Html(filled.append(template, from, template.length()).toString());
    }

    /// A text as part of an address.
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Html text(Object value) {
        var escaped = new StringBuilder();
        put(String.valueOf(value), escaped);
        return new Html(escaped.toString());
    }

    static <T> Html each(Collection<T> things, Function<T, Html> shown) {
        var all = new StringBuilder();
        for (var thing : things) {
            all.append(shown.apply(thing).markup);
        }
        return new Html(all.toString());
    }

    static Html join(Html... parts) {
        return each(Arrays.asList(parts), part -> part);
    }

    private static void put(Object value, StringBuilder to) {
        switch (value) {
            case Html html -> to.append(html.markup);
            case Collection<?> all -> all.forEach(one -> put(one, to));
            default -> escape(String.valueOf(value), to);
        }
    }

    private static void escape(String text, StringBuilder to) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> to.append("&amp;");
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '"' -> to.append("&quot;");
                case '\'' -> to.append("&#39;");
                case '\n', '\t' -> to.append(c);
                default -> {
                    // Controls, and characters that reorder text on a line, would deceive a reader.
                    if (c < ' ' || (c >= 0x7f && c < 0xa0) || isReordering(c)) {
                        to.append('\ufffd');
                    } else {
                        to.append(c);
                    }
                }
            }
        }
    }

    private static boolean isReordering(char c) {
        return c == 0x061c
                || (c >= 0x200e && c <= 0x200f)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069);
    }

    @Override
    public String toString() {
        return markup;
    }
}
