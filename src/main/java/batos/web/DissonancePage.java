package batos.web;

import batos.app.Services;
import batos.memory.Episode;
import java.util.ArrayList;
import java.util.List;

/// The dissonance of each turn over time, with what happened beside it.
final class DissonancePage {
    private static final int MOST = 2_000;
    private final Services house;

    DissonancePage(Services house) {
        this.house = house;
    }

    /// @param mark what was done in the turn: tools called or forged; empty for none
    record Point(long episode, long at, double dissonance, String asked, String mark) {}

    Html page() {
        var points = data();
        return Html.of(
                """
                <div id="plot" data-from="/dissonance/data" role="img" aria-label="Dissonance of {} turns; the table below says the same"></div>
                <p class="faint">Click a point to read its turn. The line is what ROBIN and the measures made of it, 0 to 1.</p>
                {}
                """,
                points.size(),
                Views.table(
                        List.of("turn", "dissonance", "asked", "tools"),
                        points.reversed().stream()
                                .limit(50)
                                .map(point ->
                                        Html.of(
                                                "<tr><td><a"
                                                        + " href=\"/memory/{}\">{}</a></td><td>{}</td><td>{}</td><td>{}</td></tr>",
                                                point.episode(),
                                                point.episode(),
                                                NowPage.two(point.dissonance()),
                                                point.asked(),
                                                point.mark()))
                                .toList()));
    }

    /// Oldest first.
    List<Point> data() {
        var points = new ArrayList<Point>();
        for (var episode : house.memory().latest(MOST)) {
            points.add(point(episode));
        }
        points.sort(java.util.Comparator.comparingLong(Point::episode));
        return points;
    }

    private static Point point(Episode episode) {
        var asked = episode.asked();
        return new Point(
                episode.number(),
                episode.at().getEpochSecond(),
                episode.dissonance(),
                asked.length() > 120 ? asked.substring(0, 120) + "…" : asked,
                String.join(", ", episode.tools()));
    }
}
