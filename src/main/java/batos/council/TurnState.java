package batos.council;

import batos.council.Dissonance.Part;
import batos.memory.Contradiction;
import batos.memory.Recall;
import batos.mind.Message;
import batos.toolbox.CapabilityGap.MissingTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The state of a turn: the sum of its events. Equal turns have equal states.
///
/// ```
/// RECALL -> THESIS -> IMPRESSION -> ANTITHESIS -> SYNTHESIS -> DONE
///            ^  |  ^       |            |
///       TOOLS   FORGE      |            +-> THESIS, while dissonance is high and rounds remain
///                          |            +-> RULING, where ALFRED may leave out the round
///                          +-> SYNTHESIS, where nothing troubles ROBIN and no tool ran
/// ```
///
/// ROBIN's first impression is formed without the thesis. Where it is quiet the two need not meet,
/// and it stands as the antithesis: a quiet question costs three calls.
public final class TurnState {
    /// A first impression up to this share of the threshold is quiet.
    private static final double QUIET = 0.5;

    private final Turn turn;
    private final List<Message> thread = new ArrayList<>();
    private final List<ToolUse> uses = new ArrayList<>();
    private final List<TurnEvent.Forged> forged = new ArrayList<>();
    private final List<String> givenUp = new ArrayList<>();
    private List<String> recalled = List.of();
    private List<Long> episodes = List.of();
    private List<Exchange> history = List.of();
    private Theme theme = Theme.NONE;
    private String impression = "";
    private boolean impressed;
    private double reported;
    private Phase phase = Phase.RECALL;
    private Optional<MissingTool> wanted = Optional.empty();
    private Dissonance dissonance;
    private int round = 1;
    private int calls;
    private int forgings;
    private String thesis = "";
    private String antithesis = "";
    private String why = "";
    private String synthesis = "";
    private Optional<AnswerCheck> check = Optional.empty();
    private final List<String> dropped = new ArrayList<>();
    private List<Contradiction> against = List.of();
    private String ended = "";

    private TurnState(Turn turn) {
        this.turn = turn;
        this.dissonance = Dissonance.weighed(turn.rules().weights());
    }

    static TurnState of(Turn turn) {
        var standing = new TurnState(turn);
        turn.events().forEach(standing::live);
        return standing;
    }

    private void live(TurnEvent event) {
        switch (event) {
            case TurnEvent.Recalled happened -> {
                recalled = happened.lines();
                episodes = happened.episodes();
                history = happened.history();
                dropped.addAll(happened.dropped());
                theme = happened.theme();
                dissonance = dissonance.with(Part.RECURRENCE, happened.recurrence());
                if (!happened.advice().isEmpty()) {
                    thread.add(new Message.Instruction(happened.advice()));
                }
                thread.addAll(Prompts.opening(turn, recalled, history));
                phase = Phase.THESIS;
                turn.caller().ifPresent(caller -> caller.rounds().forEach(this::run));
            }
            case TurnEvent.Thought thought -> think(thought);
            case TurnEvent.Used(var given) -> given.forEach(this::use);
            case TurnEvent.Forged happened -> {
                forged.add(happened);
                fail();
                thread.add(new Message.Asked(Prompts.bound(happened.tool(), happened.words())));
                phase = Phase.THESIS;
            }
            case TurnEvent.NotForged(var tool, var reason) -> {
                givenUp.add(tool);
                fail();
                thread.add(new Message.Asked(Prompts.gaveUp(reason)));
                phase = Phase.THESIS;
            }
            case TurnEvent.Impressed happened -> impress(happened);
            case TurnEvent.Objected happened -> object(happened);
            case TurnEvent.Ruled(var end, var reason) -> rule(end, reason);
            case TurnEvent.Concluded(var text, var contradicting, var extracted, var distance) -> {
                against = contradicting;
                if (phase == Phase.RECALL) {
                    // One persona answered alone.
                    turn.caller().ifPresent(caller -> caller.rounds().forEach(this::run));
                }
                var checked = AnswerCheck.of(this, text, extracted);
                check = Optional.of(checked);
                synthesis = turn.input().asksForDocument() ? text : checked.marked();
                if (!Double.isNaN(distance)) {
                    dissonance = dissonance.with(Part.DISTANCE, distance);
                }
                dissonance =
                        dissonance
                                .with(Part.UNVERIFIED, checked.unverified())
                                .with(Part.CONTRADICTION, MemoryCheck.strength(against));
                phase = Phase.DONE;
            }
        }
    }

    /// The share of calls that broke and of forgings that were given up.
    private void fail() {
        var made = uses.stream().filter(use -> use.end() != ToolUse.End.UNKNOWN).count();
        var broke = uses.stream().filter(use -> use.end() == ToolUse.End.BROKE).count();
        var all = made + forged.size() + givenUp.size();
        dissonance =
                dissonance.with(
                        Part.FAILURE,
                        all == 0 ? Double.NaN : (broke + givenUp.size()) / (double) all);
    }

    private void impress(TurnEvent.Impressed happened) {
        impression = happened.text();
        impressed = true;
        var quiet = happened.score() <= QUIET * turn.rules().threshold();
        if (quiet && uses.isEmpty() && forged.isEmpty() && givenUp.isEmpty()) {
            feel(happened.text(), happened.why(), happened.score(), happened.distance());
            phase = Phase.SYNTHESIS;
        } else {
            phase = Phase.ANTITHESIS;
        }
    }

    private void feel(String text, String reason, double score, double distance) {
        antithesis = text;
        why = reason;
        dissonance = dissonance.with(Part.DISAGREEMENT, score).with(Part.DISTANCE, distance);
    }

    private void think(TurnEvent.Thought thought) {
        thread.add(new Message.Said(thought.text(), thought.calls()));
        thought.dropped().stream().filter(each -> !dropped.contains(each)).forEach(dropped::add);
        if (!thought.calls().isEmpty() && calls < turn.rules().calls()) {
            calls++;
            phase = Phase.TOOLS;
            return;
        }
        wanted = mayForge() ? ToolRequest.in(thought.text()) : Optional.empty();
        if (wanted.isPresent()) {
            forgings++;
            phase = Phase.FORGE;
            return;
        }
        thesis = thought.text();
        phase = impressed ? Phase.ANTITHESIS : Phase.IMPRESSION;
    }

    private void use(ToolUse use) {
        uses.add(use);
        fail();
        reported += use.dissonance();
        if (use.dissonance() != 0) {
            dissonance = dissonance.with(Part.REPORTED, 0.5 + reported);
        }
        thread.add(new Message.ToolGave(use.call().id(), use.call().tool(), Prompts.given(use)));
        phase = phase == Phase.FORGE ? Phase.FORGE : Phase.THESIS;
        if (use.end() == ToolUse.End.UNKNOWN && phase == Phase.THESIS && mayForge()) {
            wanted =
                    Optional.of(
                            ToolRequest.by(
                                    use.call().tool(), use.call().arguments(), turn.asked()));
            forgings++;
            phase = Phase.FORGE;
        }
    }

    /// Enters the calls that the asking program has already run for this question.
    private void run(CallingProgram.Round round) {
        thread.add(
                new Message.Said(round.said(), round.uses().stream().map(ToolUse::call).toList()));
        round.uses().forEach(this::use);
    }

    private boolean mayForge() {
        return forgings < turn.rules().forgings();
    }

    private void object(TurnEvent.Objected happened) {
        var text = happened.antithesis();
        var reason = happened.why();
        feel(text, reason, happened.score(), happened.distance());
        if (dissonance.total() > turn.rules().threshold() && round < turn.rules().rounds()) {
            if (turn.rules().options().earlyEnd()) {
                phase = Phase.RULING;
            } else {
                goOn();
            }
        } else {
            phase = Phase.SYNTHESIS;
        }
    }

    private void goOn() {
        round++;
        thread.add(new Message.Asked(Prompts.objection(antithesis, why)));
        phase = Phase.THESIS;
    }

    private void rule(boolean end, String reason) {
        if (end) {
            ended = reason;
            phase = Phase.SYNTHESIS;
        } else {
            goOn();
        }
    }

    public Phase phase() {
        return phase;
    }

    public int round() {
        return round;
    }

    /// BRICK's conversation so far.
    public List<Message> thread() {
        return List.copyOf(thread);
    }

    /// The calls to make, in phase [Phase#TOOLS].
    public List<Message.ToolCall> pendingCalls() {
        return !thread.isEmpty() && thread.getLast() instanceof Message.Said said
                ? said.calls()
                : List.of();
    }

    /// The missing capability, in phase [Phase#FORGE].
    public Optional<MissingTool> wanted() {
        return wanted;
    }

    public List<String> recalled() {
        return recalled;
    }

    public Dissonance dissonance() {
        return dissonance;
    }

    public List<ToolUse> uses() {
        return List.copyOf(uses);
    }

    public List<String> forged() {
        return forged.stream().map(TurnEvent.Forged::tool).toList();
    }

    /// The tools that the forge could not make.
    public List<String> givenUp() {
        return List.copyOf(givenUp);
    }

    /// The number of tests that a tool of this turn passed, 0 where that is not known.
    int testsOf(String tool) {
        return forged.stream()
                .filter(each -> each.tool().equals(tool))
                .mapToInt(TurnEvent.Forged::tests)
                .findFirst()
                .orElse(0);
    }

    public Theme theme() {
        return theme;
    }

    /// The episodes that prompts of this turn told of, as memories or as its past turns.
    List<Long> episodes() {
        return Stream.concat(episodes.stream(), history.stream().map(Exchange::episode))
                .distinct()
                .toList();
    }

    /// The ids of the memories that stood in the prompts of this turn.
    List<String> sources() {
        return Stream.concat(Recall.ids(recalled).stream(), history.stream().map(Exchange::id))
                .distinct()
                .toList();
    }

    /// The turns before this one, the oldest first.
    List<Exchange> history() {
        return history;
    }

    /// ROBIN's first impression, formed without the thesis; empty where a turn has none.
    public String impression() {
        return impression;
    }

    /// ROBIN's objection at the end, where her score stayed above the threshold; else empty.
    public String dissent() {
        return dissonance.part(Part.DISAGREEMENT).orElse(0) > turn.rules().threshold()
                ? antithesis
                : "";
    }

    /// The answer's claims, once there is an answer.
    Optional<AnswerCheck> check() {
        return check;
    }

    /// The parts that prompts of this turn had no room for, in the order of dropping.
    public List<String> dropped() {
        return List.copyOf(dropped);
    }

    /// The memories that contradict the answer, once there is one.
    List<Contradiction> against() {
        return against;
    }

    /// ALFRED's reason for leaving out another round; empty where he did not.
    public String ended() {
        return ended;
    }

    public String thesis() {
        return thesis;
    }

    public String antithesis() {
        return antithesis;
    }

    /// ROBIN's reason for the score.
    public String why() {
        return why;
    }

    public String synthesis() {
        return synthesis;
    }
}
