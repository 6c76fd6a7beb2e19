package batos.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The difference between two texts, word by word.
///
/// @param pieces in order; those of `SAME` and `GONE` joined are the old text, those of `SAME` and
///   `NEW` the new one
public record WordDiff(List<Piece> pieces) {
    private static final Pattern WORD = Pattern.compile("\\s+|\\S+");

    public WordDiff {
        pieces = List.copyOf(pieces);
    }

    public enum Sort {
        SAME,
        GONE,
        NEW
    }

    public record Piece(Sort sort, String text) {}

    public static WordDiff between(String before, String after) {
        var from = words(before);
        var pieces = new ArrayList<Piece>();
        var at = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(from, words(after)).getDeltas()) {
            var source = delta.getSource();
            add(pieces, Sort.SAME, String.join("", from.subList(at, source.getPosition())));
            add(pieces, Sort.GONE, String.join("", source.getLines()));
            add(pieces, Sort.NEW, String.join("", delta.getTarget().getLines()));
            at = source.getPosition() + source.size();
        }
        add(pieces, Sort.SAME, String.join("", from.subList(at, from.size())));
        return new WordDiff(pieces);
    }

    /// Words and the white space between them.
    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(found -> found.group()).toList();
    }

    private static void add(List<Piece> pieces, Sort sort, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(sort, text));
        }
    }

    /// With `[-gone-]` and `{+new+}`, as `git diff --word-diff` writes it.
    public String plain() {
        var text = new StringBuilder();
        for (var piece : pieces) {
            text.append(
                    switch (piece.sort()) {
                        case SAME -> piece.text();
                        case GONE -> "[-" + piece.text() + "-]";
                        case NEW -> "{+" + piece.text() + "+}";
                    });
        }
        return text.toString();
    }
}
