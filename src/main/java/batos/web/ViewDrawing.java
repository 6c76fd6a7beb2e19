package batos.web;

import batos.text.Ellipsis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An `ObjectView` of the language as markup: text, list, table and tree as such, chart and graph
/// as drawings. A row leads to its object.
final class ViewDrawing {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 200;
    private static final int MARGIN = 32;
    private static final int NODE = 130;
    private static final int RANK = 56;

    private final String name;
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<int[]> edges = new ArrayList<>();
    private String cut = "";

    /// @param lines as `ObjectView portable` writes them: kind, title and columns, then `row`
    ///   (depth and cells), `edge` (two row numbers) and `cut`
    ViewDrawing(String name, List<List<String>> lines) {
        this.name = name;
        head = lines.getFirst();
        for (var line : lines.subList(1, lines.size())) {
            switch (line.getFirst()) {
                case "row" -> rows.add(line.subList(1, line.size()));
                case "edge" ->
                        edges.add(
                                new int[] {
                                    Integer.parseInt(line.get(1)) - 1,
                                    Integer.parseInt(line.get(2)) - 1
                                });
                default -> cut = line.getLast();
            }
        }
    }

    Html html() {
        var drawn =
                switch (head.getFirst()) {
                    case "text" -> Html.of("<pre tabindex=\"0\">{}</pre>", cell(0));
                    case "table" -> table();
                    case "chart" -> chart();
                    case "graph" -> graph();
                    case "tree" -> Html.of("<ul class=\"tree\">{}</ul>", tree());
                    default -> Html.of("<ol class=\"plain\">{}</ol>", tree());
                };
        return Html.of(
                "<h4>{}</h4>{}{}",
                head.get(1),
                drawn,
                cut.isEmpty()
                        ? Html.NONE
                        : Html.of("<p class=\"faint\">the first {} of {}</p>", rows.size(), cut));
    }

    private String cell(int row) {
        return rows.isEmpty() || rows.get(row).size() < 2 ? "" : rows.get(row).get(1);
    }

    private Html link(int row, String text) {
        return Html.of(
                "<button type=\"button\" class=\"plain\" hx-post=\"/objects/inspector\""
                        + " hx-target=\"#inspector\" hx-swap=\"outerHTML\" hx-vals=\"{}\">{}</button>",
                "{\"act\":\"row\",\"n\":%d,\"view\":\"%s\"}".formatted(row + 1, name),
                text);
    }

    private Html table() {
        var shown = new ArrayList<Html>();
        for (int i = 0; i < rows.size(); i++) {
            var row = i;
            var cells = rows.get(i).subList(1, rows.get(i).size());
            var first = cells.isEmpty() ? "" : cells.getFirst();
            shown.add(
                    Html.of(
                            "<tr><td>{}</td>{}</tr>",
                            link(row, first),
                            Html.each(
                                    cells.subList(Math.min(1, cells.size()), cells.size()),
                                    cell -> Html.of("<td>{}</td>", cell))));
        }
        return PageParts.table(head.subList(2, head.size()), shown);
    }

    /// Indentation shows depth, in classes of the style sheet.
    private List<Html> tree() {
        var shown = new ArrayList<Html>();
        for (int i = 0; i < rows.size(); i++) {
            shown.add(
                    Html.of(
                            "<li class=\"deep{}\">{}</li>",
                            Math.min(12, Integer.parseInt(rows.get(i).getFirst())),
                            link(i, cell(i))));
        }
        return shown;
    }

    private Html chart() {
        var values = new ArrayList<Double>();
        for (int i = 0; i < rows.size(); i++) {
            values.add(number(cell(i)));
        }
        var low = Math.min(0, values.stream().mapToDouble(v -> v).min().orElse(0));
        var high = values.stream().mapToDouble(v -> v).max().orElse(1);
        var span = high > low ? high - low : 1;
        var points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            var x = MARGIN + (WIDTH - MARGIN - 8.0) * i / Math.max(1, values.size() - 1);
            var y = HEIGHT - 16 - (HEIGHT - 32) * (values.get(i) - low) / span;
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        return Html.of(
                """
                <svg class="drawing" viewBox="0 0 {} {}" role="img" aria-label="{}">
                <text x="0" y="20">{}</text><text x="0" y="{}">{}</text>
                <line class="axis" x1="{}" y1="{}" x2="{}" y2="{}"/><polyline points="{}"/></svg>
                """,
                WIDTH,
                HEIGHT,
                head.get(1) + ": " + values.size() + " values from " + low + " to " + high,
                shortened(high),
                HEIGHT - 12,
                shortened(low),
                MARGIN,
                HEIGHT - 16,
                WIDTH - 8,
                HEIGHT - 16,
                points);
    }

    private static String shortened(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    /// Integers, floats, and fractions such as `1/3`.
    private static double number(String text) {
        try {
            var slash = text.indexOf('/');
            return slash < 0
                    ? Double.parseDouble(text)
                    : Double.parseDouble(text.substring(0, slash))
                            / Double.parseDouble(text.substring(slash + 1));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /// Layers by the longest way from a node that nothing leads to (cycles are cut where they are
    /// met again), one row of boxes a layer.
    private Html graph() {
        var ranks = ranks();
        var places = new int[rows.size()];
        var widest = 1;
        var filled = new int[rows.size() + 1];
        for (int i = 0; i < rows.size(); i++) {
            places[i] = filled[ranks[i]]++;
            widest = Math.max(widest, filled[ranks[i]]);
        }
        var deepest = 0;
        for (var rank : ranks) {
            deepest = Math.max(deepest, rank);
        }
        var lines = new ArrayList<Html>();
        for (var edge : edges) {
            lines.add(
                    Html.of(
                            "<line class=\"axis\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
                            places[edge[0]] * NODE + NODE / 2,
                            ranks[edge[0]] * RANK + 28,
                            places[edge[1]] * NODE + NODE / 2,
                            ranks[edge[1]] * RANK + 4));
        }
        var boxes = new ArrayList<Html>();
        for (int i = 0; i < rows.size(); i++) {
            var text = cell(i);
            boxes.add(
                    Html.of(
                            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"24\" rx=\"4\"/><text"
                                    + " x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                            places[i] * NODE + 4,
                            ranks[i] * RANK + 4,
                            NODE - 8,
                            places[i] * NODE + NODE / 2,
                            ranks[i] * RANK + 21,
                            Ellipsis.of(text, 16)));
        }
        return Html.of(
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><svg"
                        + " class=\"graph\" width=\"{}\" height=\"{}\" role=\"img\""
                        + " aria-label=\"{}\">{}{}</svg></div><ol class=\"plain\">{}</ol>",
                "Graph " + head.get(1),
                widest * NODE,
                (deepest + 1) * RANK,
                head.get(1) + ": " + rows.size() + " nodes, " + edges.size() + " edges",
                lines,
                boxes,
                tree());
    }

    private int[] ranks() {
        var ranks = new int[rows.size()];
        for (int round = 0; round < rows.size(); round++) {
            var moved = false;
            for (var edge : edges) {
                if (ranks[edge[1]] <= ranks[edge[0]] && ranks[edge[0]] + 1 < rows.size()) {
                    ranks[edge[1]] = ranks[edge[0]] + 1;
                    moved = true;
                }
            }
            if (!moved) {
                break;
            }
        }
        return ranks;
    }
}
