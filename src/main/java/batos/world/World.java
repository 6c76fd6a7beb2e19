package batos.world;

import batos.codex.Codex;
import batos.image.Image;
import batos.image.ImageFault;
import batos.loops.Conversation;
import batos.memory.Scrapbook;
import batos.mind.Pin;
import batos.motive.goal.GivenGoals;
import batos.motive.goal.Goals;
import batos.persona.Personas;
import batos.talk.Talk;
import batos.talk.bind.Natives;
import batos.toolbox.Toolbox;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;

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
            Codex codex,
            Supplier<Map<String, Pin>> pins,
            GivenGoals giving,
            LongFunction<Talk> past) {
        var natives = natives(image, toolbox, memory, personas, conversation, past);
        new GoalMessages(new Goals(image)).bind(natives, giving::give);
        new ModelMessages(pins).bind(natives);
        new CodexMessages(codex).bind(natives);
        return natives;
    }

    /// The same of a past state, whose codex is the one that it knows.
    public static Natives past(
            Image image,
            Toolbox toolbox,
            Scrapbook memory,
            Personas personas,
            Conversation conversation,
            LongFunction<Talk> past) {
        var natives = natives(image, toolbox, memory, personas, conversation, past);
        new CodexMessages(image.now()).bind(natives);
        new GoalMessages(new Goals(image))
                .bind(
                        natives,
                        (persona, what, cause) -> {
                            throw new ImageFault("no goal can be given in the past");
                        });
        return natives;
    }

    private static Natives natives(
            Image image,
            Toolbox toolbox,
            Scrapbook memory,
            Personas personas,
            Conversation conversation,
            LongFunction<Talk> past) {
        var natives = new Natives();
        new ToolMessages(toolbox).bind(natives);
        new PersonaMessages(personas, conversation).bind(natives);
        new CouncilMessages(conversation).bind(natives);
        new MemoryMessages(memory).bind(natives);
        new TuningMessages(image).bind(natives);
        new ImageMessages(image).bind(natives);
        new PastMessages(image, past).bind(natives);
        return natives;
    }
}
