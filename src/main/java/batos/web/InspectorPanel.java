package batos.web;

import batos.app.Services;
import batos.app.Workbench;
import java.util.List;
import java.util.regex.Pattern;

/// The inspector of the image, which `/inspect` at a prompt shows too: the parts of one object, its
/// views, the way deeper and back. A part is changed by the same line as at the prompt.
final class InspectorPanel {
    private static final Pattern VIEW = Pattern.compile("view[\\p{L}\\p{Nd}_]+");

    private static final Html NOTHING =
            Html.of(
                    "<p class=\"faint\">Nothing is inspected. Type an expression above and choose"
                            + " Inspect it.</p>");

    private final Expressions language;
    private final Workbench.Lines lines;

    InspectorPanel(Services house, Workbench.Lines lines) {
        language = new Expressions(house);
        this.lines = lines;
    }

    /// Carries out one step and shows the object inspected then.
    ///
    /// @param act `on` an expression, `named` by an identity of the image, `dive` into part `n`,
    ///   `up`, `row` `n` of a view, `put` an expression into part `n`; empty only shows
    String step(String act, String what, long n, String view) {
        return switch (act) {
            case "on" -> move("inspector on: [" + what + "\n] value");
            case "named" ->
                    move(
                            "inspector on: (Smalltalk objectNamed: "
                                    + Expressions.literal(what)
                                    + ")");
            case "dive" -> move("inspector dive: " + n);
            case "up" -> move("inspector up");
            case "row" -> VIEW.matcher(view).matches() ? move(row(n, view)) : "no view " + view;
            case "put" -> put(n, what);
            default -> "";
        };
    }

    private static String row(long n, String view) {
        return "inspector dive: " + n + " view: #" + view;
    }

    private String move(String source) {
        return switch (language.ask("(" + source + ") text")) {
            case Expressions.Answer.Rows _ -> "";
            case Expressions.Answer.Failed(var why) -> why;
        };
    }

    private String put(long n, String expression) {
        return LineResult.of(lines, "/inspect " + n + " := " + expression).err();
    }

    /// The inspector as a part of a page that asks for itself again, with the view that was chosen,
    /// after each commit.
    ///
    /// @param fault of the step before; empty for none
    /// @param view the selector of the view to draw; one that the object does not have, or an empty
    ///   text, draws none
    Html show(String fault, String view) {
        var said =
                fault.isEmpty()
                        ? Html.NONE
                        : Html.of(
                                "<pre class=\"bad\" role=\"alert\" tabindex=\"0\">{}</pre>", fault);
        return switch (language.ask("inspector portable")) {
            case Expressions.Answer.Failed(var why) ->
                    part("", said, Html.of("<p class=\"bad\">{}</p>", why));
            case Expressions.Answer.Rows(var rows) -> {
                var views = rows.stream().filter(row -> row.getFirst().equals("view")).toList();
                var chosen = views.stream().anyMatch(row -> row.get(1).equals(view)) ? view : "";
                yield part(chosen, said, rows.isEmpty() ? NOTHING : panel(rows, views, chosen));
            }
        };
    }

    private static Html part(String view, Html said, Html content) {
        return PageParts.chosen(
                "inspector",
                "/objects/inspector?view=" + Html.encoded(view),
                "commit",
                Html.join(said, content));
    }

    private Html panel(List<List<String>> rows, List<List<String>> views, String chosen) {
        var object = rows.getFirst();
        var parts = rows.stream().filter(row -> row.getFirst().equals("part")).toList();
        var rest = rows.stream().filter(row -> row.getFirst().equals("rest")).toList();
        var depth = Integer.parseInt(object.get(3));
        var identity = object.get(4);
        return Html.of(
                """
                <h3>{} <span class="faint">{}</span></h3>
                <p class="bar">{}{}</p>
                {}{}
                <div role="group" aria-label="Views" class="bar">{}</div>
                <div id="view">{}</div>
                """,
                object.get(2),
                object.get(1),
                depth > 1 ? button("Back", "\"act\":\"up\"") : Html.NONE,
                identity.isEmpty()
                        ? Html.NONE
                        : Html.of(
                                "<button type=\"button\" hx-get=\"/objects/show?oid={}\""
                                        + " hx-target=\"#object\" hx-swap=\"innerHTML\">In the image as"
                                        + " {}</button>",
                                Html.encoded(identity),
                                identity),
                parts.isEmpty() ? Html.NONE : parts(parts),
                Html.each(rest, row -> Html.of("<p class=\"faint\">{}</p>", row.get(1))),
                Html.each(views, row -> view(row, chosen)),
                chosen.isEmpty() ? Html.NONE : drawn(chosen));
    }

    private static Html button(String label, String values) {
        return Html.of(
                "<button type=\"button\" hx-post=\"/objects/inspector\" hx-target=\"#inspector\""
                        + " hx-swap=\"outerHTML\" hx-vals=\"{}\">{}</button>",
                "{" + values + "}",
                label);
    }

    private static Html parts(List<List<String>> parts) {
        var rows = new java.util.ArrayList<Html>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var n = i + 1;
            rows.add(
                    Html.of(
                            "<tr><th scope=\"row\">{}</th><td>{}</td><td"
                                    + " class=\"faint\">{}</td><td>{}</td></tr>",
                            part.get(1),
                            button(part.get(2), "\"act\":\"dive\",\"n\":" + n),
                            part.get(3),
                            part.get(4).equals("true") ? setter(n, part.get(1)) : Html.NONE));
        }
        return PageParts.table(List.of("part", "value", "class", "set to an expression"), rows);
    }

    private static Html setter(int n, String label) {
        return Html.of(
                "<form class=\"line\" hx-post=\"/objects/inspector\" hx-target=\"#inspector\""
                        + " hx-swap=\"outerHTML\"><input type=\"hidden\" name=\"act\""
                        + " value=\"put\"><input type=\"hidden\" name=\"n\" value=\"{}\"><input"
                        + " name=\"what\" autocomplete=\"off\" spellcheck=\"false\" required"
                        + " aria-label=\"New value of {}\"><button>Set</button></form>",
                n,
                label);
    }

    private static Html view(List<String> row, String chosen) {
        return Html.of(
                "<button type=\"button\" hx-get=\"/objects/inspector?view={}\""
                        + " hx-target=\"#inspector\" hx-swap=\"outerHTML\""
                        + " aria-pressed=\"{}\">{}</button>",
                row.get(1),
                row.get(1).equals(chosen),
                row.get(2));
    }

    private Html drawn(String name) {
        if (!VIEW.matcher(name).matches()) {
            return Html.of("<p class=\"bad\">no view {}</p>", name);
        }
        return switch (language.ask("(inspector view: #" + name + ") portable")) {
            case Expressions.Answer.Failed(var why) -> Html.of("<p class=\"bad\">{}</p>", why);
            case Expressions.Answer.Rows(var rows) -> new ViewDrawing(name, rows).html();
        };
    }
}
