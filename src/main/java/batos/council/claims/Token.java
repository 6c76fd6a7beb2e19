package batos.council.claims;

/// One piece of a sentence.
///
/// @param text as it was typed, quotes taken off
/// @param low the same in lower case
/// @param number the value of a number, NaN for anything else
record Token(String text, String low, Kind kind, double number) {
    enum Kind {
        WORD,
        NUMBER,
        /// A text in quotes or code marks.
        QUOTED,
        /// A JSON list or object.
        JSON,
        /// `slugify('Hello World')`
        CALL,
        /// `slugify@2`
        VERSIONED,
        /// A word with an underscore, a hyphen, a digit or a dot within.
        IDENTIFIER,
        PUNCTUATION
    }

    boolean is(String word) {
        return low.equals(word);
    }

    boolean isPunctuation() {
        return kind == Kind.PUNCTUATION;
    }

    boolean isNumber() {
        return !Double.isNaN(number);
    }

    boolean isLiteral() {
        return kind == Kind.QUOTED || kind == Kind.JSON;
    }
}
