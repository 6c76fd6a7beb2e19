package batos.council;

import batos.image.Cause;
import batos.image.Change;
import batos.image.Commit;
import batos.image.Datum;
import batos.image.Image;
import batos.memory.Episode;
import batos.memory.Recall;
import batos.memory.Scrapbook;
import batos.memory.Source;
import batos.mind.Embedder;
import batos.nerve.PulseKind;
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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The four in conversation. It carries one turn from event to event, see [Turn], checkpoints it in
/// the image before each step, and returns when the turn is done or when only a loop above can
/// help.
public final class Council {
    private final Image image;
    private final Scrapbook memory;
    private final Embedder embedder;
    private final Toolbox toolbox;
    private final Pulses pulses;
    private final InstantSource clock;
    private final Supplier<TurnLimits> rules;

    public Council(
            Image image,
            Scrapbook memory,
            Embedder embedder,
            Toolbox toolbox,
            Pulses pulses,
            InstantSource clock,
            Supplier<TurnLimits> rules) {
        this.image = image;
        this.memory = memory;
        this.embedder = embedder;
        this.toolbox = toolbox;
        this.pulses = pulses;
        this.clock = clock;
        this.rules = rules;
    }

    /// A new turn, not begun yet.
    public Turn convene(String question) {
        return convene(question, TurnInput.NONE);
    }

    /// @param input the question's attachments and options
    public Turn convene(String question, TurnInput input) {
        var number = memory.latest(1).stream().mapToLong(Episode::number).findFirst().orElse(0) + 1;
        return Turn.begin(number, clock.instant(), question, input, rules.get());
    }

    /// The turn that a crash cut off, if there is one.
    public Optional<Turn> unfinished() {
        return image.now().get(TurnForm.KIND, TurnForm.NAME).map(TurnForm::read);
    }

    /// The lease of that turn, for [batos.persona.Leases#again]; empty where an older house began
    /// it.
    public Optional<Datum> unfinishedLease() {
        return image.now().get(TurnForm.KIND, TurnForm.NAME).flatMap(TurnForm::lease);
    }

    /// Carries a turn on until it is done or waits for a loop. May be called again with the waiting
    /// turn and the event that it waited for.
    public Outcome carry(Turn turn, Lease lease, Cause cause, Consumer<TurnSignal> listener) {
        var steps = new PhaseSteps(memory, image, embedder, toolbox, lease, cause, listener);
        var present = lease.mode() == TurnMode.LEAN ? turn.by(turn.rules().once()) : turn;
        var standing = present.standing();
        while (true) {
            checkpoint(present, lease, cause);
            switch (steps.take(present, standing)) {
                case PhaseSteps.Happened(var event) -> {
                    present = present.after(event);
                    standing = present.standing();
                    begin(event, present, standing);
                    tell(event, standing, listener);
                }
                case PhaseSteps.Done() -> {
                    return new Outcome.Answered(
                            present, archive(present, standing, lease, cause, Episode.COUNCIL));
                }
                case PhaseSteps.Waits(var wanted) -> {
                    return new Outcome.ToolWanted(present, wanted);
                }
                case PhaseSteps.Handed(var said, var calls) -> {
                    return new Outcome.CallsWanted(present, said, calls, lease.receipts());
                }
                case PhaseSteps.Stuck(var persona, var why, var retry, var fault) -> {
                    return new Outcome.Unresolved(present, persona, why, retry, fault);
                }
                case PhaseSteps.Crucibleless(var why) -> {
                    return new Outcome.NoCrucible(present, why);
                }
                case PhaseSteps.Stopped() -> {
                    return new Outcome.Interrupted(present);
                }
            }
        }
    }

    /// Begins to embed what later steps will ask for, while a persona speaks or the shell prints
    /// the turn.
    private void begin(TurnEvent event, Turn turn, TurnState state) {
        switch (event) {
            case TurnEvent.Recalled _ -> {
                Thread.ofVirtual().start(AnswerCheck::prepare);
                memory.expect(turn.at(), turn.asked(), "");
            }
            case TurnEvent.Thought _ -> {
                if (state.phase() == Phase.ANTITHESIS) {
                    embedder.ahead(state.thesis());
                }
            }
            case TurnEvent.Impressed(var text, _, _, var distance) -> {
                if (state.phase() == Phase.ANTITHESIS) {
                    embedder.ahead(state.thesis());
                } else if (Double.isNaN(distance)) {
                    embedder.ahead(state.thesis());
                    embedder.ahead(text);
                }
            }
            case TurnEvent.Concluded _ -> memory.expect(turn.at(), turn.asked(), state.synthesis());
            case TurnEvent.Objected _,
                    TurnEvent.Ruled _,
                    TurnEvent.Used _,
                    TurnEvent.Forged _,
                    TurnEvent.NotForged _ -> {}
        }
    }

    /// Signals the parts of an event beyond the spoken words to the listener.
    private static void tell(TurnEvent event, TurnState state, Consumer<TurnSignal> listener) {
        switch (event) {
            case TurnEvent.Impressed happened -> {
                if (state.phase() == Phase.SYNTHESIS) {
                    listener.accept(
                            new TurnSignal.Spoke("ROBIN", "antithesis", happened.text(), false));
                    listener.accept(new TurnSignal.Felt(state.dissonance(), happened.why()));
                }
            }
            case TurnEvent.Objected happened ->
                    listener.accept(new TurnSignal.Felt(state.dissonance(), happened.why()));
            case TurnEvent.Ruled(var end, var reason) -> {
                if (end) {
                    listener.accept(
                            new TurnSignal.Worked(
                                    "council", "ALFRED leaves out another round: " + reason));
                }
            }
            case TurnEvent.Concluded _ -> {
                state.against()
                        .forEach(each ->
                                listener.accept(
                                        new TurnSignal.Worked(
                                                "council",
                                                "memory speaks against the answer: "
                                                        + MemoryCheck.line(each))));
                if (!state.dissent().isEmpty()) {
                    listener.accept(new TurnSignal.Dissented("ROBIN", state.dissent()));
                }
                state.check()
                        .ifPresent(check ->
                                check.unproven()
                                        .forEach(finding ->
                                                listener.accept(
                                                        new TurnSignal.Marked(
                                                                finding.verdict().word(),
                                                                finding.sentence()))));
            }
            case TurnEvent.Recalled _,
                    TurnEvent.Thought _,
                    TurnEvent.Used _,
                    TurnEvent.Forged _,
                    TurnEvent.NotForged _ -> {}
        }
    }

    /// One persona alone answers; the turn is a short one: recall and conclusion.
    ///
    /// @param persona one of [Persona#NAMES]
    public Outcome consult(
            String persona, Turn turn, Lease lease, Cause cause, Consumer<TurnSignal> listener) {
        checkpoint(turn, lease, cause);
        var steps = new PhaseSteps(memory, image, embedder, toolbox, lease, cause, listener);
        return switch (steps.consult(persona, turn)) {
            case PhaseSteps.Happened(var concluded) -> {
                var done = turn.after(concluded);
                var standing = done.standing();
                begin(concluded, done, standing);
                yield new Outcome.Answered(done, archive(done, standing, lease, cause, persona));
            }
            case PhaseSteps.Handed(var said, var calls) ->
                    new Outcome.CallsWanted(turn, said, calls, lease.receipts());
            case PhaseSteps.Stuck(var who, var why, var retry, var fault) ->
                    new Outcome.Unresolved(turn, who, why, retry, fault);
            case PhaseSteps.Crucibleless(var why) -> new Outcome.NoCrucible(turn, why);
            case PhaseSteps.Waits _, PhaseSteps.Done _, PhaseSteps.Stopped _ ->
                    new Outcome.Interrupted(turn);
        };
    }

    /// Takes back what the deed has committed, so that the image is as it was before it. Commits of
    /// other deeds between these stay, and so does an object that one of them changed afterwards.
    public void abandon(Cause cause) {
        TurnCommits.abandon(image, cause);
    }

    /// The latest step of the turn that was cut off, as a commit; empty where none was. Nothing is
    /// cut off while the turn runs, so only a deed may ask.
    public Optional<Commit> cutOff() {
        return unfinished()
                .flatMap(turn ->
                        image.log(Integer.MAX_VALUE).stream()
                                .filter(TurnCommits::isStep)
                                .findFirst());
    }

    /// Puts a piece of advice before BRICK on the theme's next turn; it is used once.
    public void advise(String theme, String advice, Cause cause) {
        image.update(cause, change -> change.put(Advice.form(theme, advice)));
    }

    /// A rung above was tried on a theme.
    public void climbed(String rung, Theme theme, String what) {
        pulses.emit(PulseKind.Council.CLIMB, rung + " on '" + theme.label() + "': " + what);
    }

    /// A persona's voice is no longer its own.
    public void drifted(String words) {
        pulses.emit(PulseKind.Council.DRIFT, words);
    }

    private void checkpoint(Turn turn, Lease lease, Cause cause) {
        image.update(cause, change -> change.put(TurnForm.write(turn, lease.kept())));
    }

    private long archive(Turn turn, TurnState standing, Lease lease, Cause cause, String speaker) {
        var total = standing.dissonance().total();
        var tools = standing.uses().stream().map(use -> use.call().tool()).distinct().toList();
        image.update(
                cause,
                change -> {
                    var episode =
                            memory.remember(
                                    change,
                                    turn.asked(),
                                    standing.synthesis(),
                                    total,
                                    tools,
                                    standing.sources(),
                                    from(turn, tools),
                                    toolbox.guests().trust(tools),
                                    speaker);
                    change.put(TurnAccount.of(episode.number(), turn, standing, lease).form());
                    CallTexts.put(change, episode.number(), episode.at(), lease.texts());
                    change.remove(TurnCommits.UNDER_WAY);
                    Advice.used(change, standing.theme().id());
                    feel(change, lease, total);
                });
        pulses.emit(PulseKind.Council.DISSONANCE, String.format(Locale.ROOT, "%.2f", total));
        return memory.latest(1).getFirst().number();
    }

    /// The least trusted sort of text that the answer was given from.
    private static Source from(Turn turn, List<String> tools) {
        if (!turn.input().attachments().isEmpty()) {
            return Source.IMPORT;
        }
        return tools.isEmpty() ? Source.PERSONA : Source.TOOL;
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

    /// The dissonance of past turns with its parts.
    public DissonanceSeries dissonance() {
        return new DissonanceSeries(image, memory);
    }

    /// Stores what the Architect thought of an answer.
    ///
    /// @return whether there is such an episode of a turn
    public boolean judge(long episode, boolean good, String why, Cause cause) {
        if (account(episode).isEmpty()) {
            return false;
        }
        Feedback.give(image, episode, good, why, cause);
        return true;
    }

    /// The Architect's judgement of an answer.
    public Feedback feedback(long episode) {
        return Feedback.of(image.now(), episode);
    }

    /// The latest words of each persona, the oldest first.
    ///
    /// @param each how many utterances of each at most
    public List<Utterances.Utterance> utterances(int each) {
        return Utterances.of(image.now(), memory.latest(Integer.MAX_VALUE), each);
    }

    /// The number of times that each persona spoke as another, in all turns that the image keeps.
    public SortedMap<String, Integer> foreign() {
        var foreign = new TreeMap<String, Integer>();
        var view = image.now();
        for (var oid : view.named(TurnAccount.KIND).values()) {
            view.get(oid)
                    .map(TurnAccount::read)
                    .ifPresent(account ->
                            account.extras()
                                    .foreign()
                                    .forEach((name, n) -> foreign.merge(name, n, Integer::sum)));
        }
        return foreign;
    }

    /// The account of how an episode came about; empty where the image keeps none.
    public Optional<TurnAccount> account(long episode) {
        return image.now().get(TurnAccount.KIND, Episode.nameOf(episode)).map(TurnAccount::read);
    }

    static String line(Recall recall) {
        return "- " + recall.line();
    }
}
