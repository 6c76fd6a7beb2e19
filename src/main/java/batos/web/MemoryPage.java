package batos.web;

import batos.app.Services;
import batos.memory.Episode;
import java.util.List;
import java.util.Locale;

/// What was lived, and how it comes back to mind.
final class MemoryPage {
    private static final int LATEST = 50;
    private static final int RECALLED = 10;
    private final Services house;

    MemoryPage(Services house) {
        this.house = house;
    }

    Html page() {
        return Html.of(
                """
                <form class="line" hx-get="/memory/recall" hx-target="#recalled" hx-swap="innerHTML"><label for="q">Recall</label>
                <input id="q" name="q" autocomplete="off" required><button>Recall</button></form>
                <div id="recalled" aria-live="polite"></div>
                <section aria-label="Latest"><h2>Latest</h2>{}</section>
                """,
                Views.live("/memory/latest", "commit memory", latest()));
    }

    Html latest() {
        var latest = house.memory().latest(LATEST);
        return latest.isEmpty()
                ? Html.of("<p class=\"faint\">Nothing yet.</p>")
                : Html.of("<ol class=\"commits\">{}</ol>", Html.each(latest, MemoryPage::line));
    }

    private static Html line(Episode episode) {
        return Html.of(
                "<li><a href=\"/memory/{}\">{}</a> {} <span class=\"faint\">{}, dissonance {},"
                        + " trust {}</span></li>",
                episode.number(),
                episode.number(),
                cut(episode.asked()),
                Views.time(episode.at()),
                NowPage.two(episode.dissonance()),
                NowPage.two(episode.trust()));
    }

    /// With the parts of each score.
    Html recall(String question) {
        if (question.isBlank()) {
            return Html.of("<p class=\"bad\">nothing asked</p>");
        }
        return Views.table(
                List.of("memory", "text", "score", "parts", "trust"),
                house.memory().recall(question, RECALLED).stream()
                        .map(recall ->
                                Html.of(
                                        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                                        recall.id(),
                                        cut(recall.text()),
                                        String.format(Locale.ROOT, "%.4f", recall.score()),
                                        Html.each(
                                                recall.parts().entrySet(),
                                                part ->
                                                        Html.of(
                                                                "{} {}<br>",
                                                                part.getKey()
                                                                        .toString()
                                                                        .toLowerCase(Locale.ROOT),
                                                                String.format(
                                                                        Locale.ROOT,
                                                                        "%.4f",
                                                                        part.getValue()))),
                                        NowPage.two(recall.trust())))
                        .toList());
    }

    Html episode(String text) {
        var found = house.memory().find(ImagePage.number(text));
        if (found.isEmpty()) {
            return Html.of("<p class=\"bad\">no episode {}</p>", text);
        }
        var episode = found.get();
        return Html.of(
                """
                <p class="faint">{}, {}, dissonance {}, trust {}</p>
                <h2>Asked</h2><p class="text">{}</p><h2>Answered</h2><p class="text">{}</p>
                <h2>Tools</h2><ul>{}</ul><h2>Recalled for it</h2><ul>{}</ul>
                """,
                Views.time(episode.at()),
                episode.sort(),
                NowPage.two(episode.dissonance()),
                NowPage.two(episode.trust()),
                episode.asked(),
                episode.answered(),
                Html.each(
                        episode.tools(),
                        tool -> Html.of("<li><a href=\"/tools/{}\">{}</a></li>", tool, tool)),
                Html.each(episode.recalled(), id -> Html.of("<li>{}</li>", id)));
    }

    private static String cut(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
