package batos.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/// The difference between two texts, line by line.
public final class LineDiff {
    private static final int CONTEXT = 3;

    private LineDiff() {}

    /// As `diff -u` shows it, with three lines of context and no line feed at the end; empty where
    /// the texts are equal.
    public static String unified(
            String firstName, List<String> first, String secondName, List<String> second) {
        return String.join(
                "\n",
                UnifiedDiffUtils.generateUnifiedDiff(
                        firstName, secondName, first, DiffUtils.diff(first, second), CONTEXT));
    }
}
