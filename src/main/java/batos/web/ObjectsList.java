package batos.web;

import batos.image.Form;
import batos.image.Image;
import batos.image.Oid;
import batos.image.View;
import batos.text.Ellipsis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// The objects of the image, a page at a time: first the named ones by kind, then the anonymous
/// ones by number. One request looks at [#LOOKED] numbers at most and holds one page, however many
/// objects there are; where it ends, the next one goes on.
final class ObjectsList {
    static final int PAGE = 50;

    /// The most anonymous objects to read for one page.
    static final int LOOKED = 20_000;

    private static final int EXCERPT = 60;

    /// The kinds of named objects, as the rooms call them.
    static final List<String> KINDS =
            List.of(
                    "persona",
                    "class",
                    "method",
                    "var",
                    "tool",
                    "tool.version",
                    "tool.record",
                    "goal",
                    "proposal",
                    "codex",
                    "pin",
                    "climb",
                    "ascent",
                    "drift",
                    "turn",
                    "account",
                    "episode",
                    "memory",
                    "consolidation",
                    "advice",
                    "feedback",
                    "tuning",
                    "dataset",
                    "example",
                    "correction",
                    "guest.server",
                    "acp.session",
                    "call.texts");

    private final Supplier<Image> image;

    ObjectsList(Supplier<Image> image) {
        this.image = image;
    }

    /// @param find part of what an object is called, or its identity
    /// @param from how many named ones to leave out
    Html named(String find, long from) {
        var exact = Oid.parse(find.strip());
        var view = image.get().now();
        if (exact.isPresent()) {
            var form = view.readable(exact.get());
            return form.isEmpty()
                    ? Html.of("<p class=\"bad\">no object {}</p>", find)
                    : items(List.of(link(exact.get(), label(exact.get(), form.get()))));
        }
        var wanted = find.toLowerCase(Locale.ROOT);
        var skip = Math.max(0, from);
        var shown = new ArrayList<Html>();
        var seen = 0L;
        for (var kind : KINDS) {
            for (Map.Entry<String, Oid> one : view.named(kind).entrySet()) {
                var label = kind + " " + one.getKey();
                if (!label.toLowerCase(Locale.ROOT).contains(wanted) || seen++ < skip) {
                    continue;
                }
                if (shown.size() == PAGE) {
                    return Html.join(items(shown), more(find, "from", skip + PAGE, "More"));
                }
                shown.add(link(one.getValue(), label));
            }
        }
        return Html.join(items(shown), numbered(find, 1, PAGE - shown.size()));
    }

    /// @param after the first number to be looked at
    Html numbered(String find, long after) {
        return numbered(find, after, PAGE);
    }

    private Html numbered(String find, long after, int most) {
        var wanted = find.toLowerCase(Locale.ROOT);
        var view = image.get().now();
        var end = image.get().numbered();
        var shown = new ArrayList<Html>();
        var n = Math.max(1, after);
        for (var looked = 0; n < end && looked < LOOKED && shown.size() < most; n++, looked++) {
            shown.addAll(found(view, new Oid(n), wanted));
        }
        return Html.join(
                items(shown),
                n >= end
                        ? Html.of("<p class=\"faint\">That is all.</p>")
                        : more(
                                find,
                                "after",
                                n,
                                "Go on: looked at %,d of %,d without a name"
                                        .formatted(n - 1, end - 1)));
    }

    private static List<Html> found(View view, Oid oid, String wanted) {
        return view
                .readable(oid)
                .map(form -> label(oid, form))
                .filter(label -> label.toLowerCase(Locale.ROOT).contains(wanted))
                .map(label -> link(oid, label))
                .stream()
                .toList();
    }

    private static Html items(List<Html> shown) {
        return shown.isEmpty() ? Html.NONE : Html.of("<ul class=\"plain\">{}</ul>", shown);
    }

    private static Html more(String find, String name, long value, String label) {
        return Html.of(
                "<button type=\"button\" hx-get=\"/objects/list?find={}&amp;{}={}\""
                        + " hx-target=\"this\" hx-swap=\"outerHTML\">{}</button>",
                Html.encoded(find),
                name,
                value,
                label);
    }

    static Html link(Oid oid, String label) {
        return Html.of(
                "<li><button type=\"button\" class=\"plain\" hx-get=\"/objects/show?oid={}\""
                        + " hx-target=\"#object\" hx-swap=\"innerHTML\">{}</button></li>",
                Html.encoded(oid.toString()),
                label);
    }

    /// The label of an object: its kind and name, or its class, number and the beginning of its
    /// text.
    static String label(Oid oid, Form form) {
        if (form.name() != null) {
            return form.kind() + " " + form.name();
        }
        var of = form.text("class");
        var text = form.text("text");
        return (of.isEmpty() ? form.kind() : of)
                + " "
                + oid
                + (text.isEmpty() ? "" : " '" + Ellipsis.of(text, EXCERPT) + "'");
    }
}
