package batos.shell.command;

import batos.council.Dissonance.Part;
import batos.council.DissonanceSeries.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Dissonance as columns of blocks, one a turn, each stacked from its parts' shares of the total.
final class DissonanceChart {
    private static final int HEIGHT = 10;
    private static final int AXIS = 6;

    /// One sign for each part, in their order; the same without colour.
    private static final String SIGNS = "█▓▒░#+=";

    private final List<Point> points;
    private final List<String> marks;
    private final int column;

    /// @param width of the terminal in columns; the oldest turns that do not fit are left out
    DissonanceChart(List<Point> points, List<String> marks, int width) {
        var room = Math.max(1, width - AXIS);
        this.column = points.size() * 3 <= room ? 3 : 1;
        var fitting = Math.min(points.size(), room / column);
        this.points = points.subList(points.size() - fitting, points.size());
        this.marks = marks.subList(marks.size() - fitting, marks.size());
    }

    String text() {
        var columns = points.stream().map(DissonanceChart::stacked).toList();
        var lines = new ArrayList<String>();
        for (int row = HEIGHT; row >= 1; row--) {
            var label = row % 5 == 0 ? String.format(Locale.ROOT, "%4.1f ┤", row / 10.0) : "     │";
            var line = new StringBuilder(label);
            for (var stack : columns) {
                var sign = row <= stack.length() ? stack.substring(row - 1, row) : " ";
                line.append(sign.repeat(Math.max(1, column - 1))).append(column == 1 ? "" : " ");
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add(" 0.0 └" + "─".repeat(points.size() * column));
        var happened = new StringBuilder("      ");
        marks.forEach(mark -> happened.append(padded(mark)));
        if (!happened.toString().isBlank()) {
            lines.add(happened.toString().stripTrailing());
        }
        lines.add(
                String.format(
                        Locale.ROOT,
                        "      turns %d to %d, the last at %.2f",
                        points.getFirst().episode(),
                        points.getLast().episode(),
                        points.getLast().total()));
        lines.add("      " + legend());
        return String.join("\n", lines);
    }

    private String padded(String mark) {
        var cut = mark.substring(0, Math.min(mark.length(), column));
        return cut + " ".repeat(column - cut.length());
    }

    /// From the bottom up, a sign for each tenth of the total, as the parts share it.
    private static String stacked(Point point) {
        var dissonance = point.dissonance();
        var weight =
                dissonance.parts().keySet().stream().mapToDouble(dissonance.weights()::of).sum();
        var stack = new StringBuilder();
        var sum = 0.0;
        for (var part : dissonance.parts().entrySet()) {
            sum +=
                    weight == 0
                            ? 0
                            : dissonance.weights().of(part.getKey()) * part.getValue() / weight;
            while (stack.length() < Math.round(sum * HEIGHT)) {
                stack.append(SIGNS.charAt(List.of(Part.values()).indexOf(part.getKey())));
            }
        }
        while (stack.length() < Math.round(point.total() * HEIGHT)) {
            stack.append(SIGNS.charAt(0));
        }
        return stack.toString();
    }

    private String legend() {
        var legend = new ArrayList<String>();
        for (var part : Part.values()) {
            if (points.stream().anyMatch(point -> point.dissonance().part(part).isPresent())) {
                legend.add(SIGNS.charAt(List.of(Part.values()).indexOf(part)) + " " + part.word());
            }
        }
        var happened = String.join("", marks);
        if (happened.contains("t") || happened.contains("s") || happened.contains("p")) {
            legend.add("t s p climbs");
        }
        if (happened.contains("f")) {
            legend.add("f forged");
        }
        if (happened.contains("d")) {
            legend.add("d drift");
        }
        if (happened.contains("w")) {
            legend.add("w another model");
        }
        if (happened.contains("a")) {
            legend.add("a amended");
        }
        return String.join("  ", legend);
    }
}
