package batos.web;

import batos.app.Services;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Oid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A workspace, and an inspector on any object of the image.
final class ObjectsPage {
    private static final int PAGE = 50;
    private static final int HISTORY = 20;
    private static final int LONGEST = 4_000;
    private static final int DEEPEST = 4;

    /// The kinds of named objects, as the rooms call them.
    private static final List<String> KINDS =
            List.of(
                    "persona",
                    "tool",
                    "binding",
                    "class",
                    "method",
                    "variable",
                    "global",
                    "episode",
                    "memory",
                    "proposal",
                    "amendment",
                    "pin",
                    "codex",
                    "turn");

    private final Services house;

    ObjectsPage(Services house) {
        this.house = house;
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
                <button type="button" data-as="/inspect ">Inspect it</button>
                <button type="button" data-as="/browse ">Browse it</button></p></form>
                <div id="printed" aria-live="polite"></div></section>
                <div class="two"><section aria-label="Objects"><h2>Objects</h2>
                <form class="line" hx-get="/objects/list" hx-target="#list" hx-swap="innerHTML" hx-trigger="submit, input delay:200ms from:#find"><label for="find">Find</label><input id="find" name="find" autocomplete="off"></form>
                <div id="list">{}</div></section>
                <section id="object" aria-label="Object" hx-get="/objects/show?oid={}" hx-trigger="pulsed" hx-swap="innerHTML" data-pulses="commit">{}</section></div>
                """,
                list("", ""),
                encoded(of),
                of.isEmpty()
                        ? Html.of("<h2>Object</h2><p class=\"faint\">Choose one.</p>")
                        : show(of));
    }

    /// @param find part of a kind or a name
    /// @param from how many to leave out
    Html list(String find, String from) {
        var wanted = find.toLowerCase(Locale.ROOT);
        var skip = Math.max(0, ImagePage.number(from));
        var shown = new ArrayList<Html>();
        var view = house.image().now();
        var seen = 0L;
        var more = false;
        for (var kind : KINDS) {
            for (Map.Entry<String, Oid> one : view.named(kind).entrySet()) {
                var label = kind + " " + one.getKey();
                if (!label.toLowerCase(Locale.ROOT).contains(wanted) || seen++ < skip) {
                    continue;
                }
                if (shown.size() == PAGE) {
                    more = true;
                    break;
                }
                shown.add(link(one.getValue(), label));
            }
        }
        return Html.join(
                Html.of("<ul class=\"plain\">{}</ul>", shown),
                more
                        ? Html.of(
                                "<button type=\"button\""
                                        + " hx-get=\"/objects/list?find={}&amp;from={}\""
                                        + " hx-target=\"this\" hx-swap=\"outerHTML\">More</button>",
                                encoded(find),
                                skip + PAGE)
                        : Html.NONE);
    }

    private static Html link(Oid oid, String label) {
        return Html.of(
                "<li><button type=\"button\" class=\"plain\" hx-get=\"/objects/show?oid={}\""
                        + " hx-target=\"#object\" hx-swap=\"innerHTML\">{}</button></li>",
                encoded(oid.toString()),
                label);
    }

    Html show(String text) {
        var oid = oid(text);
        var form = oid == null ? Optional.<Form>empty() : house.image().now().readable(oid);
        if (oid == null || form.isEmpty()) {
            return Html.of("<h2>Object</h2><p class=\"bad\">no object {}</p>", text);
        }
        var slots = form.get().slots();
        return Html.of(
                """
                <h2>{} <span class="faint">{}</span></h2>{}
                <details><summary>History</summary>{}</details>
                """,
                form.get().kind(),
                oid,
                Views.table(
                        List.of("slot", "value"),
                        slots.entrySet().stream()
                                .map(slot ->
                                        Html.of(
                                                "<tr><th scope=\"row\">{}</th><td>{}</td></tr>",
                                                slot.getKey(),
                                                value(slot.getValue(), 0)))
                                .toList()),
                Views.table(
                        List.of("commit", "who", "why", "when"),
                        house.image().log(oid, HISTORY).stream()
                                .map(commit ->
                                        Html.of(
                                                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                                                commit.number(),
                                                commit.cause().author(),
                                                commit.cause().line(),
                                                Views.time(commit.at())))
                                .toList()));
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
            case Datum.Ref(var oid) -> Html.of("<ul class=\"plain\">{}</ul>", link(oid, name(oid)));
            case Datum.Many(var items) ->
                    depth >= DEEPEST
                            ? Html.text(items.size() + " items")
                            : Html.of(
                                    "<ol>{}</ol>",
                                    Html.each(
                                            items.stream().limit(PAGE).toList(),
                                            item ->
                                                    Html.of(
                                                            "<li>{}</li>",
                                                            value(item, depth + 1))));
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
        return house.image().now().readable(oid).map(form -> form.kind() + " ").orElse("") + oid;
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /// Reads what [Oid#toString()] writes.
    private static @Nullable Oid oid(String text) {
        try {
            if (text.startsWith("@")) {
                return new Oid(Long.parseUnsignedLong(text.substring(1), 36));
            }
            return text.startsWith("#") ? new Oid(Long.parseLong(text.substring(1))) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
