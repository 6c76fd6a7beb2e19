package batos.web;

import batos.app.Services;
import batos.motive.goal.Goal;
import java.util.List;

/// The goals of idle time, and the Architect's decisions about them.
final class GoalsPage {
    private final Services house;

    GoalsPage(Services house) {
        this.house = house;
    }

    Html page() {
        return PageParts.live("/goals/all", "commit motive", all());
    }

    Html all() {
        var goals = house.motive().goals().all().reversed();
        return goals.isEmpty()
                ? Html.of("<p class=\"faint\">None yet. Next: /motive once, or /motive on</p>")
                : PageParts.table(
                        List.of("#", "goal", "whose", "because", "spent", "decide"),
                        goals.stream().map(GoalsPage::row).toList());
    }

    private static Html row(Goal goal) {
        return Html.of(
                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td class=\"bar\">{}"
                        + " {}</td></tr>",
                goal.number(),
                goal.line(),
                goal.persona(),
                Html.each(goal.because(), line -> Html.of("{}<br>", line)),
                goal.spent().tokens() + " tokens",
                PageParts.deed("Accept", "/goals accept " + goal.number()),
                PageParts.deed("Retire", "/goals retire " + goal.number()));
    }
}
