package batos.web;

import batos.app.Services;
import batos.loops.ClimbRecord;
import batos.loops.ThemeClimb;
import java.util.List;

/// The climbs: how trouble on a theme led the council to change itself, rung by rung.
final class ClimbsPage {
    private final Services house;

    ClimbsPage(Services house) {
        this.house = house;
    }

    Html page() {
        return PageParts.live("/climbs/all", "climb dissonance commit", all());
    }

    Html all() {
        var climb = house.conversation().climb();
        var themes = climb.themes();
        return themes.isEmpty()
                ? Html.of("<p class=\"faint\">No theme is troubled.</p>")
                : Html.each(
                        themes,
                        theme ->
                                theme(
                                        theme,
                                        climb.records().stream()
                                                .filter(record ->
                                                        record.theme()
                                                                .id()
                                                                .equals(theme.theme().id()))
                                                .toList()));
    }

    private static Html theme(ThemeClimb theme, List<ClimbRecord> records) {
        return Html.of(
                """
                <section class="card" aria-label="{}"><h2>{}</h2><p>{}{}</p>{}<p>{}</p></section>
                """,
                theme.theme().label(),
                theme.theme().label(),
                theme.state(),
                theme.held() ? "; held by the Architect" : "",
                records.isEmpty()
                        ? Html.NONE
                        : PageParts.table(
                                List.of(
                                        "#",
                                        "rung",
                                        "after turn",
                                        "because",
                                        "what was done",
                                        "effect"),
                                records.stream().map(ClimbsPage::line).toList()),
                theme.held()
                        ? PageParts.deed("Let it climb", "/climb release " + theme.theme().id())
                        : PageParts.deed("Hold it", "/climb hold " + theme.theme().id()));
    }

    private static Html line(ClimbRecord record) {
        return Html.of(
                "<tr><td>{}</td><td>{}</td><td><a"
                        + " href=\"/memory/{}\">{}</a></td><td>{}</td><td>{}</td><td>{}</td></tr>",
                record.number(),
                record.rung(),
                record.episode(),
                record.episode(),
                record.because(),
                record.what(),
                record.effect().map(ThemeClimb::words).orElse("not measured yet"));
    }
}
