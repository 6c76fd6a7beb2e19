package batos.loops;

import batos.codex.Codex;
import batos.codex.ProposalState;
import batos.council.TurnSignal;
import batos.image.Cause;
import batos.loops.philosophical.Deliberation;
import batos.loops.philosophical.DeliberationResult;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// The highest rung: the four deliberate on their codex. Its effect is measured from the turn on
/// after the Architect approved the amendment.
public final class PhilosophicalRung implements Rung {
    private final Supplier<Deliberation> deliberation;
    private final Supplier<Codex> codex;
    private final IntSupplier after;

    public PhilosophicalRung(
            Supplier<Deliberation> deliberation, Supplier<Codex> codex, IntSupplier after) {
        this.deliberation = deliberation;
        this.codex = codex;
        this.after = after;
    }

    @Override
    public String name() {
        return "philosophical";
    }

    @Override
    public int after() {
        return after.getAsInt();
    }

    @Override
    public Attempt attempt(ThemeTrouble trouble, Cause cause, Consumer<TurnSignal> listener) {
        listener.accept(new TurnSignal.Worked(name(), "the four deliberate on their codex"));
        var ended = deliberation.get().deliberate(trouble.topic(), trouble.mean(), heard -> {});
        return switch (ended) {
            case DeliberationResult.Proposed(var proposal) ->
                    new Attempt.Made(
                            "an amendment of "
                                    + proposal.target()
                                    + " waits for you. Next: /codex show "
                                    + proposal.number(),
                            Integer.toString(proposal.number()));
            case DeliberationResult.LeftAsItIs left ->
                    new Attempt.Unavailable("they leave the codex as it is: " + left.why());
            case DeliberationResult.Unfinished(var why, var draft) ->
                    new Attempt.Postponed(
                            "they came to no end: "
                                    + why
                                    + (draft == 0
                                            ? ""
                                            : ". Next: /codex deliberate --resume " + draft));
            case DeliberationResult.Interrupted() -> new Attempt.Interrupted();
        };
    }

    @Override
    public Progress progress(String reference) {
        var proposal = codex.get().proposal(Integer.parseInt(reference));
        if (proposal.isEmpty()) {
            return new Progress.CameToNothing("proposal " + reference + " is gone");
        }
        return switch (proposal.get().state()) {
            case ProposalState.Draft _, ProposalState.Waiting _, ProposalState.Stale _ ->
                    new Progress.Pending();
            case ProposalState.Approved _ -> new Progress.InForce();
            case ProposalState.Rejected(_, var because) ->
                    new Progress.CameToNothing("rejected: " + because);
            case ProposalState.Withdrawn _, ProposalState.Superseded _, ProposalState.Claimed _ ->
                    new Progress.CameToNothing(proposal.get().state().word());
        };
    }
}
