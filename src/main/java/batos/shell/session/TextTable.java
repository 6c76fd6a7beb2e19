package batos.shell.session;

import batos.text.DisplayWidth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A table in aligned columns, its cells broken where the width does not hold them.
final class TextTable {
    private static final int GAP = 2;
    private static final int NARROWEST = 4;

    private TextTable() {}

    /// The cells of a row of Markdown; `\|` is a bar within a cell.
    static List<String> cells(String row) {
        var inner = row.strip().replaceFirst("^\\|", "").replaceFirst("(?<!\\\\)\\|$", "");
        return Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
                .map(cell -> cell.strip().replace("\\|", "|"))
                .toList();
    }

    /// @param rows the first is the heading, the second its rule
    static List<String> drawn(List<List<String>> rows, int width) {
        int count = rows.stream().mapToInt(List::size).max().orElse(0);
        var body = new ArrayList<>(rows);
        var ruled = rows.size() > 1 && rows.get(1).stream().allMatch(it -> it.matches(":?-+:?"));
        if (ruled) {
            body.remove(1);
        }
        if (ruled && body.getFirst().stream().allMatch(String::isEmpty)) {
            body.removeFirst();
            ruled = false;
        }
        var wide = widths(body, count, width - GAP * (count - 1));
        var lines = new ArrayList<String>();
        for (var row : body) {
            lines.addAll(row(row, wide));
            if (ruled) {
                lines.add(
                        String.join(
                                " ".repeat(GAP),
                                Arrays.stream(wide).mapToObj("-"::repeat).toList()));
                ruled = false;
            }
        }
        return lines;
    }

    private static List<String> row(List<String> cells, int[] wide) {
        var broken =
                IntStream.range(0, wide.length)
                        .mapToObj(column ->
                                MarkdownPage.cell(
                                        column < cells.size() ? cells.get(column) : "",
                                        wide[column]))
                        .toList();
        int high = broken.stream().mapToInt(List::size).max().orElse(0);
        var lines = new ArrayList<String>();
        for (int i = 0; i < high; i++) {
            var line = new StringBuilder();
            for (int column = 0; column < wide.length; column++) {
                var cell = broken.get(column);
                var text = i < cell.size() ? cell.get(i) : "";
                line.append(column == 0 ? "" : " ".repeat(GAP))
                        .append(text)
                        .append(" ".repeat(Math.max(0, wide[column] - DisplayWidth.of(text))));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /// A column that needs no more than its share gets its need; the others part the rest.
    private static int[] widths(List<List<String>> rows, int count, int room) {
        var needed =
                IntStream.range(0, count)
                        .map(column ->
                                rows.stream()
                                        .filter(row -> column < row.size())
                                        .mapToInt(row -> DisplayWidth.of(row.get(column)))
                                        .max()
                                        .orElse(0))
                        .toArray();
        var wide = new int[count];
        int left = room;
        var order = IntStream.range(0, count).boxed().sorted((a, b) -> needed[a] - needed[b]);
        int open = count;
        for (int column : order.toList()) {
            wide[column] = Math.max(NARROWEST, Math.min(needed[column], left / open--));
            left -= wide[column];
        }
        return wide;
    }
}
