package batos.council;

import batos.image.Cause;
import batos.image.Change;
import batos.image.Image;
import batos.image.Oid;
import batos.memory.Episode;
import batos.memory.Recall;
import batos.memory.Scrapbook;
import batos.nerve.Pulses;
import batos.persona.CallTexts;
import batos.persona.Lease;
import batos.persona.Persona;
import batos.persona.Personas;
import batos.persona.TurnMode;
import batos.toolbox.Toolbox;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The four in conversation. It carries one turn from event to event, see [Turn], checkpoints it in
/// the image before each step, and returns when the turn is done or when only a loop above can
/// help.
public final class Council {
    private final Image image;
    private final Scrapbook memory;
    private final Toolbox toolbox;
    private final Pulses pulses;
    private final InstantSource clock;
    private final Supplier<TurnLimits> rules;

    public Council(
            Image image,
            Scrapbook memory,
            Toolbox toolbox,
            Pulses pulses,
            InstantSource clock,
            Supplier<TurnLimits> rules) {
        this.image = image;
        this.memory = memory;
        this.toolbox = toolbox;
        this.pulses = pulses;
        this.clock = clock;
        this.rules = rules;
    }

    /// A new turn, not begun yet.
    public Turn convene(String question) {
        var number = memory.latest(1).stream().mapToLong(Episode::number).findFirst().orElse(0) + 1;
        return Turn.begin(number, clock.instant(), question, rules.get());
    }

    /// The turn that a crash cut off, if there is one.
    public Optional<Turn> unfinished() {
        return image.now().get(TurnForm.KIND, TurnForm.NAME).map(TurnForm::read);
    }

    /// Carries a turn on until it is done or waits for a loop. May be called again with the waiting
    /// turn and the event that it waited for.
    public Outcome carry(Turn turn, Lease lease, Cause cause, Consumer<TurnSignal> listener) {
        var steps = new Steps(memory, toolbox, lease, cause, listener);
        var present = lease.mode() == TurnMode.LEAN ? turn.by(turn.rules().once()) : turn;
        while (true) {
            checkpoint(present, cause);
            var standing = present.standing();
            switch (steps.take(present, standing)) {
                case Steps.Happened(var event) -> {
                    present = present.after(event);
                    if (event instanceof TurnEvent.Objected objected) {
                        listener.accept(
                                new TurnSignal.Felt(
                                        present.standing().dissonance(), objected.why()));
                    }
                }
                case Steps.Done() -> {
                    return new Outcome.Answered(present, archive(present, standing, lease, cause));
                }
                case Steps.Waits(var wanted) -> {
                    return new Outcome.ToolWanted(present, wanted);
                }
                case Steps.Stuck(var persona, var why, var retry, var fault) -> {
                    return new Outcome.Unresolved(present, persona, why, retry, fault);
                }
                case Steps.Stopped() -> {
                    return new Outcome.Interrupted(present);
                }
            }
        }
    }

    /// One persona alone answers; the turn is a short one: recall and conclusion.
    ///
    /// @param persona one of [Persona#NAMES]
    public Outcome consult(
            String persona, Turn turn, Lease lease, Cause cause, Consumer<TurnSignal> listener) {
        checkpoint(turn, cause);
        var steps = new Steps(memory, toolbox, lease, cause, listener);
        return switch (steps.consult(persona, turn)) {
            case Steps.Happened(var concluded) -> {
                var done = turn.after(concluded);
                yield new Outcome.Answered(done, archive(done, done.standing(), lease, cause));
            }
            case Steps.Stuck(var who, var why, var retry, var fault) ->
                    new Outcome.Unresolved(turn, who, why, retry, fault);
            case Steps.Waits _, Steps.Done _, Steps.Stopped _ -> new Outcome.Interrupted(turn);
        };
    }

    /// Takes back whatever the deed has committed so far, so that the image is as it was before it.
    public void abandon(Cause cause) {
        var latest = image.log(1);
        if (!latest.isEmpty() && latest.getFirst().cause().deed() == cause.deed()) {
            image.undo(1, new Cause("system", "abandoned: " + cause.line(), cause.deed()));
        }
    }

    private void checkpoint(Turn turn, Cause cause) {
        image.update(cause, change -> change.put(TurnForm.write(turn)));
    }

    private long archive(Turn turn, TurnState standing, Lease lease, Cause cause) {
        var total = standing.dissonance().total();
        var tools = standing.uses().stream().map(use -> use.call().tool()).distinct().toList();
        image.update(
                cause,
                change -> {
                    var episode =
                            memory.remember(
                                    change, turn.asked(), standing.synthesis(), total, tools);
                    change.put(TurnAccount.of(episode.number(), standing, lease).form());
                    CallTexts.put(change, episode.number(), episode.at(), lease.texts());
                    change.remove(Oid.named(TurnForm.KIND, TurnForm.NAME));
                    feel(change, lease, total);
                });
        pulses.emit("dissonance", String.format(Locale.ROOT, "%.2f", total));
        return memory.latest(1).getFirst().number();
    }

    private static void feel(Change change, Lease lease, double total) {
        for (var name : Persona.NAMES) {
            var times =
                    (int)
                            lease.receipts().stream()
                                    .filter(receipt -> receipt.persona().equals(name))
                                    .count();
            change.put(Personas.in(change.base(), name).feeling(total).speaking(times).form());
        }
    }

    /// The dissonance of the latest turns, the newest first: the series that drives the climb.
    public List<Double> series(int turns) {
        return memory.latest(turns).stream()
                .filter(episode -> episode.sort().equals("turn"))
                .map(Episode::dissonance)
                .toList();
    }

    /// What each persona said last, the oldest first.
    ///
    /// @param each how many utterances of each at most
    public List<Utterances.Utterance> utterances(int each) {
        return Utterances.of(image.now(), memory.latest(Integer.MAX_VALUE), each);
    }

    /// What is known about how an episode came about.
    public Optional<TurnAccount> account(long episode) {
        return image.now().get(TurnAccount.KIND, Episode.nameOf(episode)).map(TurnAccount::read);
    }

    static String line(Recall recall) {
        return "- " + recall.line();
    }
}
