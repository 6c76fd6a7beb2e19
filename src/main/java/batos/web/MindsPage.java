package batos.web;

import batos.app.Services;
import java.util.List;

/// Which model each of the four thinks with, what is in memory, and what it costs.
final class MindsPage {
    private final Services house;

    MindsPage(Services house) {
        this.house = house;
    }

    Html page() {
        var models = house.models();
        return Html.of(
                """
                <p>{}</p><section aria-label="Pins"><h2>Pins</h2>{}</section>
                <section aria-label="Models"><h2>Models at hand</h2>{}</section>
                <section aria-label="Budget"><h2>Budget</h2><p>{} tokens today of {}</p></section>
                """,
                house.standing(),
                Views.table(
                        List.of("persona", "model", "digest", "context", "temperature", "deed"),
                        models.pins().entrySet().stream()
                                .map(pin ->
                                        Html.of(
                                                "<tr><th"
                                                        + " scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                                                pin.getKey(),
                                                pin.getValue().tag(),
                                                pin.getValue().digest(),
                                                pin.getValue().context(),
                                                pin.getValue().sampling().temperature(),
                                                Views.deed(
                                                        "Roll back",
                                                        "/models rollback " + pin.getKey())))
                                .toList()),
                Views.table(
                        List.of("model"),
                        models.there().stream()
                                .map(model -> Html.of("<tr><td>{}</td></tr>", model))
                                .toList()),
                models.budget().spentToday(),
                models.budget().perDay() == 0 ? "no limit" : models.budget().perDay());
    }
}
