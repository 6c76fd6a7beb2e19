package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.config.CodexFile;
import batos.config.ConfigFault;
import batos.image.Author;
import batos.text.FileErrors;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// The deciding side of the codex. Every act takes the Architect's [Authorization], which only the
/// [Authority] can make; every act, done or refused, leaves a line in the ledger, and without that
/// line nothing happens.
public final class Governance {
    /// The fewest hexadecimal digits by which a confirmation names a hash.
    public static final int SHORTEST_NAME = 8;

    private final CodexState standing;
    private final Authority seal;
    private final ShownTexts seen = new ShownTexts();

    Governance(CodexState standing, Authority seal) {
        this.standing = standing;
        this.seal = seal;
    }

    /// Notes that the text with this hash was shown at the terminal; from then on it can be
    /// approved there without naming the hash.
    public void shown(Authorization hand, String hash) {
        synchronized (standing) {
            if (hand.presence() == InputChannel.TERMINAL && hand.spend(seal)) {
                seen.add(hash);
            }
        }
    }

    /// Puts a proposal in force.
    ///
    /// @param named the proposal's hash or its beginning, [#SHORTEST_NAME] digits or more; may be
    ///   left out only at a terminal; there the proposal must have been shown
    public Decision approve(Authorization hand, int number, Optional<String> named) {
        synchronized (standing) {
            return governed(
                    hand,
                    () -> {
                        var found = standing.proposal(number);
                        if (found.isEmpty()) {
                            return refuse(hand, new ProposalStore(standing).unknown(number));
                        }
                        return approve(hand, found.get(), named);
                    });
        }
    }

    private Decision approve(Authorization hand, Proposal proposal, Optional<String> named) {
        var objection =
                objection(proposal)
                        .or(() ->
                                seen.objection(
                                        hand, proposal.hash(), named, "show " + proposal.number()));
        if (objection.isPresent()) {
            return refuse(hand, objection.get());
        }
        var found = standing.file().look();
        if (!(standing.drift() instanceof Drift.None)) {
            return refuse(hand, standing.drift().line());
        }
        try {
            var rollback = proposal.target().equals(Proposal.ROLLBACK);
            var text = rollback ? proposal.newText() : amended(proposal);
            var way = rollback ? Amendment.Way.ROLLED_BACK : Amendment.Way.APPROVED;
            return new CodexActivation(standing).apply(hand, way, proposal, text, found);
        } catch (ConfigFault e) {
            return refuse(hand, e.complaints().getFirst().toString());
        }
    }

    private String amended(Proposal proposal) throws ConfigFault {
        var key = CodexValues.key(proposal.target()).orElseThrow();
        return CodexValues.write(
                standing.file().path(), standing.inForce().text(), key, proposal.newText());
    }

    /// The reason why nobody can approve this proposal; empty where the Architect can.
    private Optional<String> objection(Proposal proposal) {
        var number = proposal.number();
        if (!standing.entered(number).equals(Optional.of(proposal.hash()))) {
            return Optional.of(altered(number));
        }
        return switch (proposal.state()) {
            case ProposalState.Waiting _ ->
                    proposal.target().equals(Proposal.ROLLBACK)
                            ? Optional.empty()
                            : CodexValues.objection(proposal.target());
            case ProposalState.Stale _ ->
                    Optional.of(
                            "proposal %d is stale: it was written against another codex. Next: /codex rebase %d"
                                    .formatted(number, number));
            case ProposalState.Superseded(_, var by) ->
                    Optional.of(
                            "proposal %d gave way to %d. Next: /codex show %d"
                                    .formatted(number, by, by));
            case ProposalState.Approved(_, var amendment) ->
                    Optional.of(
                            "proposal %d was approved before, as amendment %d; an approval counts once. Next: /codex history"
                                    .formatted(number, amendment));
            case ProposalState.Draft _,
                    ProposalState.Rejected _,
                    ProposalState.Withdrawn _,
                    ProposalState.Claimed _ ->
                    Optional.of(
                            "proposal %d is %s. Next: /codex proposals"
                                    .formatted(number, proposal.state().word()));
        };
    }

    static String altered(int number) {
        return "proposal %d is not what was proposed under this number: it was altered or forged. Next: /codex verify"
                .formatted(number);
    }

    /// Enters an approval that came with a word which would do for anything.
    public Decision refuseUnread(Authorization hand, String show) {
        synchronized (standing) {
            return governed(
                    hand,
                    () ->
                            refuse(
                                    hand,
                                    "a yes to anything approves nothing; an approval names what it"
                                            + " approves: --hash HASH. Next: codex "
                                            + show));
        }
    }

    /// Approves another text in a proposal's place: the edited text becomes a proposal of the
    /// Architect's, supersedes the one it came from, and is approved.
    public Decision approveEdited(Authorization hand, int number, String text) {
        synchronized (standing) {
            return governed(
                    hand,
                    () -> {
                        var found = standing.proposal(number);
                        if (found.isEmpty()) {
                            return refuse(hand, new ProposalStore(standing).unknown(number));
                        }
                        var old = found.get();
                        var objection = objection(old);
                        if (objection.isPresent()) {
                            return refuse(hand, objection.get());
                        }
                        if (hand.presence() != InputChannel.TERMINAL) {
                            return refuse(
                                    hand,
                                    "editing needs a terminal. Next: codex propose "
                                            + old.target());
                        }
                        if (text.strip().equals(old.newText())) {
                            seen.add(old.hash()); // in the editor
                            return approve(hand, old, Optional.of(old.hash()));
                        }
                        var draft =
                                new Proposal.Draft(
                                        Author.ARCHITECT,
                                        old.target(),
                                        text,
                                        old.rationale(),
                                        old.evidence(),
                                        old.deliberation(),
                                        old.dissonance());
                        var proposing = new ProposalStore(standing);
                        var made = proposing.propose(draft, hand.line(), hand.deed());
                        if (!(made instanceof Decision.Settled(var edited))) {
                            return made;
                        }
                        proposing.supersede(old, edited, Author.ARCHITECT, hand.deed());
                        seen.add(edited.hash());
                        return approve(hand, edited, Optional.of(edited.hash()));
                    });
        }
    }

    public Decision reject(Authorization hand, int number, String because) {
        return setAside(hand, number, Deed.REJECTED, because);
    }

    public Decision withdraw(Authorization hand, int number) {
        return setAside(hand, number, Deed.WITHDRAWN, "");
    }

    private Decision setAside(Authorization hand, int number, Deed deed, String because) {
        synchronized (standing) {
            return governed(
                    hand,
                    () -> {
                        var found = standing.proposal(number);
                        if (found.isEmpty()) {
                            return refuse(hand, new ProposalStore(standing).unknown(number));
                        }
                        var old = found.get();
                        if (!(old.state() instanceof ProposalState.Waiting)
                                && !(old.state() instanceof ProposalState.Stale)
                                && !(old.state() instanceof ProposalState.Draft)) {
                            return refuse(
                                    hand,
                                    "proposal %d is %s. Next: /codex proposals"
                                            .formatted(number, old.state().word()));
                        }
                        var line =
                                standing.ledger.append(
                                        deed,
                                        Author.ARCHITECT,
                                        hand.line(),
                                        Map.of(
                                                "proposal",
                                                String.valueOf(number),
                                                "hash",
                                                old.hash(),
                                                "because",
                                                because));
                        var state =
                                deed == Deed.REJECTED
                                        ? new ProposalState.Rejected(line.at(), because)
                                        : new ProposalState.Withdrawn(
                                                line.at(), Author.ARCHITECT.toString());
                        return new Decision.Settled(
                                new ProposalStore(standing)
                                        .settle(old.in(state), hand.line(), hand.deed()));
                    });
        }
    }

    /// Proposes to return to the codex as an amendment left it; to be approved like any other.
    ///
    /// @param number of the amendment; 0 is the codex this home began with
    public Decision rollback(Authorization hand, int number) {
        synchronized (standing) {
            return governed(
                    hand,
                    () -> {
                        var history = standing.history();
                        if (number < 0 || number >= history.size()) {
                            return refuse(
                                    hand,
                                    "no amendment %d; they are 0 to %d. Next: /codex history"
                                            .formatted(number, history.size() - 1));
                        }
                        var to = history.get(number);
                        if (to.to().equals(standing.inForce().hash())) {
                            return refuse(
                                    hand,
                                    "the codex of amendment %d is in force. Next: /codex history"
                                            .formatted(number));
                        }
                        return new Decision.Settled(
                                new ProposalStore(standing).rollback(to, hand.line(), hand.deed()));
                    });
        }
    }

    /// Makes an edit of codex.toml by hand the codex in force: an amendment with backup and entry.
    ///
    /// @param named the hash of the edited text, as for [#approve]
    public Decision ratify(Authorization hand, Optional<String> named) {
        synchronized (standing) {
            return governed(
                    hand,
                    () -> {
                        var found = standing.file().look();
                        return switch (standing.drift()) {
                            case Drift.Edited(var text, var hash) -> {
                                var objection = seen.objection(hand, hash, named, "drift");
                                yield objection.isPresent()
                                        ? refuse(hand, objection.get())
                                        : new CodexActivation(standing)
                                                .apply(
                                                        hand,
                                                        Amendment.Way.RATIFIED,
                                                        null,
                                                        text,
                                                        found);
                            }
                            case Drift.None _ ->
                                    refuse(hand, "codex.toml is the codex in force already");
                            case Drift.NotACodex _,
                                    Drift.Gone _,
                                    Drift.Linked _,
                                    Drift.Unreadable _ ->
                                    refuse(hand, "nothing to ratify: " + standing.drift().line());
                        };
                    });
        }
    }

    /// Puts the codex in force back into codex.toml, and keeps the former content as a backup.
    public Decision putBack(Authorization hand) {
        synchronized (standing) {
            return governed(
                    hand,
                    () -> {
                        var inForce = standing.inForce();
                        if (standing.drift() instanceof Drift.None) {
                            return refuse(hand, "codex.toml is the codex in force already");
                        }
                        standing.ledger.append(
                                Deed.PUT_BACK,
                                Author.ARCHITECT,
                                hand.line(),
                                Map.of("to", inForce.hash()));
                        try {
                            return new Decision.PutBack(
                                    standing.file()
                                            .replace(
                                                    standing.file().look(),
                                                    inForce.text(),
                                                    inForce.text(),
                                                    standing.clock.instant(),
                                                    standing.folder.settings().codex().backups()));
                        } catch (IOException e) {
                            return refuse(
                                    hand,
                                    "codex.toml could not be replaced: " + FileErrors.reason(e));
                        }
                    });
        }
    }

    /// Keeps a damaged or lost ledger aside and begins a new one with the codex that stays in
    /// force: the one that the image knows. The new ledger's first line holds the damage.
    ///
    /// @param named the hash of that codex, as for [#approve]; at a terminal `codex verify` shows
    ///   it
    public Decision renew(Authorization hand, Optional<String> named) {
        synchronized (standing) {
            if (!hand.spend(seal)) {
                return falseHand(hand);
            }
            var damage = standing.ledger.broken();
            if (damage.isEmpty() || standing.ledger.isWhole()) {
                return refuse(hand, "the ledger is whole. Next: codex verify");
            }
            var objection = seen.objection(hand, standing.inForce().hash(), named, "verify");
            return objection.isPresent()
                    ? refuse(hand, objection.get())
                    : new LedgerRenewal(standing).begin(hand, damage.get());
        }
    }

    private Decision.Refused falseHand(Authorization hand) {
        return standing.refuse(
                Author.of("unknown"),
                hand.line(),
                "this hand was used before, or is not of this codex's seal");
    }

    private Decision governed(Authorization hand, java.util.function.Supplier<Decision> act) {
        if (!hand.spend(seal)) {
            return falseHand(hand);
        }
        try {
            standing.ledger.healthy();
            new CodexActivation(standing)
                    .recover()
                    .ifPresent(what -> standing.tell(new CodexEvent.Recovered(what)));
            return act.get();
        } catch (LedgerFault e) {
            return new Decision.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Decision refuse(Authorization hand, String why) {
        return standing.refuse(Author.ARCHITECT, hand.line(), why);
    }

    /// The hash of the present codex.toml, for a confirmation.
    public Optional<String> drifted() {
        return standing.file().look() instanceof CodexFile.Found.Text(_, var hash)
                ? Optional.of(hash)
                : Optional.empty();
    }
}
