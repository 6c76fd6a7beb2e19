package batos.codex;

import java.util.ArrayList;
import java.util.List;

/// What differs between two texts, word by word.
///
/// @param pieces in order; those of `SAME` and `GONE` joined are the old text, those of `SAME` and
///   `NEW` the new one
public record WordDiff(List<Piece> pieces) {
    /// Above this product of word counts the texts are told as wholly different.
    private static final long LARGEST = 16_000_000;

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
        var to = words(after);
        var pieces = new ArrayList<Piece>();
        if ((long) from.size() * to.size() > LARGEST) {
            add(pieces, Sort.GONE, before);
            add(pieces, Sort.NEW, after);
            return new WordDiff(pieces);
        }
        var common = common(from, to);
        int i = 0;
        int j = 0;
        while (i < from.size() || j < to.size()) {
            if (i < from.size() && j < to.size() && from.get(i).equals(to.get(j))) {
                add(pieces, Sort.SAME, from.get(i));
                i++;
                j++;
            } else if (j == to.size()
                    || (i < from.size() && common[i + 1][j] >= common[i][j + 1])) {
                add(pieces, Sort.GONE, from.get(i++));
            } else {
                add(pieces, Sort.NEW, to.get(j++));
            }
        }
        return new WordDiff(pieces);
    }

    /// Lengths of the longest common subsequences of all pairs of ends.
    private static int[][] common(List<String> from, List<String> to) {
        var common = new int[from.size() + 1][to.size() + 1];
        for (int i = from.size() - 1; i >= 0; i--) {
            for (int j = to.size() - 1; j >= 0; j--) {
                common[i][j] =
                        from.get(i).equals(to.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    /// Words and the white space between them.
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var matcher = java.util.regex.Pattern.compile("\\s+|\\S+").matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static void add(List<Piece> pieces, Sort sort, String text) {
        if (text.isEmpty()) {
            return;
        }
        if (!pieces.isEmpty() && pieces.getLast().sort() == sort) {
            var last = pieces.removeLast();
            pieces.add(new Piece(sort, last.text() + text));
        } else {
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
