package batos.web;

import batos.app.Services;
import batos.council.Dissonance;
import batos.council.DissonanceSeries;
import batos.loops.ClimbRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The dissonance of each turn over time: its parts, themes, and what happened beside it.
final class DissonancePage {
    private static final int MOST = 2_000;
    private final Services house;

    DissonancePage(Services house) {
        this.house = house;
    }

    /// @param parts each measured part by name, what it adds to the total: its share of the weights
    ///   times its value
    /// @param marks what happened: `tactical` and the other rungs, `forged NAME`, `swap`,
    ///   `amendment`
    record Point(
            long episode,
            long at,
            double dissonance,
            String asked,
            String theme,
            Map<String, Double> parts,
            List<String> marks) {}

    Html page() {
        var points = data();
        var themes = points.stream().map(Point::theme).distinct().toList();
        return Html.of(
                """
                <p class="bar"><label for="theme-choice">Theme</label><select id="theme-choice"><option value="">all</option>{}</select></p>
                <div id="plot" data-from="/dissonance/data" role="img" aria-label="Dissonance of {} turns; the table below says the same"></div>
                <p class="faint">Click a point to read its turn. The areas are the parts, stacked: each adds its weight times its value. Marks at the foot: t tactical, s strategic, p philosophical rung, f a tool forged, w a model swapped, a an amendment, i idle work.</p>
                {}
                """,
                Html.each(themes, theme -> Html.of("<option>{}</option>", theme)),
                points.size(),
                Views.table(
                        List.of("turn", "dissonance", "theme", "parts", "asked", "marks"),
                        points.reversed().stream().limit(50).map(DissonancePage::row).toList()));
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

    /// Oldest first.
    List<Point> data() {
        var climbs = house.conversation().climb().records();
        var series = house.conversation().council().dissonance().last(MOST);
        var happenings = new Happenings(house);
        var points = new ArrayList<Point>();
        for (int i = 0; i < series.size(); i++) {
            var until = i + 1 < series.size() ? series.get(i + 1).at() : null;
            points.add(point(series.get(i), climbs, happenings.between(series.get(i).at(), until)));
        }
        return points;
    }

    private static Point point(
            DissonanceSeries.Point point, List<ClimbRecord> climbs, List<String> happened) {
        var marks = new ArrayList<String>();
        climbs.stream()
                .filter(climb -> climb.episode() == point.episode())
                .forEach(climb -> marks.add(climb.rung().toLowerCase(Locale.ROOT)));
        point.forged().forEach(tool -> marks.add("forged " + tool));
        marks.addAll(happened);
        var asked = point.asked();
        return new Point(
                point.episode(),
                point.at().getEpochSecond(),
                point.total(),
                asked.length() > 120 ? asked.substring(0, 120) + "…" : asked,
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
