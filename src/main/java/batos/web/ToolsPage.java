package batos.web;

import batos.app.Services;
import batos.toolbox.Tool;
import java.util.ArrayList;
import java.util.List;

/// Tools: versions, tests, the verdicts of their gate, and a call to try.
final class ToolsPage {
    private final Services house;

    ToolsPage(Services house) {
        this.house = house;
    }

    Html page() {
        return PageParts.live("/tools/list", "tool commit", list());
    }

    Html list() {
        var tools = house.toolbox().now().all();
        return tools.isEmpty()
                ? Html.of("<p class=\"faint\">None yet. Next: @ slugify 'Hello, World'</p>")
                : PageParts.table(
                        List.of("tool", "version", "what it does", "state", "calls", "failures"),
                        tools.stream()
                                .map(tool ->
                                        Html.of(
                                                "<tr><td><a"
                                                        + " href=\"/tools/{}\">{}</a></td><td>{}</td><td>{}</td><td>{}{}</td><td>{}</td><td>{}</td></tr>",
                                                tool.name(),
                                                tool.name(),
                                                tool.version(),
                                                tool.description(),
                                                tool.standing(),
                                                tool.pinned() ? ", pinned" : "",
                                                tool.tally().calls(),
                                                tool.tally().failures()))
                                .toList());
    }

    Html tool(String name) {
        var found = house.toolbox().now().any(name);
        if (found.isEmpty()) {
            return Html.of("<p class=\"bad\">no tool {}</p>", name);
        }
        var tool = found.get();
        var draft = tool.draft();
        return Html.of(
                """
                <p>{}</p><p class="faint">version {}, by {}, {}; {} calls, {} failures</p>
                <form class="line" hx-post="/do" hx-target="#did" hx-swap="innerHTML" data-tool="{}">{}<input type="hidden" name="line"><button>Try it</button></form>
                <p class="drop" data-drop="/tools rollback {} {}" tabindex="0">Drag a version here, or use its button, to make it the one in use.</p>
                <section aria-label="Versions"><h2>Versions</h2>{}</section>
                <section aria-label="Evidence"><h2>What its gate found</h2><ul>{}</ul><p><button type="button" hx-get="/tools/{}/verdicts" hx-target="#verdicts" hx-swap="innerHTML">Try its tests on deliberate bugs</button></p><div id="verdicts" aria-live="polite"></div></section>
                <section aria-label="Tests"><h2>Tests</h2>{}</section>
                <section aria-label="Source"><h2>Source</h2><pre tabindex="0">{}</pre><h2>Parameters</h2><pre tabindex="0">{}</pre></section>
                <p>{}</p>
                """,
                tool.description(),
                tool.version(),
                tool.author(),
                tool.standing(),
                tool.tally().calls(),
                tool.tally().failures(),
                name,
                SchemaForm.fields(
                        tool.parameters(),
                        draft.examples().isEmpty()
                                ? "{}"
                                : draft.examples().getFirst().arguments()),
                name,
                "{}",
                PageParts.table(
                        List.of("version", "by", "state", "deed"),
                        house.toolbox().history(name).stream().map(this::version).toList()),
                Html.each(house.toolbox().evidence(tool), line -> Html.of("<li>{}</li>", line)),
                name,
                PageParts.table(
                        List.of("arguments", "expected", "by"),
                        draft.examples().stream()
                                .map(example ->
                                        Html.of(
                                                "<tr><td><code>{}</code></td><td><code>{}</code></td><td>{}</td></tr>",
                                                example.arguments(),
                                                example.expect().or(example::raises).orElse(""),
                                                example.author()))
                                .toList()),
                tool.source(),
                tool.parameters(),
                PageParts.deed("Retire", "/tools retire " + name));
    }

    /// Tests across, deliberate bugs down. Runs in the crucible.
    Html verdicts(String name) {
        var matrix = house.toolbox().now().any(name).flatMap(house.gate()::matrix);
        if (matrix.isEmpty()) {
            return Html.of("<p class=\"bad\">the source of {} cannot be read now</p>", name);
        }
        if (matrix.get().tests().isEmpty()) {
            return Html.of("<p class=\"faint\">Its tests are no calls with an expectation.</p>");
        }
        var heads = new ArrayList<String>(List.of("deliberate bug"));
        for (int i = 1; i <= matrix.get().tests().size(); i++) {
            heads.add("test " + i);
        }
        return PageParts.table(
                heads,
                matrix.get().rows().stream()
                        .map(row ->
                                Html.of(
                                        "<tr><th scope=\"row\">{}</th>{}</tr>",
                                        row.bug(),
                                        Html.each(
                                                row.caught(),
                                                caught ->
                                                        caught
                                                                ? Html.of(
                                                                        "<td class=\"good\">caught</td>")
                                                                : Html.of(
                                                                        "<td class=\"faint\">missed</td>"))))
                        .toList());
    }

    private Html version(Tool tool) {
        return Html.of(
                "<tr draggable=\"true\""
                        + " data-drag=\"{}\"><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                tool.version(),
                tool.version(),
                tool.author(),
                tool.standing(),
                PageParts.deed(
                        "Use this version",
                        "/tools rollback " + tool.name() + " " + tool.version()));
    }
}
