package batos.talk.objects;

/// The origin of a source text.
///
/// @param origin a file's name, `architect`, or what else the text came in by
/// @param line the line of its first character, from 1
/// @param column the column of its first character, from 1
public record SourceLocation(String origin, int line, int column) {
    public static final SourceLocation NOWHERE = new SourceLocation("", 1, 1);

    /// The place of an offset in a text that begins here.
    public SourceLocation at(String text, int offset) {
        return at(text, 0, offset);
    }

    /// The place of an offset in a text, where this is the place of an earlier one.
    public SourceLocation at(String text, int here, int offset) {
        var end = Math.min(offset, text.length());
        var line = this.line;
        var start = -1;
        for (var i = text.indexOf('\n', here); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
            line++;
            start = i;
        }
        return new SourceLocation(origin, line, start < 0 ? column + end - here : end - start);
    }

    /// The place of a line and a column, each from 1, of a text that begins here.
    public SourceLocation below(int line, int column) {
        return new SourceLocation(
                origin, this.line + line - 1, line == 1 ? this.column + column - 1 : column);
    }

    /// The line of the text that holds an offset, and below it a caret.
    public static String excerpt(String text, int offset) {
        var at = Math.min(offset, text.length());
        var start = text.lastIndexOf('\n', at - 1) + 1;
        var end = text.indexOf('\n', at);
        var line = text.substring(start, end < 0 ? text.length() : end);
        var column = Math.min(at - start, line.length());
        if (line.length() > 120) {
            var from = Math.max(0, column - 60);
            line = line.substring(from, Math.min(line.length(), from + 120));
            column -= from;
        }
        var margin = new StringBuilder();
        for (var i = 0; i < column; i++) {
            margin.append(line.charAt(i) == '\t' ? '\t' : ' ');
        }
        return line + "\n" + margin + "^";
    }

    @Override
    public String toString() {
        return origin + ":" + line + ":" + column;
    }
}
