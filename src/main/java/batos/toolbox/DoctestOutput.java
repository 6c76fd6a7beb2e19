package batos.toolbox;

import batos.crucible.Verdict;
import batos.json.Json;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether a line at the prompt printed what its example wants, by the rules of Python's doctest:
/// `<BLANKLINE>`, `ELLIPSIS`, `NORMALIZE_WHITESPACE`, and the last line of a traceback.
final class DoctestOutput {
    /// The head of a traceback, its stack, and the message: from the first line that starts with a
    /// word to the end.
    private static final Pattern TRACEBACK =
            Pattern.compile(
                    "(?sm)\\s*^\\s*Traceback \\((?:most recent call last|innermost"
                            + " last)\\):\\s*?$.*?^(\\w.*)");

    private DoctestOutput() {}

    /// The reason why it does not match; empty when it does.
    static Optional<String> mismatch(ToolDraft.Doctest example, Verdict verdict) {
        var traceback = TRACEBACK.matcher(example.want());
        boolean raises = traceback.matches();
        return switch (verdict) {
            case Verdict.Survived(String result, _, _) -> {
                var got = Json.tryRead(result).map(node -> node.asText()).orElse("");
                yield !raises && same(example, example.want(), got)
                        ? Optional.empty()
                        : Optional.of(words(example, got.isEmpty() ? "nothing" : got));
            }
            case Verdict.Failed failed ->
                    raises && sameError(example, traceback.group(1), failed.error())
                            ? Optional.empty()
                            : Optional.of(words(example, failed.error()));
            case Verdict.Killed _,
                    Verdict.Violated _,
                    Verdict.Interrupted _,
                    Verdict.Unavailable _ ->
                    Optional.of(words(example, verdict.words()));
        };
    }

    private static String words(ToolDraft.Doctest example, String got) {
        return ">>> %s wanted %s but gave %s"
                .formatted(
                        example.source().strip(),
                        example.want().isBlank() ? "nothing" : example.want().strip(),
                        got.strip());
    }

    private static boolean sameError(ToolDraft.Doctest example, String want, String got) {
        if (example.source().contains("IGNORE_EXCEPTION_DETAIL")) {
            return plainName(want).equals(plainName(got));
        }
        if (same(example, want, got)) {
            return true;
        }
        // Python names an exception of a module with it, the crucible only by its own name.
        return same(example, want.replaceFirst("^[\\w.]*\\.", ""), got);
    }

    private static String plainName(String error) {
        var name = error.replaceFirst("(?s):.*", "");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static boolean same(ToolDraft.Doctest example, String want, String got) {
        var wanted = want.replaceAll("(?m)^<BLANKLINE>\\s*?$", "").stripTrailing();
        var given = got.stripTrailing();
        if (example.source().contains("NORMALIZE_WHITESPACE")) {
            wanted = wanted.replaceAll("\\s+", " ");
            given = given.replaceAll("\\s+", " ");
        }
        if (wanted.equals(given)) {
            return true;
        }
        if (given.equals("True") || given.equals("False")) {
            return wanted.equals(given.equals("True") ? "1" : "0");
        }
        return example.source().contains("ELLIPSIS") && ellipsis(wanted, given);
    }

    /// `...` stands for any text, also for none.
    private static boolean ellipsis(String want, String got) {
        var pattern = new StringBuilder("(?s)");
        var parts = want.split("\\.\\.\\.", -1);
        for (int i = 0; i < parts.length; i++) {
            pattern.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
        }
        return Pattern.matches(pattern.toString(), got);
    }
}
