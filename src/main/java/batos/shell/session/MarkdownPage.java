package batos.shell.session;

import batos.text.DisplayWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Markdown as plain text in the width of a terminal: paragraphs and items broken between words,
/// tables in aligned columns, code as it stands, links as their words, no marks. It reads what the
/// pages of the guide use: headings, paragraphs, lists, tables, fences and indented code.
final class MarkdownPage {
    private static final Pattern ITEM = Pattern.compile("( *)([-*]|\\d+\\.) (.*)");
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");

    private final int width;
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private String first = "";
    private String next = "";

    private MarkdownPage(int width) {
        this.width = width;
    }

    /// @param width columns, 20 or more
    static String of(String markdown, int width) {
        var page = new MarkdownPage(width);
        page.read(markdown.stripTrailing().lines().toList());
        return String.join("\n", page.lines).strip();
    }

    private void read(List<String> source) {
        for (int i = 0; i < source.size(); i++) {
            var line = source.get(i);
            if (line.startsWith("```")) {
                i = fence(source, i);
            } else if (line.startsWith("|")) {
                i = table(source, i);
            } else if (line.startsWith("#")) {
                heading(line);
            } else if (line.isBlank()) {
                end();
                lines.add("");
            } else if (open.isEmpty() && line.startsWith("    ")) {
                lines.add(line);
            } else {
                text(line);
            }
        }
        end();
    }

    private void heading(String line) {
        end();
        var title = inline(line.replaceFirst("^#+ ", ""));
        lines.add(title);
        lines.add((line.startsWith("##") ? "-" : "=").repeat(DisplayWidth.of(title)));
    }

    private void text(String line) {
        var item = ITEM.matcher(line);
        if (item.matches()) {
            end();
            first = item.group(1) + item.group(2) + " ";
            next = " ".repeat(first.length());
            open.append(item.group(3));
        } else {
            open.append(open.isEmpty() ? "" : " ").append(line.strip());
        }
    }

    /// Ends the paragraph or the item.
    private void end() {
        if (!open.isEmpty()) {
            var broken = broken(inline(open.toString()), width - next.length());
            for (int i = 0; i < broken.size(); i++) {
                lines.add((i == 0 ? first : next) + broken.get(i));
            }
            open.setLength(0);
        }
        first = "";
        next = "";
    }

    private int fence(List<String> source, int from) {
        end();
        int i = from + 1;
        while (i < source.size() && !source.get(i).startsWith("```")) {
            lines.add("  " + source.get(i++));
        }
        return i;
    }

    private int table(List<String> source, int from) {
        end();
        var rows = new ArrayList<List<String>>();
        int i = from;
        while (i < source.size() && source.get(i).startsWith("|")) {
            rows.add(TextTable.cells(source.get(i++)).stream().map(MarkdownPage::inline).toList());
        }
        lines.addAll(TextTable.drawn(rows, width));
        return i - 1;
    }

    /// Without the marks of links, emphasis and code; code keeps its own asterisks.
    private static String inline(String text) {
        var plain = text.replaceAll("\\[([^\\]]+)\\]\\([^)]+\\)", "$1");
        var out = new StringBuilder();
        int at = 0;
        for (Matcher code = CODE.matcher(plain); code.find(); at = code.end()) {
            out.append(emphasis(plain.substring(at, code.start()))).append(code.group(1));
        }
        return out.append(emphasis(plain.substring(at))).toString();
    }

    private static String emphasis(String text) {
        return text.replace("**", "").replaceAll("(?<![\\w*])\\*([^*\\s][^*]*)\\*(?![\\w*])", "$1");
    }

    /// Lines of no more columns, broken between words. A longer word has a line of its own, whole:
    /// it may be a path or an address that is copied.
    private static List<String> broken(String text, int columns) {
        var broken = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.stripTrailing().split(" +", -1)) {
            if (!line.isEmpty() && DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > columns) {
                broken.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        broken.add(line.toString());
        return broken;
    }

    /// As [#broken], for a cell of a table: a longer word is cut.
    static List<String> cell(String text, int columns) {
        var cell = new ArrayList<String>();
        for (var line : broken(text, columns)) {
            var rest = line;
            while (DisplayWidth.of(rest) > columns) {
                int cut = DisplayWidth.fit(rest, columns);
                cell.add(rest.substring(0, cut));
                rest = rest.substring(cut);
            }
            cell.add(rest);
        }
        return cell;
    }
}
