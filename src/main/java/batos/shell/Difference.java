package batos.shell;

import java.util.ArrayList;
import java.util.List;

/// Two texts side by side, as `diff -u` shows them.
public final class Difference {
    private static final int CONTEXT = 3;

    private Difference() {}

    /// @param sign ' ' for both, '-' for the first alone, '+' for the second alone
    private record Edit(char sign, String line) {}

    /// Empty when there is none.
    public static String between(
            String firstName, List<String> first, String secondName, List<String> second) {
        if (first.equals(second)) {
            return "";
        }
        var edits = edits(first, second);
        var text = new StringBuilder("--- " + firstName + "\n+++ " + secondName);
        var at = 0;
        while (at < edits.size()) {
            if (edits.get(at).sign() == ' ') {
                at++;
                continue;
            }
            var begin = Math.max(0, at - CONTEXT);
            var end = at;
            var last = at;
            while (end < edits.size() && end - last <= 2 * CONTEXT) {
                if (edits.get(end).sign() != ' ') {
                    last = end;
                }
                end++;
            }
            end = Math.min(edits.size(), last + CONTEXT + 1);
            hunk(edits, begin, end, text);
            at = end;
        }
        return text.toString();
    }

    private static void hunk(List<Edit> edits, int begin, int end, StringBuilder text) {
        text.append(
                "\n@@ -%d,%d +%d,%d @@"
                        .formatted(
                                1 + count(edits, 0, begin, '+'),
                                count(edits, begin, end, '+'),
                                1 + count(edits, 0, begin, '-'),
                                count(edits, begin, end, '-')));
        edits.subList(begin, end)
                .forEach(edit -> text.append('\n').append(edit.sign()).append(edit.line()));
    }

    /// How many lines there are that do not have the sign.
    private static long count(List<Edit> edits, int begin, int end, char sign) {
        return edits.subList(begin, end).stream().filter(edit -> edit.sign() != sign).count();
    }

    /// By the longest common subsequence.
    private static List<Edit> edits(List<String> first, List<String> second) {
        var common = new int[first.size() + 1][second.size() + 1];
        for (var i = first.size() - 1; i >= 0; i--) {
            for (var j = second.size() - 1; j >= 0; j--) {
                common[i][j] =
                        first.get(i).equals(second.get(j))
                                ? 1 + common[i + 1][j + 1]
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        var edits = new ArrayList<Edit>();
        var i = 0;
        var j = 0;
        while (i < first.size() || j < second.size()) {
            if (i < first.size() && j < second.size() && first.get(i).equals(second.get(j))) {
                edits.add(new Edit(' ', first.get(i++)));
                j++;
            } else if (i < first.size()
                    && (j == second.size() || common[i + 1][j] >= common[i][j + 1])) {
                edits.add(new Edit('-', first.get(i++)));
            } else {
                edits.add(new Edit('+', second.get(j++)));
            }
        }
        return edits;
    }
}
