package batos.council;

import batos.mind.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a turn stands: the state that its events add up to. Equal turns have equal standings.
///
/// ```
/// RECALL -> THESIS -> ANTITHESIS -> SYNTHESIS -> DONE
///            ^  |  ^       |
///       TOOLS   FORGE      +-> THESIS, while the dissonance is high and rounds remain
/// ```
public final class TurnState {
    /// What a capability that could not be had adds to the dissonance.
    static final double GIVEN_UP = 0.2;

    private final Turn turn;
    private final List<Message> thread = new ArrayList<>();
    private final List<ToolUse> uses = new ArrayList<>();
    private final List<String> forged = new ArrayList<>();
    private List<String> recalled = List.of();
    private Phase phase = Phase.RECALL;
    private Optional<CapabilityGap> wanted = Optional.empty();
    private Dissonance dissonance = Dissonance.NONE;
    private int round = 1;
    private int calls;
    private int forgings;
    private String thesis = "";
    private String antithesis = "";
    private String why = "";
    private String synthesis = "";

    private TurnState(Turn turn) {
        this.turn = turn;
    }

    static TurnState of(Turn turn) {
        var standing = new TurnState(turn);
        turn.events().forEach(standing::live);
        return standing;
    }

    private void live(TurnEvent event) {
        switch (event) {
            case TurnEvent.Recalled(var lines, var troubled) -> {
                recalled = lines;
                dissonance = dissonance.remembered(troubled);
                thread.addAll(Prompts.opening(turn.asked(), lines));
                phase = Phase.THESIS;
            }
            case TurnEvent.Thought thought -> think(thought);
            case TurnEvent.Used(var given) -> given.forEach(this::use);
            case TurnEvent.Forged(var tool, var words) -> {
                forged.add(tool);
                thread.add(new Message.Asked(Prompts.bound(tool, words)));
                phase = Phase.THESIS;
            }
            case TurnEvent.NotForged(var reason) -> {
                dissonance = dissonance.reported(GIVEN_UP);
                thread.add(new Message.Asked(Prompts.gaveUp(reason)));
                phase = Phase.THESIS;
            }
            case TurnEvent.Objected(var text, var reason, var score) -> object(text, reason, score);
            case TurnEvent.Concluded(var text) -> {
                synthesis = text;
                phase = Phase.DONE;
            }
        }
    }

    private void think(TurnEvent.Thought thought) {
        thread.add(new Message.Said(thought.text(), thought.calls()));
        if (!thought.calls().isEmpty() && calls < turn.rules().calls()) {
            calls++;
            phase = Phase.TOOLS;
            return;
        }
        wanted = mayForge() ? CapabilityGap.in(thought.text()) : Optional.empty();
        if (wanted.isPresent()) {
            forgings++;
            phase = Phase.FORGE;
            return;
        }
        thesis = thought.text();
        phase = Phase.ANTITHESIS;
    }

    private void use(ToolUse use) {
        uses.add(use);
        dissonance = dissonance.reported(use.dissonance());
        thread.add(new Message.ToolGave(use.call().id(), use.call().tool(), Prompts.given(use)));
        phase = phase == Phase.FORGE ? Phase.FORGE : Phase.THESIS;
        if (use.end() == ToolUse.End.UNKNOWN && phase == Phase.THESIS && mayForge()) {
            wanted =
                    Optional.of(
                            CapabilityGap.by(
                                    use.call().tool(), use.call().arguments(), turn.asked()));
            forgings++;
            phase = Phase.FORGE;
        }
    }

    private boolean mayForge() {
        return forgings < turn.rules().forgings();
    }

    private void object(String text, String reason, double score) {
        antithesis = text;
        why = reason;
        dissonance = dissonance.scored(score, Prompts.distance(thesis, text));
        if (dissonance.total() > turn.rules().threshold() && round < turn.rules().rounds()) {
            round++;
            thread.add(new Message.Asked(Prompts.objection(text, reason)));
            phase = Phase.THESIS;
        } else {
            phase = Phase.SYNTHESIS;
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
    public Optional<CapabilityGap> wanted() {
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
        return List.copyOf(forged);
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
