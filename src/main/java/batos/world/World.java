package batos.world;

import batos.codex.Codex;
import batos.image.Image;
import batos.loops.Conversation;
import batos.memory.Scrapbook;
import batos.persona.Personas;
import batos.talk.bind.Natives;
import batos.toolbox.Toolbox;

/// The live objects, bound to the language: `personas brick robin alfred babs council tools memory
/// image`.
///
/// Each is an ordinary object of an ordinary class, so that the Architect can look into it and give
/// its class methods of their own. None has a message that reaches an approval.
public final class World {
    private World() {}

    public static Natives natives(
            Image image,
            Toolbox toolbox,
            Scrapbook memory,
            Personas personas,
            Conversation conversation,
            Codex codex) {
        var natives = new Natives();
        new ToolMessages(toolbox).bind(natives);
        new PersonaMessages(personas, conversation).bind(natives);
        new MemoryMessages(memory).bind(natives);
        new ImageMessages(image).bind(natives);
        new CodexMessages(codex).bind(natives);
        return natives;
    }
}
