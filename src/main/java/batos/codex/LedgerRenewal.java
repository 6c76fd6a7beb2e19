package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.image.Author;
import batos.image.Cause;
import java.util.LinkedHashMap;

/// The way out of a ledger that is damaged, lost or not the one that the image knows.
///
/// No trusted ledger records the earlier decisions any more, so the new one takes over only the
/// codex that the image holds: it withdraws open proposals, and the history begins at 0. Should the
/// process end in the midst of it, the new ledger is again not the one that the image knows, and
/// the Architect asks once more.
final class LedgerRenewal {
    private final CodexState standing;

    LedgerRenewal(CodexState standing) {
        this.standing = standing;
    }

    Decision begin(Authorization hand, String damage) {
        var inForce = standing.inForce();
        var highest = Math.max(standing.highestNumber(), highestImaged());
        var known = LedgerAnchor.in(standing.image);
        // while the ledger is broken the image's word on proposals counts; the new one knows none
        var proposals = standing.proposals();
        var aside = standing.ledger.setAside();
        var facts = new LinkedHashMap<String, String>();
        facts.put("target", Proposal.ROLLBACK);
        facts.put("to", inForce.hash());
        facts.put("text", inForce.text());
        facts.put("damage", damage);
        facts.put("aside", String.valueOf(aside.getFileName()));
        facts.put("lines", known.map(witness -> String.valueOf(witness.lines())).orElse(""));
        facts.put("last", known.map(LedgerAnchor::hash).orElse(""));
        facts.put("highest", String.valueOf(highest));
        standing.ledger.append(Deed.RENEWED, Author.ARCHITECT, hand.line(), facts);
        var begun = standing.history().getLast();
        var renewed =
                new CodexInForce(
                        inForce.document(),
                        inForce.text(),
                        inForce.hash(),
                        begun.number(),
                        begun.at());
        standing.enforce(renewed);
        standing.image.update(
                new Cause(Author.ARCHITECT, hand.line(), hand.deed()),
                change -> {
                    change.put(CodexState.form(renewed));
                    for (var proposal : proposals) {
                        if (isOpen(proposal.state())) {
                            var gone = new ProposalState.Withdrawn(begun.at(), "a new ledger");
                            change.put(ProposalForm.write(proposal.in(gone)));
                        }
                    }
                });
        standing.witness();
        standing.tell(new CodexEvent.Amended(begun));
        return new Decision.Renewed(begun, aside);
    }

    private int highestImaged() {
        return standing.proposals().stream().mapToInt(Proposal::number).max().orElse(0);
    }

    private static boolean isOpen(ProposalState state) {
        return switch (state) {
            case ProposalState.Draft _, ProposalState.Waiting _, ProposalState.Stale _ -> true;
            case ProposalState.Approved _,
                    ProposalState.Rejected _,
                    ProposalState.Withdrawn _,
                    ProposalState.Superseded _,
                    ProposalState.Claimed _ ->
                    false;
        };
    }
}
