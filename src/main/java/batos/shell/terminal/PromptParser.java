package batos.shell.terminal;

import batos.talk.Completions;
import java.util.List;
import java.util.function.BiFunction;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/// Cuts a line into words for the prompt's reader: only so far that completion knows which piece it
/// replaces. It never asks for more lines; [Session] knows when there have to be some.
final class PromptParser implements Parser {
    private final BiFunction<String, Integer, Completions> completing;

    PromptParser(BiFunction<String, Integer, Completions> completing) {
        this.completing = completing;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        var start = context == ParseContext.COMPLETE ? completing.apply(line, cursor).start() : 0;
        return new Piece(line, cursor, Math.min(Math.max(start, 0), cursor));
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false;
    }

    @Override
    public boolean validCommandName(String name) {
        return false;
    }

    @Override
    public boolean validVariableName(String name) {
        return false;
    }

    /// A line of which one piece, from `start` to the cursor, is being completed.
    private record Piece(String line, int cursor, int start) implements CompletingParsedLine {
        @Override
        public String word() {
            return line.substring(start, cursor);
        }

        @Override
        public int wordCursor() {
            return cursor - start;
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return wordCursor();
        }
    }
}
