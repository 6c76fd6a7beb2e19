package batos.web;

import batos.app.TraceLog;
import batos.nerve.Build;
import batos.text.Sha256;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;

/// The parts that all pages share.
final class PageParts {
    private static final Pattern SHOWN = Pattern.compile("<div [^>]*data-shown=\"([^\"]*)\"");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /// A page of the workbench.
    private record Place(String path, String title) {}

    private static final List<Place> PLACES =
            List.of(
                    new Place("/", "Now"),
                    new Place("/dissonance", "Dissonance"),
                    new Place("/climbs", "Climbs"),
                    new Place("/objects", "Objects"),
                    new Place("/classes", "Classes"),
                    new Place("/debugger", "Debugger"),
                    new Place("/image", "Image"),
                    new Place("/tools", "Tools"),
                    new Place("/memory", "Memory"),
                    new Place("/minds", "Minds"),
                    new Place("/goals", "Goals"),
                    new Place("/codex", "Codex"));

    private PageParts() {}

    /// @param from the position of the pulses that the page's content is of
    static Html page(String path, String title, String from, Html body, String... scripts) {
        return Html.of(
                """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="htmx-config" content='{"includeIndicatorStyles":false,"allowEval":false,"selfRequestsOnly":true,"historyEnabled":false}'>
                <title>{} · batos</title>
                <link rel="icon" href="data:,">
                {}<link rel="stylesheet" href="/assets/workbench.css">
                <script src="/assets/htmx.js" defer></script>
                {}<script src="/assets/workbench.js" defer></script>
                </head>
                <body data-from="{}" data-build="{}">
                <a class="skip" href="#main">To the content</a>
                <header>
                <strong class="brand">batos</strong>
                <nav aria-label="Views">{}</nav>
                <span id="link" role="status" class="up">up</span>
                <button id="theme" type="button" aria-label="Switch between light and dark">◐</button>
                </header>
                <p id="rebuilt" class="bad" role="alert" hidden>The owner runs another build of batos than the one that made this page. Next: load the page again.</p>
                <main id="main" tabindex="-1"><h1>{}</h1>{}</main>
                <footer><form id="command" class="line" hx-post="/do" hx-target="#did" hx-swap="innerHTML">
                <label for="line">Line</label>
                <input id="line" name="line" autocomplete="off" spellcheck="false" placeholder="@ a question, an expression, or /help" required>
                <button>Do</button><button type="button" hx-post="/stop" hx-swap="none">Stop</button>
                </form><div id="did" aria-live="polite"></div></footer>
                <dialog id="confirm" aria-labelledby="confirm-title"><form method="dialog"><h2 id="confirm-title">This will run</h2>
                <pre id="confirm-line"></pre><p>It is one deed; image undo takes it back.</p>
                <button value="no">Leave it</button> <button value="yes" id="confirm-yes">Run it</button></form></dialog>
                </body>
                </html>
                """,
                title,
                each(scripts, ".css", "<link rel=\"stylesheet\" href=\"/assets/{}\">\n"),
                each(scripts, ".js", "<script src=\"/assets/{}\" defer></script>\n"),
                from,
                Build.ID,
                Html.each(
                        PLACES,
                        place ->
                                place.path().equals(path)
                                        ? Html.of(
                                                "<a href=\"{}\" aria-current=\"page\">{}</a>",
                                                place.path(),
                                                place.title())
                                        : Html.of(
                                                "<a href=\"{}\">{}</a>",
                                                place.path(),
                                                place.title())),
                title,
                body);
    }

    private static Html each(String[] files, String suffix, String template) {
        return Html.each(
                List.of(files),
                file -> file.endsWith(suffix) ? Html.of(template, file) : Html.NONE);
    }

    /// A part of a page, which asks for it again when pulses of one of these kinds come. The page
    /// leaves it alone where the answer has not changed.
    ///
    /// @param kinds prefixes, separated by spaces
    static Html live(String path, String kinds, Html content) {
        return Html.of(
                "<div hx-get=\"{}\" hx-trigger=\"pulsed\" hx-swap=\"innerHTML\""
                        + " data-pulses=\"{}\" data-shown=\"{}\">{}</div>",
                path,
                kinds,
                shown(content),
                content);
    }

    /// The digest by which a page sees that a part would be drawn as it is: that in the mark-up of
    /// a part with its own, else of the text.
    static String shown(Html answer) {
        var text = answer.toString();
        var own = SHOWN.matcher(text);
        return own.lookingAt() ? own.group(1) : Sha256.of(text).substring(0, 16);
    }

    /// The same, with the request in its own mark-up, so that the page asks for the present choice.
    ///
    /// @param id of the element, one in a page
    static Html chosen(String id, String path, String kinds, Html content) {
        return Html.of(
                "<div id=\"{}\" hx-get=\"{}\" hx-trigger=\"pulsed\" hx-swap=\"outerHTML\""
                        + " data-pulses=\"{}\" data-shown=\"{}\">{}</div>",
                id,
                path,
                kinds,
                Sha256.of(path + content).substring(0, 16),
                content);
    }

    static Html table(List<String> heads, List<Html> rows) {
        return Html.of(
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\""
                        + " aria-label=\"{}\"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>",
                "Table of " + String.join(", ", heads),
                Html.each(heads, head -> Html.of("<th scope=\"col\">{}</th>", head)),
                rows);
    }

    /// A button that shows the line that it runs before it runs it.
    static Html deed(String label, String line) {
        return Html.of(
                "<button type=\"button\" class=\"deed\" data-line=\"{}\">{}</button>", line, label);
    }

    static Html time(Instant at) {
        return Html.of("<time datetime=\"{}\">{}</time>", at, TIME.format(at));
    }

    /// An internal error, whose stack is in the trace.
    static Html fault(RuntimeException fault) {
        return Html.of(
                "<p class=\"bad\" role=\"alert\">internal error: {}. Its trace is in {} in the home of"
                        + " the image.</p>",
                fault,
                TraceLog.NAME);
    }
}
