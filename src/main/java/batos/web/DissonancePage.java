package batos.web;

import batos.app.Services;
import batos.council.Dissonance;
import batos.council.DissonanceSeries;
import batos.loops.ClimbRecord;
import batos.text.Ellipsis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The dissonance of each turn over time: its parts, themes, and what happened beside it.
final class DissonancePage {
    private static final int MOST = 2_000;
    private static final int ROWS = 50;

    /// Seconds between two points at least: the chart's axis needs times that ascend.
    private static final double LEAST = 0.001;

    private final Services house;
    private final CouncilHistory history;

    DissonancePage(Services house, CouncilHistory history) {
        this.house = house;
        this.history = history;
    }

    /// @param at seconds since 1970, with their fraction; later than that of the point before
    /// @param parts each measured part's addition to the total, by name: its share of the weights
    ///   times its value
    /// @param marks the events: `tactical` and the other rungs, `forged NAME`, `swap`, `amendment`
    record Point(
            long episode,
            double at,
            double dissonance,
            String asked,
            String theme,
            Map<String, Double> parts,
            List<String> marks) {}

    /// The table is of the latest turns alone; the chart asks for all of them.
    Html page() {
        var points = points(ROWS);
        return Html.of(
                """
                <p class="bar"><label for="theme-choice">Theme</label><select id="theme-choice"><option value="">all</option></select></p>
                <div id="plot" data-from="/dissonance/data" role="img" aria-label="Dissonance of each turn; the table below says the same of the latest"></div>
                <p class="faint">Click a point to read its turn. The areas are the parts, stacked: each adds its weight times its value. Marks at the foot: t tactical, s strategic, p philosophical rung, f a tool forged, w a model swapped, a an amendment, i idle work.</p>
                {}
                """,
                PageParts.table(
                        List.of("turn", "dissonance", "theme", "parts", "asked", "marks"),
                        points.reversed().stream().map(DissonancePage::row).toList()));
    }

    private static Html row(Point point) {
        return Html.of(
                "<tr><td><a"
                        + " href=\"/memory/{}\">{}</a></td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                point.episode(),
                point.episode(),
                NowPage.two(point.dissonance()),
                point.theme(),
                Html.each(
                        point.parts().entrySet(),
                        part -> Html.of("{} {}<br>", part.getKey(), NowPage.two(part.getValue()))),
                point.asked(),
                String.join(", ", point.marks()));
    }

    /// The points of the chart, the oldest first.
    List<Point> data() {
        return points(MOST);
    }

    private List<Point> points(int most) {
        return points(
                house.conversation().council().dissonance().last(most),
                house.conversation().climb().records(),
                history.now());
    }

    /// The events from one moment until another, which is null for no end.
    @FunctionalInterface
    interface Between {
        List<String> happened(Instant from, @Nullable Instant until);
    }

    static List<Point> points(
            List<DissonanceSeries.Point> series, List<ClimbRecord> climbs, Between between) {
        var points = new ArrayList<Point>();
        var last = 0.0;
        for (int i = 0; i < series.size(); i++) {
            var each = series.get(i);
            var until = i + 1 < series.size() ? series.get(i + 1).at() : null;
            last = Math.max(each.at().toEpochMilli() / 1000.0, last + LEAST);
            points.add(point(each, last, climbs, between.happened(each.at(), until)));
        }
        return points;
    }

    private static Point point(
            DissonanceSeries.Point point,
            double at,
            List<ClimbRecord> climbs,
            List<String> happened) {
        var marks = new ArrayList<String>();
        climbs.stream()
                .filter(climb -> climb.episode() == point.episode())
                .forEach(climb -> marks.add(climb.rung().toLowerCase(Locale.ROOT)));
        point.forged().forEach(tool -> marks.add("forged " + tool));
        marks.addAll(happened);
        var asked = point.asked();
        return new Point(
                point.episode(),
                at,
                point.total(),
                Ellipsis.of(asked, 120),
                point.theme().label(),
                parts(point.dissonance()),
                marks);
    }

    private static Map<String, Double> parts(Dissonance dissonance) {
        var sum = 0.0;
        for (var part : dissonance.parts().keySet()) {
            sum += dissonance.weights().of(part);
        }
        var parts = new LinkedHashMap<String, Double>();
        for (var part : dissonance.parts().entrySet()) {
            parts.put(
                    part.getKey().word(),
                    sum == 0 ? 0 : part.getValue() * dissonance.weights().of(part.getKey()) / sum);
        }
        return parts;
    }
}
