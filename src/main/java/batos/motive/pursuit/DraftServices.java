package batos.motive.pursuit;

import batos.image.ScratchImage;
import batos.loops.Conversation;
import batos.loops.tactical.ToolForge;
import batos.memory.Scrapbook;
import batos.persona.Lease;
import batos.toolbox.Gate;
import java.util.function.IntPredicate;

/// The rooms of the house over a draft of the image, with calls that a goal pays for.
///
/// @param voices of this step
/// @param blockHolds whether the block that the Architect gave with goal N answers true on the
///   draft
public record DraftServices(
        Lease voices,
        Conversation conversation,
        Scrapbook memory,
        ToolForge forge,
        Gate gate,
        IntPredicate blockHolds) {
    /// Makes them.
    @FunctionalInterface
    public interface Factory {
        DraftServices over(ScratchImage draft, Meter meter);
    }
}
