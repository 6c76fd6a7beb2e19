package batos.talk.syntax;

/// A word of the language.
///
/// @param text the name, selector part, literal's content or sign itself
record Token(Sort sort, int start, int end, String text) {
    enum Sort {
        NAME,
        KEYWORD,
        BINARY,
        NUMBER,
        STRING,
        SYMBOL,
        CHARACTER,
        LITERAL_ARRAY,
        BYTE_ARRAY,
        BINDING,
        CONSTANT,
        OPEN,
        CLOSE,
        OPEN_BLOCK,
        CLOSE_BLOCK,
        OPEN_BRACE,
        CLOSE_BRACE,
        ASSIGN,
        RETURN,
        PERIOD,
        SEMICOLON,
        COLON,
        BANG,
        END,
        WRONG,
        UNFINISHED
    }

    boolean is(Sort wanted) {
        return sort == wanted;
    }

    boolean isBinary(String wanted) {
        return sort == Sort.BINARY && text.equals(wanted);
    }

    boolean isName(String wanted) {
        return sort == Sort.NAME && text.equals(wanted);
    }
}
