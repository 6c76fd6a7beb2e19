package batos.web;

import batos.app.Services;
import batos.memory.Episode;
import batos.memory.Level;
import batos.memory.MemoryRecord;
import batos.text.Ellipsis;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The memories, and how recall finds them.
final class MemoryPage {
    private static final int LATEST = 50;
    private static final int RECALLED = 10;
    private static final int MOST = 200;
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
                <p class="bar" role="group" aria-label="Parts of memory">{}{}{}{}</p>
                <section id="memories" aria-label="Memories">{}</section>
                """,
                part("/memory/latest", "Latest"),
                part("/memory/themes", "Themes"),
                part("/memory/timeline", "Timeline"),
                part("/memory/audit", "Audit"),
                PageParts.live("/memory/latest", "commit memory", latest()));
    }

    private static Html part(String path, String label) {
        return Html.of(
                "<button type=\"button\" hx-get=\"{}\" hx-target=\"#memories\""
                        + " hx-swap=\"innerHTML\">{}</button>",
                path,
                label);
    }

    /// Themes, or what one record holds: a theme its episodes, an episode its turns, a turn its
    /// facts.
    Html themes() {
        var themes = house.memory().all(Level.THEME);
        return themes.isEmpty()
                ? Html.of(
                        "<h2>Themes</h2><p class=\"faint\">None yet. Next: /memory"
                                + " consolidate</p>{}",
                        records(house.memory().all(Level.EPISODE)))
                : Html.join(Html.of("<h2>Themes</h2>"), records(themes));
    }

    Html below(String id) {
        var found = house.memory().find(id);
        if (found.isEmpty()) {
            return Html.of("<p class=\"bad\">no memory {}</p>", id);
        }
        var record = found.get();
        var parts =
                switch (record.level()) {
                    case THEME -> children(Level.EPISODE, id);
                    case EPISODE -> children(Level.TURN, id);
                    case TURN -> house.memory().factsOf(id);
                    case FACT ->
                            record.evidence().stream()
                                    .flatMap(turn -> house.memory().find(turn).stream())
                                    .toList();
                };
        return Html.of(
                """
                <h2>{} {}</h2><p class="text">{}</p><p class="faint">{}, {}, trust {}, {}, used {} times{}{}</p>
                <p class="bar">{} {} {}</p>{}
                """,
                record.level().name().toLowerCase(Locale.ROOT),
                id,
                record.text(),
                record.origin().speaker(),
                PageParts.time(record.time()),
                NowPage.two(record.trust()),
                record.origin().source(),
                house.memory().uses(id),
                record.pinned() ? ", pinned" : "",
                record.validity().isSuperseded()
                        ? ", superseded by " + record.validity().supersededBy()
                        : "",
                PageParts.deed("Pin", "/memory pin " + id),
                PageParts.deed("Forget", "/memory forget " + id),
                record.parent().isEmpty()
                        ? Html.NONE
                        : part("/memory/record?id=" + Html.encoded(record.parent()), "Up"),
                records(parts));
    }

    private List<MemoryRecord> children(Level level, String parent) {
        return house.memory().all(level).stream()
                .filter(record -> record.parent().equals(parent))
                .limit(MOST)
                .toList();
    }

    /// A record dropped on another is merged into it.
    private static Html records(List<MemoryRecord> records) {
        return Html.of(
                "<ol class=\"commits\">{}</ol>",
                Html.each(
                        records.subList(0, Math.min(MOST, records.size())),
                        record ->
                                Html.of(
                                        """
                                        <li draggable="true" data-drag="{}" data-drop="/memory merge {} {}"><button type="button" class="plain" hx-get="/memory/record?id={}" hx-target="#memories" hx-swap="innerHTML">{}</button> {} <span class="faint">{} {}{}</span></li>
                                        """,
                                        record.id(),
                                        record.id(),
                                        "{}",
                                        Html.encoded(record.id()),
                                        record.id(),
                                        cut(record.text()),
                                        record.origin().speaker(),
                                        PageParts.time(record.time()),
                                        record.validity().isSuperseded() ? ", superseded" : "")));
    }

    Html timeline() {
        var turns = house.memory().all(Level.TURN);
        return Html.join(
                Html.of("<h2>Timeline</h2>"),
                records(
                        turns.stream()
                                .sorted(Comparator.comparing(MemoryRecord::time).reversed())
                                .limit(MOST)
                                .toList()));
    }

    Html audit() {
        return Html.join(
                Html.of("<h2>Audit</h2>"),
                PageParts.table(
                        List.of("finding", "share", "what it means", "examples", "next"),
                        house.memory().audit().stream()
                                .map(finding ->
                                        Html.of(
                                                "<tr><td>{}</td><td>{} of"
                                                        + " {}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                                                finding.name(),
                                                finding.count(),
                                                finding.of(),
                                                finding.meaning(),
                                                Html.each(
                                                        finding.examples(),
                                                        each -> Html.of("{}<br>", each)),
                                                finding.next().isEmpty() || finding.count() == 0
                                                        ? Html.NONE
                                                        : PageParts.deed(
                                                                finding.next(),
                                                                "/" + finding.next())))
                                .toList()));
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
                PageParts.time(episode.at()),
                NowPage.two(episode.dissonance()),
                NowPage.two(episode.trust()));
    }

    /// With the parts of each score.
    Html recall(String question) {
        if (question.isBlank()) {
            return Html.of("<p class=\"bad\">nothing asked</p>");
        }
        return PageParts.table(
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
                {}<h2>Tools</h2><ul>{}</ul><h2>Recalled for it</h2><ul>{}</ul>
                """,
                PageParts.time(episode.at()),
                episode.sort(),
                NowPage.two(episode.dissonance()),
                NowPage.two(episode.trust()),
                episode.asked(),
                episode.answered(),
                house.conversation()
                        .council()
                        .account(episode.number())
                        .map(TurnWhy::of)
                        .orElse(Html.NONE),
                Html.each(
                        episode.tools(),
                        tool -> Html.of("<li><a href=\"/tools/{}\">{}</a></li>", tool, tool)),
                Html.each(episode.recalled(), id -> Html.of("<li>{}</li>", id)));
    }

    private static String cut(String text) {
        return Ellipsis.of(text, 300);
    }
}
