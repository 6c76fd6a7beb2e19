package batos.app;

import batos.codex.CodexInForce;
import batos.image.Image;
import batos.image.ScratchImage;
import batos.image.View;
import batos.loops.Climb;
import batos.loops.Conversation;
import batos.loops.tactical.ToolForge;
import batos.memory.Scrapbook;
import batos.mind.Mind;
import batos.mind.Pin;
import batos.nerve.Pulses;
import batos.persona.LeanInstruction;
import batos.persona.Leases;
import batos.persona.TurnMode;
import batos.persona.Voice;
import batos.toolbox.Toolbox;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// The rooms of a turn over a state, without a trace: the four remember, use tools and make them as
/// they would there, and the end of the turn drops it all.
///
/// Memory, tools, manners and codex are those of the state; minds and pins are the present ones.
/// The turn publishes no pulses and moves no loop.
///
/// @param forge makes the tactical loop over a toolbox for the voices of one turn
record ScratchServices(
        Image image,
        ImageServices services,
        Supplier<Mind> mind,
        Function<String, Pin> pins,
        Supplier<CodexInForce> codex,
        BiFunction<Mind, Collection<Pin>, TurnMode> mode,
        BiFunction<Toolbox, Voice, ToolForge> forge) {
    /// The rooms over one state.
    Scratch over(View state) {
        var scratch = new ScratchImage(image, state, services.clock());
        var unheard = services.with(new Pulses(services.clock()));
        var toolbox = unheard.toolbox(scratch);
        var memory = new Scrapbook(scratch, services.embedder(), services.clock());
        var council = unheard.council(scratch, memory, toolbox);
        var climb =
                new Climb(
                        scratch,
                        council,
                        List.of(),
                        () -> SettingsMapping.climb(services.config().settings()));
        return new Scratch(
                scratch,
                new Conversation(
                        council,
                        leases(scratch, state),
                        voice -> forge.apply(toolbox, voice),
                        climb));
    }

    private Leases leases(Image scratch, View state) {
        var then = CodexInForce.in(state).orElseGet(codex).document();
        return new Leases(
                scratch,
                mind,
                pins,
                new Leases.Told(
                        then::instruction, name -> LeanInstruction.of(then.persona(name)), mode));
    }
}
