package batos.web;

import java.util.ArrayList;
import java.util.List;

/// Two texts as one, with what was taken out and what was put in, word by word: the longest common
/// subsequence of their words.
final class WordDiff {
    /// Beyond so many words on a side both texts are shown whole.
    private static final int MOST = 2_000;

    private WordDiff() {}

    static Html of(String before, String after) {
        var old = words(before);
        var now = words(after);
        if (old.size() > MOST || now.size() > MOST) {
            return Html.of("<del>{}</del> <ins>{}</ins>", before, after);
        }
        var common = common(old, now);
        var parts = new ArrayList<Html>();
        var i = 0;
        var j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                parts.add(Html.text(now.get(j) + " "));
                i++;
                j++;
            } else if (j < now.size()
                    && (i == old.size() || common[i][j + 1] >= common[i + 1][j])) {
                parts.add(Html.of("<ins>{}</ins> ", now.get(j++)));
            } else {
                parts.add(Html.of("<del>{}</del> ", old.get(i++)));
            }
        }
        return Html.each(parts, part -> part);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    /// How long the longest common subsequence of the ends from `[i]` and `[j]` on is.
    private static int[][] common(List<String> old, List<String> now) {
        var length = new int[old.size() + 1][now.size() + 1];
        for (var i = old.size() - 1; i >= 0; i--) {
            for (var j = now.size() - 1; j >= 0; j--) {
                length[i][j] =
                        old.get(i).equals(now.get(j))
                                ? length[i + 1][j + 1] + 1
                                : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        return length;
    }
}
