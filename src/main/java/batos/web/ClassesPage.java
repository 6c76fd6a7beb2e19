package batos.web;

import batos.app.Services;
import batos.app.Workbench;
import java.util.List;
import java.util.regex.Pattern;

/// The class browser: categories, classes, methods of one side, source. A saved method compiles
/// live; the page shows an error at its place in the text.
final class ClassesPage {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_.]*");

    /// `architect:2:7: …` at the beginning of a refusal.
    private static final Pattern PLACE = Pattern.compile("(?m)^[^:\\n]*:(\\d+):(\\d+): ");

    private final Expressions language;
    private final Workbench.Lines lines;

    ClassesPage(Services house, Workbench.Lines lines) {
        language = new Expressions(house);
        this.lines = lines;
    }

    Html page(String of, boolean meta, String selector) {
        return Html.of(
                """
                <div class="panes">
                <section aria-label="Categories"><h2>Categories</h2>{}</section>
                <section aria-label="Classes"><h2>Classes</h2><div id="classes">{}</div></section>
                <section aria-label="Protocols and methods" id="methods" class="panes-in">{}</section>
                </div>
                <section id="source" aria-label="Source">{}</section>
                <form class="line" hx-get="/classes/find" hx-target="#found" hx-swap="innerHTML"><label for="of">Selector</label>
                <input id="of" name="of" autocomplete="off" spellcheck="false" required>
                <button name="what" value="senders">Senders</button><button name="what" value="implementors">Implementors</button></form>
                <div id="found" aria-live="polite"></div>
                """,
                categories(),
                classes(""),
                of.isEmpty()
                        ? Html.of("<p class=\"faint\">Choose a class.</p>")
                        : methods(of, meta, ""),
                of.isEmpty()
                        ? Html.NONE
                        : selector.isEmpty() ? fresh(of, meta) : source(of, meta, selector));
    }

    private Html categories() {
        return rows(
                "browse portableCategories",
                found ->
                        Html.of(
                                "<ul class=\"plain\">{}{}{}</ul>",
                                category("", "all but the system"),
                                Html.each(found, row -> category(row.getFirst(), row.getFirst())),
                                category("system", "the system")));
    }

    private static Html category(String name, String label) {
        return Html.of(
                "<li><button type=\"button\" class=\"plain\" hx-get=\"/classes/list?category={}\""
                        + " hx-target=\"#classes\" hx-swap=\"innerHTML\">{}</button></li>",
                Html.encoded(name),
                label);
    }

    Html classes(String category) {
        return rows(
                "browse portableClasses: " + Expressions.literal(category),
                found ->
                        found.isEmpty()
                                ? Html.of(
                                        "<p class=\"faint\">None. Define one on <a"
                                                + " href=\"/objects\">Objects</a>: Object subclass:"
                                                + " Account [ | balance | ]</p>")
                                : Html.of(
                                        "<ul class=\"plain\">{}</ul>",
                                        Html.each(
                                                found,
                                                row -> classLink(row.getFirst(), row.get(1)))));
    }

    private static Html classLink(String name, String superclass) {
        return Html.of(
                "<li><button type=\"button\" class=\"plain\" hx-get=\"/classes/methods?class={}\""
                        + " hx-target=\"#methods\" hx-swap=\"innerHTML\">{}</button> <span"
                        + " class=\"faint\">{}</span></li>",
                Html.encoded(name),
                name,
                superclass);
    }

    /// @param protocol the methods of this one; empty for all
    Html methods(String of, boolean meta, String protocol) {
        if (!NAME.matcher(of).matches()) {
            return noClass(of);
        }
        return rows(
                "browse portableMethods: " + side(of, meta),
                found ->
                        Html.of(
                                """
                                <div><h2>Protocols</h2><p class="bar" role="group" aria-label="Side">{}{}</p><ul class="plain">{}{}</ul></div>
                                <div><h2>Methods</h2><p class="bar"><button type="button" hx-get="/classes/new?class={}&amp;meta={}" hx-target="#source" hx-swap="innerHTML">New method</button></p><ul class="plain">{}</ul></div>
                                """,
                                sideButton(of, false, meta),
                                sideButton(of, true, meta),
                                protocolLink(of, meta, "", protocol),
                                Html.each(
                                        found.stream()
                                                .map(List::getLast)
                                                .distinct()
                                                .sorted()
                                                .toList(),
                                        each -> protocolLink(of, meta, each, protocol)),
                                Html.encoded(of),
                                meta,
                                Html.each(
                                        found.stream()
                                                .filter(row ->
                                                        protocol.isEmpty()
                                                                || row.getLast().equals(protocol))
                                                .toList(),
                                        row -> methodLink(of, meta, row.getFirst()))));
    }

    private static Html protocolLink(String of, boolean meta, String protocol, String chosen) {
        return Html.of(
                "<li><button type=\"button\" class=\"plain\" aria-pressed=\"{}\""
                        + " hx-get=\"/classes/methods?class={}&amp;meta={}&amp;protocol={}\""
                        + " hx-target=\"#methods\" hx-swap=\"innerHTML\">{}</button></li>",
                protocol.equals(chosen),
                Html.encoded(of),
                meta,
                Html.encoded(protocol),
                protocol.isEmpty() ? "all" : protocol);
    }

    private static Html sideButton(String of, boolean meta, boolean chosen) {
        return Html.of(
                "<button type=\"button\" hx-get=\"/classes/methods?class={}&amp;meta={}\""
                        + " hx-target=\"#methods\" hx-swap=\"innerHTML\""
                        + " aria-pressed=\"{}\">{}</button>",
                Html.encoded(of),
                meta,
                meta == chosen,
                meta ? "class" : "instance");
    }

    private static Html methodLink(String of, boolean meta, String selector) {
        return Html.of(
                "<li><button type=\"button\" class=\"plain\""
                        + " hx-get=\"/classes/source?class={}&amp;meta={}&amp;selector={}\""
                        + " hx-target=\"#source\" hx-swap=\"innerHTML\">{}</button></li>",
                Html.encoded(of),
                meta,
                Html.encoded(selector),
                selector);
    }

    Html source(String of, boolean meta, String selector) {
        if (!NAME.matcher(of).matches()) {
            return noClass(of);
        }
        return rows(
                "ObjectView field: ("
                        + side(of, meta)
                        + " sourceCodeAt: "
                        + Expressions.literal(selector)
                        + " asSymbol)",
                found -> editor(of, meta, selector, found.getFirst().getFirst()));
    }

    Html fresh(String of, boolean meta) {
        return editor(of, meta, "a new method", "selector [\n    ^self\n]");
    }

    private static Html editor(String of, boolean meta, String title, String text) {
        return Html.of(
                """
                <h2>{}&gt;&gt;{}</h2>
                <form hx-post="/classes/save" hx-target="#saved" hx-swap="innerHTML"><input type="hidden" name="class" value="{}"><input type="hidden" name="meta" value="{}">
                <label for="method">Source of the method</label>
                <textarea id="method" name="source" rows="8" spellcheck="false" data-editor>{}</textarea>
                <p class="bar"><button>Save</button>
                <button type="button" hx-get="/classes/find?what=senders&amp;of={}" hx-target="#found" hx-swap="innerHTML">Senders</button>
                <button type="button" hx-get="/classes/find?what=implementors&amp;of={}" hx-target="#found" hx-swap="innerHTML">Implementors</button></p></form>
                <div id="saved" aria-live="polite"></div>
                """,
                meta ? of + " class" : of,
                title,
                of,
                meta,
                text,
                Html.encoded(title),
                Html.encoded(title));
    }

    /// One deed, as if typed at the prompt: the class is extended by the method.
    Html save(String of, boolean meta, String source) {
        if (!NAME.matcher(of).matches()) {
            return noClass(of);
        }
        var opening = side(of, meta) + " extend [ ";
        var result = LineResult.of(lines, opening + source + "\n]");
        if (result.isDone()) {
            return Html.of(
                    "<p>saved and compiled; image undo takes it back</p><span hx-get=\"{}\""
                            + " hx-trigger=\"load\" hx-target=\"#methods\""
                            + " hx-swap=\"innerHTML\"></span>",
                    "/classes/methods?class=" + Html.encoded(of) + "&meta=" + meta);
        }
        var fault = result.err();
        var place = PLACE.matcher(fault);
        var line = place.find() ? Integer.parseInt(place.group(1)) : 0;
        var column =
                line == 0
                        ? 0
                        : Integer.parseInt(place.group(2)) - (line == 1 ? opening.length() : 0);
        return Html.of(
                "<pre class=\"bad\" role=\"alert\" tabindex=\"0\" data-fault-line=\"{}\""
                        + " data-fault-column=\"{}\">{}</pre>",
                line,
                column,
                fault);
    }

    Html find(String what, String selector) {
        var message = what.equals("senders") ? "sendersOf: " : "implementorsOf: ";
        return rows(
                "browse portableFound: (Smalltalk " + message + Expressions.literal(selector) + ")",
                found ->
                        Html.of(
                                "<h3>{} of {}</h3><ul class=\"plain\">{}</ul>",
                                what.equals("senders") ? "Senders" : "Implementors",
                                selector,
                                Html.each(found, row -> methodOf(row.getFirst()))));
    }

    /// @param text `Class>>selector` or `Class class>>selector`
    private static Html methodOf(String text) {
        var split = text.split(">>", 2);
        if (split.length < 2) {
            return Html.of("<li>{}</li>", text);
        }
        var meta = split[0].endsWith(" class");
        var of = meta ? split[0].substring(0, split[0].length() - 6) : split[0];
        var selector = split[1].startsWith("#") ? split[1].substring(1) : split[1];
        return Html.of(
                "<li><a href=\"/classes?class={}&amp;meta={}&amp;selector={}\">{}</a></li>",
                Html.encoded(of),
                meta,
                Html.encoded(selector),
                text);
    }

    private static Html noClass(String of) {
        return Html.of("<p class=\"bad\">no class {}</p>", of);
    }

    private static String side(String of, boolean meta) {
        return meta ? of + " class" : of;
    }

    private Html rows(String source, java.util.function.Function<List<List<String>>, Html> shown) {
        return switch (language.ask(source)) {
            case Expressions.Answer.Failed(var why) -> Html.of("<p class=\"bad\">{}</p>", why);
            case Expressions.Answer.Rows(var found) -> shown.apply(found);
        };
    }
}
