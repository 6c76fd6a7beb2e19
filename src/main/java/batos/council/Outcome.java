package batos.council;

import batos.mind.Message;
import batos.mind.Reply;
import batos.persona.Receipt;
import batos.toolbox.CapabilityGap.MissingTool;
import java.util.List;

/// The point that the council reached. The loops act on it; the council never calls upward.
public sealed interface Outcome {
    /// The turn is done and archived.
    ///
    /// @param episode its number in memory
    record Answered(Turn turn, long episode) implements Outcome {}

    /// The turn waits for a capability; it goes on with [TurnEvent.Forged] or
    /// [TurnEvent.NotForged].
    record ToolWanted(Turn turn, MissingTool wanted) implements Outcome {}

    /// The program that asked must run tools of its own, and ask again with their results. The
    /// image is as it was before the turn.
    ///
    /// @param said the speaker's words beside the calls
    /// @param receipts of the calls to models so far
    record CallsWanted(Turn turn, String said, List<Message.ToolCall> calls, List<Receipt> receipts)
            implements Outcome {}

    /// A mind could not go on. The image is as it was before the turn.
    ///
    /// @param retry whether asking again can help
    record Unresolved(Turn turn, String persona, String why, boolean retry, Reply.Fault fault)
            implements Outcome {}

    /// The turn needs a tool, and there is nowhere to try or to run one: nobody in the council is
    /// at fault. The image is as it was before the turn.
    record NoCrucible(Turn turn, String why) implements Outcome {}

    /// The Architect stopped it. The image is as it was before the turn.
    record Interrupted(Turn turn) implements Outcome {}
}
