package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.image.Author;
import batos.image.Cause;
import java.util.List;
import java.util.Map;

/// Proposals under deliberation: they have a number, a topic in place of a rationale, and the
/// positions taken so far, but no words yet. A deliberation that a crash cut off stays as a draft,
/// which the Architect can continue or withdraw.
final class DraftStore {
    private final CodexState standing;

    DraftStore(CodexState standing) {
        this.standing = standing;
    }

    Proposal begin(String topic, List<String> evidence, double dissonance) {
        var draft =
                new Proposal(
                        standing.nextNumber(),
                        new Author.Persona("ALFRED"),
                        "",
                        standing.inForce().hash(),
                        "",
                        "",
                        topic.strip(),
                        evidence,
                        List.of(),
                        Math.clamp(dissonance, 0.0, 1.0),
                        standing.clock.instant(),
                        new ProposalState.Draft());
        standing.ledger.append(
                Deed.DRAFTED,
                draft.author(),
                "draft " + draft.number() + " is deliberated",
                Map.of("proposal", String.valueOf(draft.number()), "base", draft.base()));
        standing.image.update(
                new Cause(
                        new Author.Persona("alfred"), topic.strip(), standing.image.now().number()),
                change -> {
                    change.put(ProposalForm.write(draft));
                    standing.witness(change);
                });
        return draft;
    }

    /// Keeps the positions taken so far.
    void note(int number, List<PersonaPosition> positions) {
        var oid = ProposalForm.oid(number);
        standing.image.update(
                cause("a position on draft " + number),
                change ->
                        change.get(oid)
                                .map(form ->
                                        form.with(
                                                "deliberation",
                                                ProposalForm.deliberation(positions)))
                                .ifPresent(form -> change.put(oid, form)));
    }

    /// The draft gets its words and waits for the Architect.
    Decision propose(int number, Proposal.Draft words) {
        return new ProposalStore(standing)
                .propose(words, "proposes " + words.target(), standing.lastDeed(), number);
    }

    /// A draft that came to nothing leaves nothing but two lines in the ledger.
    void drop(int number, String why) {
        standing.ledger.append(
                Deed.WITHDRAWN,
                new Author.Persona("ALFRED"),
                "draft " + number + " comes to nothing",
                Map.of("proposal", String.valueOf(number), "because", why));
        standing.image.update(
                cause("draft " + number + " comes to nothing"),
                change -> {
                    change.remove(ProposalForm.oid(number));
                    standing.witness(change);
                });
    }

    private Cause cause(String line) {
        return new Cause(new Author.Persona("alfred"), line, standing.lastDeed());
    }
}
