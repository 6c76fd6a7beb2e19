package batos.shell.command;

import batos.app.ExitCode;
import batos.json.Json;
import batos.shell.session.CommandResult;
import batos.text.Plural;
import batos.toolbox.Example;
import batos.toolbox.Tool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Tools in words and as documents.
final class ToolPrinter {
    private ToolPrinter() {}

    static String line(Tool tool) {
        return "%-24s %-11s %5d calls %3d failed  %s"
                .formatted(
                        tool.label(),
                        standing(tool),
                        tool.tally().calls(),
                        tool.tally().failures(),
                        tool.description());
    }

    private static String standing(Tool tool) {
        return word(tool.standing()) + (tool.pinned() ? "*" : "");
    }

    /// One line for each file, and a sum.
    static CommandResult batch(List<ImportFile> files, List<CommandResult> answers) {
        var lines = new ArrayList<String>();
        var exit = ExitCode.DONE;
        int admitted = 0;
        for (int i = 0; i < answers.size(); i++) {
            var answer = answers.get(i);
            boolean done = answer.exit() == ExitCode.DONE;
            admitted += done ? 1 : 0;
            exit = exit == ExitCode.DONE ? answer.exit() : exit;
            lines.add(
                    "%-9s %s  %s"
                            .formatted(
                                    done ? "admitted" : "refused",
                                    files.get(i).name(),
                                    done ? first(answer.text(), 0) : first(answer.text(), 1)));
        }
        lines.add(
                "%d admitted, %d refused".formatted(admitted, answers.size() - admitted)
                        + (answers.size() < files.size()
                                ? ", %d not tried".formatted(files.size() - answers.size())
                                : ""));
        return new CommandResult(exit, String.join("\n", lines), documents(files, answers));
    }

    private static List<Object> documents(List<ImportFile> files, List<CommandResult> answers) {
        var documents = new ArrayList<Object>();
        for (int i = 0; i < answers.size(); i++) {
            var document = new LinkedHashMap<Object, Object>();
            document.put("file", files.get(i).source().toString());
            if (answers.get(i).document() instanceof Map<?, ?> told) {
                document.putAll(told);
            }
            documents.add(document);
        }
        return documents;
    }

    private static String first(String text, int from) {
        return text.lines().skip(from).findFirst().orElse(text).strip();
    }

    static String page(Tool tool, List<String> evidence) {
        var draft = tool.draft();
        var lines = new ArrayList<String>();
        lines.add(tool.label() + "  " + standing(tool) + (tool.pinned() ? " (pinned)" : ""));
        lines.add("  " + tool.description());
        add(lines, "use when", draft.useWhen());
        add(lines, "not when", draft.avoidWhen());
        add(lines, "parameters", tool.parameters());
        add(lines, "by", word(tool.origin()) + ", " + tool.author());
        add(lines, "because", tool.cause());
        add(lines, "tags", String.join(", ", draft.tags()));
        add(
                lines,
                "laws",
                draft.properties().stream()
                        .map(property -> property.word())
                        .sorted()
                        .collect(Collectors.joining(", ")));
        add(lines, "evidence", String.join("; ", evidence));
        add(lines, "record", tally(tool));
        for (var example : draft.examples()) {
            lines.add("  test        " + shown(example));
        }
        if (!draft.doctests().isEmpty()) {
            lines.add(
                    "  test        " + Plural.of(draft.doctests().size(), "line") + " of doctests");
        }
        if (!draft.script().isBlank()) {
            lines.add(
                    "  test        a script of "
                            + Plural.of(draft.script().lines().count(), "line"));
        }
        return String.join("\n", lines);
    }

    /// Why a tool that is there cannot be called.
    static String unbound(Tool tool) {
        return "%s is %s. Next: /tools rollback %s %d"
                .formatted(
                        tool.label(),
                        tool.standing().name().toLowerCase(Locale.ROOT),
                        tool.name(),
                        tool.version());
    }

    static String tally(Tool tool) {
        var tally = tool.tally();
        return "%s, %d failed, %d in a row%s"
                .formatted(
                        Plural.of(tally.calls(), "call"),
                        tally.failures(),
                        tally.inARow(),
                        tally.lastFault().isEmpty() ? "" : "; last fault: " + tally.lastFault());
    }

    private static String shown(Example example) {
        return example.arguments()
                + " -> "
                + example.expect().orElseGet(() -> "raises " + example.raises().orElse(""))
                + "  ("
                + example.author()
                + (example.hidden() ? ", hidden" : "")
                + ")";
    }

    private static void add(List<String> lines, String what, String text) {
        if (!text.isBlank()) {
            lines.add("  %-11s %s".formatted(what, text.strip()));
        }
    }

    static Map<String, Object> document(Tool tool) {
        var document = new LinkedHashMap<String, Object>();
        document.put("name", tool.name());
        document.put("version", tool.version());
        document.put("standing", word(tool.standing()));
        document.put("pinned", tool.pinned());
        document.put("description", tool.description());
        document.put("parameters", parameters(tool));
        document.put("origin", word(tool.origin()));
        document.put("author", tool.author().toString());
        document.put("cause", tool.cause());
        document.put("tests", tool.draft().examples().size());
        document.put("calls", tool.tally().calls());
        document.put("failures", tool.tally().failures());
        document.put("last_fault", tool.tally().lastFault());
        return document;
    }

    /// The schema as a document; as text where it is none.
    private static Object parameters(Tool tool) {
        return Json.tryRead(tool.parameters())
                .<Object>map(schema -> schema)
                .orElse(tool.parameters());
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// The lines that differ, as a longest common subsequence leaves them.
    static String diff(List<String> before, List<String> after) {
        var common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] =
                        before.get(i).equals(after.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        var lines = new ArrayList<String>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add("  " + before.get(i++));
                j++;
            } else if (j == after.size()
                    || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add("- " + before.get(i++));
            } else {
                lines.add("+ " + after.get(j++));
            }
        }
        return String.join("\n", lines);
    }
}
