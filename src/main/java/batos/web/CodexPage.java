package batos.web;

import batos.app.Services;
import batos.codex.Proposal;
import batos.codex.ProposalState;
import batos.text.WordDiff;
import java.util.List;

/// The codex and the proposals to amend it. It decides nothing: the page shows the line to type at
/// a terminal, with the hash that proves the text read, and changes once that is typed.
final class CodexPage {
    private static final int DIGITS = 12;
    private static final int LEDGER = 30;
    private final Services house;

    CodexPage(Services house) {
        this.house = house;
    }

    Html page() {
        return PageParts.live("/codex/all", "codex ledger commit", all());
    }

    Html all() {
        var codex = house.readableCodex();
        var inForce = codex.inForce();
        return Html.of(
                """
                <p class="faint">in force since {}, hash {}, after {} amendments</p>
                <section aria-label="Proposals"><h2>Proposals</h2>{}</section>
                <section aria-label="Text"><h2>Text</h2><pre tabindex="0">{}</pre></section>
                <section aria-label="Ledger"><h2>Ledger</h2>{}</section>
                """,
                PageParts.time(inForce.since()),
                inForce.hash().substring(0, DIGITS),
                inForce.amendment(),
                proposals(),
                inForce.text(),
                PageParts.table(
                        List.of("#", "when", "what", "who", "line"),
                        codex.ledger().reversed().stream()
                                .limit(LEDGER)
                                .map(line ->
                                        Html.of(
                                                "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
                                                line.seq(),
                                                PageParts.time(line.at()),
                                                line.deed(),
                                                line.who(),
                                                line.what()))
                                .toList()));
    }

    private Html proposals() {
        var all = house.readableCodex().proposals();
        return all.isEmpty()
                ? Html.of(
                        "<p class=\"faint\">None. The four propose when dissonance on a theme"
                                + " stays; so may you. Next: /codex propose KEY TEXT --because WHY</p>")
                : Html.each(all.reversed(), CodexPage::proposal);
    }

    private static Html proposal(Proposal proposal) {
        return Html.of(
                """
                <article class="card"><h2>{}: {} <span class="faint">by {}, {}</span></h2>
                <p>{}</p><p class="text">{}</p>{}
                <details><summary>Deliberation and evidence</summary><ul>{}</ul><ul>{}</ul></details></article>
                """,
                proposal.number(),
                proposal.target(),
                proposal.author(),
                PageParts.time(proposal.at()),
                proposal.rationale(),
                Html.each(
                        WordDiff.between(proposal.oldText(), proposal.newText()).pieces(),
                        CodexPage::piece),
                state(proposal),
                Html.each(proposal.deliberation(), position -> Html.of("<li>{}</li>", position)),
                Html.each(proposal.evidence(), id -> Html.of("<li>{}</li>", id)));
    }

    private static Html piece(WordDiff.Piece piece) {
        return switch (piece.sort()) {
            case SAME -> Html.text(piece.text());
            case GONE -> Html.of("<del>{}</del>", piece.text());
            case NEW -> Html.of("<ins>{}</ins>", piece.text());
        };
    }

    private static Html state(Proposal proposal) {
        return switch (proposal.state()) {
            case ProposalState.Waiting() ->
                    Html.of(
                            """
                            <p>It waits. To decide, type at a terminal:</p>
                            <pre tabindex="0">batos codex approve {} --hash {}
                            batos codex reject {} --because '…'</pre>
                            """,
                            proposal.number(),
                            proposal.hash().substring(0, DIGITS),
                            proposal.number());
            case ProposalState.Draft() -> Html.of("<p>a draft</p>");
            case ProposalState.Stale(var now) ->
                    Html.of("<p class=\"bad\">stale: written against another codex</p>");
            case ProposalState.Approved(var at, var amendment) ->
                    Html.of("<p>approved {} as amendment {}</p>", PageParts.time(at), amendment);
            case ProposalState.Rejected(var at, var because) ->
                    Html.of("<p>rejected {}: {}</p>", PageParts.time(at), because);
            case ProposalState.Withdrawn(var at, var by) ->
                    Html.of("<p>withdrawn {} by {}</p>", PageParts.time(at), by);
            case ProposalState.Claimed(var claimed) ->
                    Html.of("<p class=\"bad\">says it is {}; it decides nothing here</p>", claimed);
            case ProposalState.Superseded(var at, var by) ->
                    Html.of("<p>superseded {} by {}</p>", PageParts.time(at), by);
        };
    }
}
