package batos.web;

import batos.app.Services;
import batos.image.Commit;
import batos.image.Datum;
import batos.image.Form;
import batos.image.ImageFault;
import batos.image.Oid;
import batos.text.Ellipsis;
import java.util.List;

/// A workspace, and an inspector on any object of the image.
final class ObjectsPage {
    private static final int PAGE = 50;
    private static final int HISTORY = 20;

    /// A history looks at so many commits, unless the request wants all.
    private static final int LOOKED_BACK = 400;

    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 4;

    private final Services house;
    private final InspectorPanel inspector;
    private final ObjectsList list;

    ObjectsPage(Services house, InspectorPanel inspector) {
        this.house = house;
        this.inspector = inspector;
        list = new ObjectsList(house::image);
    }

    /// @param of the identity of the object to show first; empty for none
    Html page(String of) {
        return Html.of(
                """
                <section aria-label="Workspace"><h2>Workspace</h2>
                <form id="workspace" hx-post="/do" hx-target="#printed" hx-swap="innerHTML">
                <label for="code">Expressions; a class body or an extension compiles live</label>
                <textarea id="code" name="line" rows="5" spellcheck="false" data-editor>3 + 4</textarea>
                <p><button>Print it</button>
                <button type="button" data-inspect>Inspect it</button>
                <button type="button" data-as="/browse ">Browse it</button></p></form>
                <div id="printed" aria-live="polite"></div></section>
                <section aria-label="Inspector" aria-live="polite"><h2>Inspector</h2>{}</section>
                <div class="two"><section aria-label="Objects"><h2>Objects</h2>
                <form class="line" hx-get="/objects/list" hx-target="#list" hx-swap="innerHTML" hx-trigger="submit, input delay:200ms from:#find"><label for="find">Find</label><input id="find" name="find" autocomplete="off" placeholder="part of a name or class, or #number"></form>
                <div id="list">{}</div></section>
                <section id="object" aria-label="Object">{}</section></div>
                """,
                inspector.show("", ""),
                list("", "", ""),
                of.isEmpty()
                        ? Html.of("<h2>Object</h2><p class=\"faint\">Choose one.</p>")
                        : show(of, ""));
    }

    /// @param find part of what an object is called, or its identity
    /// @param from how many named ones to leave out
    /// @param after the first number of an anonymous one, once the named ones are through
    Html list(String find, String from, String after) {
        return after.isEmpty()
                ? list.named(find, ImagePage.number(from))
                : list.numbered(find, ImagePage.number(after));
    }

    /// @param at the number of the commit after which it is shown; empty for the present
    Html show(String text, String at) {
        var oid = Oid.parse(text);
        try {
            var view = at.isEmpty() ? house.image().now() : house.image().at(ImagePage.number(at));
            var form = oid.flatMap(view::readable);
            return form.isEmpty()
                    ? Html.of(
                            "<h2>Object</h2><p class=\"bad\">no object {}{}</p>",
                            text,
                            at.isEmpty() ? "" : " after commit " + at)
                    : shown(oid.get(), form.get(), at);
        } catch (ImageFault fault) {
            return Html.of(
                    "<h2>Object</h2><p class=\"bad\">{}</p>", String.valueOf(fault.getMessage()));
        }
    }

    private Html shown(Oid oid, Form form, String at) {
        var past =
                at.isEmpty()
                        ? Html.NONE
                        : Html.of(
                                "<p class=\"bad\">as of commit {} {}</p>",
                                at,
                                asOf(oid, "", "Back to now"));
        var content =
                Html.of(
                        """
                        <h2>{} <span class="faint">{}</span></h2>{}
                        <p class="bar"><button type="button" hx-post="/objects/inspector" hx-target="#inspector" hx-swap="outerHTML" hx-vals="{}">Inspect it</button>
                        <button type="button" hx-get="/objects/references?oid={}" hx-target="#references" hx-swap="innerHTML">References to it</button></p>
                        {}<div id="references" aria-live="polite"></div>
                        <h3>History</h3><div id="history" hx-get="/objects/history?oid={}" hx-trigger="load" hx-swap="innerHTML"></div>
                        """,
                        form.kind() + (form.name() == null ? "" : " " + form.name()),
                        oid,
                        past,
                        "{\"act\":\"named\",\"what\":\"" + oid + "\"}",
                        Html.encoded(oid.toString()),
                        PageParts.table(
                                List.of("slot", "value"),
                                form.slots().entrySet().stream()
                                        .map(slot ->
                                                Html.of(
                                                        "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
                                                        slot.getKey(),
                                                        value(slot.getValue(), 0)))
                                        .toList()),
                        Html.encoded(oid.toString()));
        return PageParts.chosen(
                "shown",
                "/objects/show?oid=" + Html.encoded(oid.toString()) + "&at=" + at,
                "commit",
                content);
    }

    /// The commits that changed the object, the latest first.
    ///
    /// @param all whether to look at every commit that the journal holds
    Html history(String text, boolean all) {
        var oid = Oid.parse(text);
        if (oid.isEmpty()) {
            return Html.of("<p class=\"bad\">no object {}</p>", text);
        }
        var commits =
                all
                        ? house.image().log(oid.get(), HISTORY)
                        : house.image().log(LOOKED_BACK).stream()
                                .filter(commit -> commit.touched().contains(oid.get()))
                                .limit(HISTORY)
                                .toList();
        var more =
                all || commits.size() == HISTORY || house.image().now().number() <= LOOKED_BACK
                        ? Html.NONE
                        : Html.of(
                                "<button type=\"button\""
                                        + " hx-get=\"/objects/history?oid={}&amp;all=1\""
                                        + " hx-target=\"#history\" hx-swap=\"innerHTML\">Before the"
                                        + " last {} commits</button>",
                                Html.encoded(text),
                                LOOKED_BACK);
        return Html.join(
                PageParts.table(
                        List.of("commit", "who", "why", "when", "then"),
                        commits.stream().map(commit -> past(oid.get(), commit)).toList()),
                more);
    }

    private static Html past(Oid oid, Commit commit) {
        return Html.of(
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                commit.number(),
                commit.cause().author(),
                commit.cause().line(),
                PageParts.time(commit.at()),
                asOf(oid, Long.toString(commit.number()), "As it was"));
    }

    private static Html asOf(Oid oid, String commit, String label) {
        return Html.of(
                "<button type=\"button\" hx-get=\"/objects/show?oid={}&amp;at={}\""
                        + " hx-target=\"#object\" hx-swap=\"innerHTML\">{}</button>",
                Html.encoded(oid.toString()),
                commit,
                label);
    }

    /// Looks at every object of the image; asked for by a button only.
    Html references(String text) {
        var oid = Oid.parse(text);
        if (oid.isEmpty()) {
            return Html.of("<p class=\"bad\">no object {}</p>", text);
        }
        var found = house.image().referrers(oid.get(), PAGE);
        return found.isEmpty()
                ? Html.of("<p class=\"faint\">No object refers to it.</p>")
                : Html.of(
                        "<h3>References</h3><ul class=\"plain\">{}</ul>{}",
                        Html.each(found, each -> ObjectsList.link(each, name(each))),
                        found.size() == PAGE
                                ? Html.of("<p class=\"faint\">the first {}</p>", PAGE)
                                : Html.NONE);
    }

    private Html value(Datum datum, int depth) {
        return switch (datum) {
            case Datum.Nothing() -> Html.of("<span class=\"faint\">nil</span>");
            case Datum.Truth(var truth) -> Html.text(truth);
            case Datum.Whole(var whole) -> Html.text(whole);
            case Datum.Big(var big) -> Html.text(big);
            case Datum.Real(var real) -> Html.text(real);
            case Datum.Text(var text) -> Html.of("<span class=\"text\">{}</span>", cut(text));
            case Datum.Sign(var sign) -> Html.text("#" + sign);
            case Datum.Letter(var code) -> Html.text("$" + Character.toString(code));
            case Datum.Raw raw -> Html.text(cut(raw.hex()));
            case Datum.Ref(var oid) ->
                    Html.of("<ul class=\"plain\">{}</ul>", ObjectsList.link(oid, name(oid)));
            case Datum.Many(var items) ->
                    depth >= DEEPEST
                            ? Html.text(items.size() + " items")
                            : Html.of(
                                    "<ol>{}</ol>{}",
                                    Html.each(
                                            items.stream().limit(PAGE).toList(),
                                            item -> Html.of("<li>{}</li>", value(item, depth + 1))),
                                    items.size() > PAGE
                                            ? Html.of(
                                                    "<p class=\"faint\">the first {} of {}</p>",
                                                    PAGE,
                                                    items.size())
                                            : Html.NONE);
            case Datum.Slots(var entries) ->
                    depth >= DEEPEST
                            ? Html.text(entries.size() + " slots")
                            : Html.of(
                                    "<dl>{}</dl>",
                                    Html.each(
                                            entries.entrySet(),
                                            entry ->
                                                    Html.of(
                                                            "<dt>{}</dt><dd>{}</dd>",
                                                            entry.getKey(),
                                                            value(entry.getValue(), depth + 1))));
        };
    }

    private String name(Oid oid) {
        return house.image()
                .now()
                .readable(oid)
                .map(form -> ObjectsList.label(oid, form))
                .orElse(oid.toString());
    }

    private static String cut(String text) {
        return Ellipsis.of(text, LONGEST);
    }
}
