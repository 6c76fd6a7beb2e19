package batos.web;

import batos.app.Services;
import batos.mind.Mind;
import batos.mind.ModelTag;
import batos.mind.Pin;
import java.util.List;
import java.util.Map;

/// The models: each persona's, those in memory, the swaps, and the budget of tokens.
final class MindsPage {
    private static final int SWAPS = 30;
    private static final int DIGITS = 12;
    private final Services house;
    private final CouncilHistory history;

    MindsPage(Services house, CouncilHistory history) {
        this.house = house;
        this.history = history;
    }

    Html page() {
        return PageParts.live("/minds/all", "commit mind model", all());
    }

    Html all() {
        var budget = house.models().budget();
        return Html.of(
                """
                <p>{}</p><section aria-label="Pins"><h2>Pins</h2>{}</section>
                <section aria-label="Models"><h2>Models at hand</h2>{}</section>
                <section aria-label="Swaps"><h2>Swaps</h2>{}</section>
                <section aria-label="Budget"><h2>Budget</h2><p>{} tokens today of {}</p></section>
                """,
                house.standing(),
                PageParts.table(
                        List.of("persona", "model", "digest", "context", "temperature", "deed"),
                        house.models().pins().entrySet().stream().map(MindsPage::pin).toList()),
                models(),
                swaps(),
                "%,d".formatted(budget.spentToday()),
                budget.perDay() == 0 ? "no limit" : "%,d".formatted(budget.perDay()));
    }

    private static Html pin(Map.Entry<String, Pin> pin) {
        return Html.of(
                """
                <tr data-drop="/models use {} {}"><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>
                """,
                pin.getKey(),
                "{}",
                pin.getKey(),
                pin.getValue().tag(),
                shortened(pin.getValue().digest()),
                "%,d".formatted(pin.getValue().context()),
                pin.getValue().sampling().temperature(),
                PageParts.deed("Roll back", "/models rollback " + pin.getKey()));
    }

    private Html models() {
        var there = house.models().there();
        if (there.isEmpty()) {
            return Html.of(
                    "<p class=\"faint\">This mind has no server to list models. Next: ollama serve,"
                            + " then /models mind; or /models install small</p>");
        }
        var resident = house.models().resident();
        return Html.join(
                Html.of("<p class=\"faint\">Drag one onto a persona above to pin it there.</p>"),
                PageParts.table(
                        List.of("model", "bytes", "digest", "in memory"),
                        there.stream()
                                .map(model ->
                                        model(
                                                model,
                                                resident.stream()
                                                        .anyMatch(one ->
                                                                ModelTag.same(
                                                                        one.tag(), model.tag()))))
                                .toList()));
    }

    private static Html model(Mind.Model model, boolean loaded) {
        return Html.of(
                "<tr draggable=\"true\" data-drag=\"{}\"><th"
                        + " scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>",
                model.tag(),
                model.tag(),
                model.bytes() == 0 ? "" : "%,d".formatted(model.bytes()),
                shortened(model.digest()),
                loaded ? "loaded" : "");
    }

    private Html swaps() {
        var swaps = history.swaps();
        return swaps.isEmpty()
                ? Html.of(
                        "<p class=\"faint\">None yet. Next: /models use PERSONA TAG, or"
                                + " /tune</p>")
                : PageParts.table(
                        List.of("persona", "commit", "line", "who", "when"),
                        swaps.stream().limit(SWAPS).map(MindsPage::swap).toList());
    }

    private static Html swap(CouncilHistory.Swap swap) {
        return Html.of(
                "<tr><th"
                        + " scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                swap.persona(),
                swap.commit().number(),
                swap.commit().cause().line(),
                swap.commit().cause().author(),
                PageParts.time(swap.commit().at()));
    }

    private static String shortened(String digest) {
        return digest.length() > DIGITS ? digest.substring(0, DIGITS) : digest;
    }
}
