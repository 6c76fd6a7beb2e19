package batos.web;

import batos.council.TurnAccount;
import batos.persona.Receipt;
import java.util.Collection;
import java.util.List;

/// The account of an answer, as `/why` gives it: its words, its grounds, and each part of the
/// dissonance.
final class TurnWhy {
    private TurnWhy() {}

    static Html of(TurnAccount account) {
        return Html.of(
                """
                <section aria-label="Why" id="why"><h2>Why</h2>
                <p class="faint">{}, theme {}, {} rounds</p>
                <h3>Dissonance</h3>{}
                {}{}{}{}{}{}{}{}
                <h3>Receipts</h3>{}</section>
                """,
                account.mind(),
                account.theme().label().isEmpty() ? "none" : account.theme().label(),
                account.rounds(),
                PageParts.table(
                        List.of("part", "value", "weight"),
                        account.dissonance().parts().entrySet().stream()
                                .map(part ->
                                        Html.of(
                                                "<tr><th"
                                                        + " scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
                                                part.getKey().word(),
                                                NowPage.two(part.getValue()),
                                                NowPage.two(
                                                        account.dissonance()
                                                                .weights()
                                                                .of(part.getKey()))))
                                .toList()),
                said("ROBIN's first impression", account.impression()),
                said("Thesis", account.thesis()),
                said("Antithesis", account.antithesis()),
                said("Her reason", account.why()),
                said("What she still objects", account.dissent()),
                listed("Claims", account.claims()),
                listed("Calls", account.uses()),
                listed("Against it, from memory", account.extras().against()),
                PageParts.table(
                        List.of("who", "for", "model", "tokens in", "out", "ms", "ended"),
                        account.receipts().stream().map(TurnWhy::receipt).toList()));
    }

    private static Html said(String head, String text) {
        return text.isEmpty()
                ? Html.NONE
                : Html.of("<h3>{}</h3><p class=\"text\">{}</p>", head, text);
    }

    private static Html listed(String head, Collection<String> lines) {
        return lines.isEmpty()
                ? Html.NONE
                : Html.of(
                        "<h3>{}</h3><ul>{}</ul>",
                        head,
                        Html.each(lines, line -> Html.of("<li>{}</li>", line)));
    }

    private static Html receipt(Receipt receipt) {
        return Html.of(
                "<tr><th"
                        + " scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                receipt.persona(),
                receipt.purpose(),
                receipt.pin(),
                receipt.promptTokens(),
                receipt.replyTokens(),
                receipt.millis(),
                receipt.ending());
    }
}
