package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.config.ConfigFault;
import batos.image.Author;
import batos.image.Cause;
import java.util.Locale;
import java.util.Map;

/// Makes proposals. Each enters the ledger with its hash before it enters the image, so that an
/// approval is of the proposed text.
final class ProposalStore {
    private final CodexState standing;

    ProposalStore(CodexState standing) {
        this.standing = standing;
    }

    Decision propose(Proposal.Draft draft) {
        return propose(draft, "proposes " + draft.target(), standing.image.now().number());
    }

    Decision propose(Proposal.Draft draft, String line, long deed) {
        return propose(draft, line, deed, standing.nextNumber());
    }

    /// @param number that of a draft that gets its words, or the next one
    Decision propose(Proposal.Draft draft, String line, long deed, int number) {
        var target = draft.target();
        var objection = CodexValues.objection(target);
        if (!mayPropose(draft.author())) {
            objection =
                    java.util.Optional.of(
                            draft.author() + " is none of the four and not the Architect");
        }
        if (objection.isPresent()) {
            return refuse(draft, objection.get());
        }
        var key = CodexValues.key(target).orElseThrow();
        var text = draft.newText().replace("\r\n", "\n").strip();
        var wrong = CodexValues.objection(key, text);
        if (wrong.isPresent()) {
            return refuse(draft, target + ": the new text " + wrong.get());
        }
        if (draft.rationale().length() > 8_000) {
            return refuse(draft, "the rationale has more than 8000 characters");
        }
        var inForce = standing.inForce();
        var old = CodexValues.read(inForce.document(), target);
        if (old.strip().equals(text)) {
            return refuse(draft, target + " says that already");
        }
        var waiting =
                standing.proposals().stream()
                        .filter(p -> p.state() instanceof ProposalState.Waiting)
                        .toList();
        var same =
                waiting.stream()
                        .filter(p -> p.target().equals(target) && p.newText().equals(text))
                        .findFirst();
        if (same.isPresent()) {
            return refuse(
                    draft, "the same is waiting already. Next: codex show " + same.get().number());
        }
        if (waiting.size() >= Codex.MOST_WAITING) {
            return refuse(draft, waiting.size() + " proposals are waiting. Next: codex proposals");
        }
        try {
            CodexValues.write(standing.file().path(), inForce.text(), key, text);
        } catch (ConfigFault e) {
            return refuse(draft, e.complaints().getFirst().what());
        }
        return new Decision.Settled(enter(number, draft, target, old, text, line, deed));
    }

    /// The proposal to put back the whole codex of an earlier amendment; only [Governance] asks for
    /// it.
    Proposal rollback(Amendment to, String line, long deed) {
        var draft =
                Proposal.Draft.of(
                        Author.ARCHITECT,
                        Proposal.ROLLBACK,
                        to.text(),
                        "back to the codex as amendment " + to.number() + " left it");
        return enter(
                standing.nextNumber(),
                draft,
                Proposal.ROLLBACK,
                standing.inForce().text(),
                to.text(),
                line,
                deed);
    }

    private Proposal enter(
            int number,
            Proposal.Draft draft,
            String target,
            String old,
            String text,
            String line,
            long deed) {
        var proposal =
                new Proposal(
                        number,
                        draft.author(),
                        target,
                        standing.inForce().hash(),
                        old,
                        text,
                        draft.rationale().strip(),
                        draft.evidence(),
                        draft.deliberation(),
                        Math.clamp(draft.dissonance(), 0.0, 1.0),
                        standing.clock.instant(),
                        new ProposalState.Waiting());
        standing.ledger.append(
                Deed.PROPOSED,
                draft.author(),
                "proposal " + proposal.number() + " of " + target,
                Map.of(
                        "proposal",
                        String.valueOf(proposal.number()),
                        "hash",
                        proposal.hash(),
                        "base",
                        proposal.base()));
        standing.image.update(
                new Cause(
                        Author.of(draft.author().toString().toLowerCase(Locale.ROOT)), line, deed),
                change -> {
                    change.put(ProposalForm.write(proposal));
                    standing.witness(change);
                });
        standing.tell(new CodexEvent.Proposed(proposal));
        return proposal;
    }

    Decision rebase(int number, Author who) {
        var found = standing.proposal(number);
        if (found.isEmpty()) {
            return standing.refuse(who, "rebase " + number, unknown(number));
        }
        var old = found.get();
        if (!(old.state() instanceof ProposalState.Stale)) {
            return standing.refuse(
                    who,
                    "rebase " + number,
                    "proposal %d is %s; only a stale one is rebased. Next: codex show %d"
                            .formatted(number, old.state().word(), number));
        }
        if (!standing.entered(number).equals(java.util.Optional.of(old.hash()))) {
            return standing.refuse(who, "rebase " + number, Governance.altered(number));
        }
        if (old.target().equals(Proposal.ROLLBACK)) {
            return standing.refuse(
                    who, "rebase " + number, "a rollback is not rebased. Next: codex history");
        }
        var draft =
                new Proposal.Draft(
                        old.author(),
                        old.target(),
                        old.newText(),
                        old.rationale(),
                        old.evidence(),
                        old.deliberation(),
                        old.dissonance());
        var deed = standing.image.now().number();
        var made = propose(draft, "rebases proposal " + number, deed);
        if (made instanceof Decision.Settled(var proposal)) {
            supersede(old, proposal, who, deed);
        }
        return made;
    }

    void supersede(Proposal old, Proposal by, Author who, long deed) {
        var line =
                standing.ledger.append(
                        Deed.SUPERSEDED,
                        who,
                        "proposal " + old.number() + " gives way to " + by.number(),
                        Map.of(
                                "proposal",
                                String.valueOf(old.number()),
                                "by",
                                String.valueOf(by.number())));
        settle(old.in(new ProposalState.Superseded(line.at(), by.number())), line.what(), deed);
    }

    /// Writes a proposal's state into the image.
    Proposal settle(Proposal settled, String line, long deed) {
        standing.image.update(
                new Cause(Author.ARCHITECT, line, deed),
                change -> {
                    change.put(ProposalForm.write(settled));
                    standing.witness(change);
                });
        return settled;
    }

    String unknown(int number) {
        var waiting =
                standing.proposals().stream()
                        .filter(p -> p.state() instanceof ProposalState.Waiting)
                        .map(p -> String.valueOf(p.number()))
                        .toList();
        return waiting.isEmpty()
                ? "no proposal " + number + ". None is waiting. Next: codex proposals"
                : "no proposal %d. Waiting: %s. Next: codex show %s"
                        .formatted(number, String.join(", ", waiting), waiting.getFirst());
    }

    private static boolean mayPropose(Author author) {
        return switch (author) {
            case Author.Architect _, Author.Persona _ -> true;
            case Author.Part _, Author.Other _ -> false;
        };
    }

    private Decision refuse(Proposal.Draft draft, String why) {
        return standing.refuse(draft.author(), "proposes " + draft.target(), why);
    }
}
