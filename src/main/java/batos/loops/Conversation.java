package batos.loops;

import batos.council.CallingProgram;
import batos.council.Council;
import batos.council.Outcome;
import batos.council.Turn;
import batos.council.TurnEvent;
import batos.council.TurnInput;
import batos.council.TurnSignal;
import batos.image.Cause;
import batos.loops.tactical.ForgeResult;
import batos.loops.tactical.ToolForge;
import batos.mind.PersonaId;
import batos.mind.Pin;
import batos.persona.Lease;
import batos.persona.Leases;
import batos.persona.Voice;
import batos.toolbox.CapabilityGap.MissingTool;
import batos.toolbox.Tool;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A turn from question to answer, with the loops that it needs on the way. A turn that does not
/// come to its end leaves the image as it was before it.
public final class Conversation {
    private final Council council;
    private final Leases leases;
    private final Function<Voice, ToolForge> forges;
    private final Climb climb;
    private final Optional<DriftWatch> drift;
    private volatile TurnObserver observer = TurnObserver.NONE;

    /// @param forges makes the tactical loop for the voices of one turn
    public Conversation(
            Council council, Leases leases, Function<Voice, ToolForge> forges, Climb climb) {
        this(council, leases, forges, climb, Optional.empty());
    }

    /// @param drift measures the four from time to time
    public Conversation(
            Council council,
            Leases leases,
            Function<Voice, ToolForge> forges,
            Climb climb,
            Optional<DriftWatch> drift) {
        this.drift = drift;
        this.council = council;
        this.leases = leases;
        this.forges = forges;
        this.climb = climb;
    }

    /// Calls this observer for each turn from now on.
    public void observe(TurnObserver next) {
        observer = next;
    }

    private Outcome observed(Cause cause, Consumer<TurnSignal> listener, Supplier<Outcome> turn) {
        observer.began();
        try {
            var outcome = turn.get();
            if (outcome instanceof Outcome.Answered answered) {
                observer.answered(answered, cause, listener);
            }
            return outcome;
        } finally {
            observer.over();
        }
    }

    /// The whole council answers.
    public Outcome ask(String question, Cause cause, Consumer<TurnSignal> listener) {
        return ask(question, TurnInput.NONE, cause, listener);
    }

    /// @param input the question's attachments and options
    public Outcome ask(
            String question, TurnInput input, Cause cause, Consumer<TurnSignal> listener) {
        var outcome =
                observed(
                        cause,
                        listener,
                        () ->
                                settle(
                                        carry(
                                                council.convene(question, input),
                                                leases.lease(),
                                                cause,
                                                listener),
                                        cause));
        if (outcome instanceof Outcome.Answered answered) {
            climb.after(answered, cause, listener);
            drift.ifPresent(watch -> watch.after(answered, cause, listener));
        }
        return outcome;
    }

    /// A question that comes through a program.
    ///
    /// @param persona one of the four names, who is to answer alone; empty for the whole council
    /// @param caller the program's instructions and tools
    /// @param input the question's attachments and options
    /// @param pins each voice's pin in place of the one in force: other sampling, for this turn
    ///   only
    /// @param consent whether a missing tool may be made
    public record ProgramQuestion(
            Optional<String> persona,
            String text,
            TurnInput input,
            CallingProgram caller,
            BiFunction<PersonaId, Pin, Pin> pins,
            Predicate<MissingTool> consent) {}

    /// Answers a program. An answer of the council moves the loops as any other does.
    public Outcome ask(ProgramQuestion question, Cause cause, Consumer<TurnSignal> listener) {
        var turn = council.convene(question.text(), question.input()).by(question.caller());
        var outcome =
                observed(
                        cause,
                        listener,
                        () -> settle(answer(turn, question, cause, listener), cause));
        if (outcome instanceof Outcome.Answered answered && question.persona().isEmpty()) {
            climb.after(answered, cause, listener);
        }
        return outcome;
    }

    private Outcome answer(
            Turn turn, ProgramQuestion question, Cause cause, Consumer<TurnSignal> listener) {
        var lease = leases.lease(question.pins());
        return question.persona()
                .map(persona -> council.consult(persona, turn, lease, cause, listener))
                .orElseGet(() -> carry(turn, lease, question.consent(), cause, listener));
    }

    /// One persona alone answers, without tools.
    ///
    /// @param persona one of the four names
    public Outcome ask(
            String persona, String question, Cause cause, Consumer<TurnSignal> listener) {
        return ask(persona, question, TurnInput.NONE, cause, listener);
    }

    /// @param input the question's attachments and options
    public Outcome ask(
            String persona,
            String question,
            TurnInput input,
            Cause cause,
            Consumer<TurnSignal> listener) {
        return observed(
                cause,
                listener,
                () ->
                        settle(
                                council.consult(
                                        persona,
                                        council.convene(question, input),
                                        leases.lease(),
                                        cause,
                                        listener),
                                cause));
    }

    /// Goes on with the turn that a crash cut off; empty when there is none.
    public Optional<Outcome> resume(Cause cause, Consumer<TurnSignal> listener) {
        var outcome =
                council.unfinished()
                        .map(turn -> settle(carry(turn, lease(), cause, listener), cause));
        if (outcome.orElse(null) instanceof Outcome.Answered answered) {
            climb.after(answered, cause, listener);
        }
        return outcome;
    }

    /// The voices that the unfinished turn was begun with.
    private Lease lease() {
        return council.unfinishedLease().map(leases::again).orElseGet(leases::lease);
    }

    /// The measurements of the four; empty where nothing measures them.
    public Optional<DriftWatch> drift() {
        return drift;
    }

    public Climb climb() {
        return climb;
    }

    public Council council() {
        return council;
    }

    private Outcome carry(Turn begun, Lease lease, Cause cause, Consumer<TurnSignal> listener) {
        return carry(begun, lease, wanted -> true, cause, listener);
    }

    private Outcome carry(
            Turn begun,
            Lease lease,
            Predicate<MissingTool> consent,
            Cause cause,
            Consumer<TurnSignal> listener) {
        var turn = begun;
        while (true) {
            var outcome = council.carry(turn, lease, cause, listener);
            if (!(outcome instanceof Outcome.ToolWanted(var waiting, var wanted))) {
                return outcome;
            }
            if (!consent.test(wanted)) {
                turn =
                        waiting.after(
                                new TurnEvent.NotForged(
                                        wanted.name().orElse(""),
                                        "the Architect does not want this tool to be made"));
                continue;
            }
            var forged =
                    forges.apply(lease)
                            .forge(
                                    wanted,
                                    cause,
                                    line ->
                                            listener.accept(
                                                    new TurnSignal.Worked("tactical", line)));
            switch (forged) {
                case ForgeResult.Bound bound -> turn = waiting.after(has(bound.tool()));
                case ForgeResult.Reused reused -> turn = waiting.after(has(reused.tool()));
                case ForgeResult.GaveUp(var reasons) ->
                        turn =
                                waiting.after(
                                        new TurnEvent.NotForged(
                                                wanted.name().orElse(""),
                                                String.join("\n", reasons)));
                case ForgeResult.NoCrucible(var why) -> {
                    return new Outcome.NoCrucible(waiting, why);
                }
                case ForgeResult.Interrupted() -> {
                    return new Outcome.Interrupted(waiting);
                }
            }
        }
    }

    private static TurnEvent has(Tool tool) {
        return new TurnEvent.Forged(
                tool.name(),
                tool.description() + " Parameters: " + tool.parameters(),
                tool.draft().examples().size());
    }

    /// Keeps the interrupt from the image while that takes back the deed, and passes it on
    /// afterwards.
    private Outcome settle(Outcome outcome, Cause cause) {
        switch (outcome) {
            case Outcome.Answered _ -> {}
            case Outcome.ToolWanted _,
                    Outcome.CallsWanted _,
                    Outcome.Unresolved _,
                    Outcome.NoCrucible _,
                    Outcome.Interrupted _ -> {
                var interrupted = Thread.interrupted();
                council.abandon(cause);
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        return outcome;
    }
}
