package batos.loops.tactical;

import batos.image.Cause;
import batos.persona.Voice;
import batos.toolbox.Toolbox;
import java.util.List;

/// Makes the tool that somebody misses: one persona writes code, another writes tests from the
/// specification alone, the crucible tries both, and the toolbox binds what survives.
public final class ToolForge {
    private final Toolbox toolbox;
    private final Voice voice;

    public ToolForge(Toolbox toolbox, Voice voice) {
        this.toolbox = toolbox;
        this.voice = voice;
    }

    /// Blocking; an interrupt ends it and leaves nothing bound.
    public Forged forge(Wish wish, Cause cause, Progress heard) {
        return new Forged.GaveUp(List.of(wish.specification() + toolbox.now().number() + voice));
    }
}
