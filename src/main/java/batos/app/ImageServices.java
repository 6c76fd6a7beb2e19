package batos.app;

import batos.codex.Codex;
import batos.config.ConfigFolder;
import batos.council.Council;
import batos.crucible.Crucible;
import batos.image.Image;
import batos.loops.Climb;
import batos.loops.Conversation;
import batos.loops.DriftWatch;
import batos.loops.PhilosophicalRung;
import batos.loops.Rung;
import batos.loops.TacticalRung;
import batos.loops.philosophical.Deliberation;
import batos.loops.strategic.StrategicLoop;
import batos.loops.strategic.StrategicRung;
import batos.loops.tactical.ToolForge;
import batos.memory.Scrapbook;
import batos.mind.Embedder;
import batos.nerve.Pulses;
import batos.persona.Distinctness;
import batos.persona.Leases;
import batos.persona.Voice;
import batos.toolbox.Toolbox;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The rooms over an image: over the present one, and over each past state that the Architect looks
/// at.
record ImageServices(
        ConfigFolder config,
        Crucible crucible,
        Pulses pulses,
        InstantSource clock,
        Function<Voice, ToolForge> forge,
        Supplier<Deliberation> deliberation,
        Supplier<Codex> codex,
        Embedder embedder,
        Supplier<StrategicLoop> tuning) {
    Toolbox toolbox(Image image) {
        return new Toolbox(
                image,
                crucible,
                () -> SettingsMapping.trial(config.settings().crucible()),
                pulses::emit);
    }

    /// The same, heard by others.
    ImageServices with(Pulses others) {
        return new ImageServices(
                config, crucible, others, clock, forge, deliberation, codex, embedder, tuning);
    }

    Council council(Image image, Scrapbook memory, Toolbox toolbox) {
        return new Council(
                image,
                memory,
                embedder,
                toolbox,
                pulses,
                clock,
                () -> SettingsMapping.rules(config.settings()));
    }

    Conversation conversation(Image image, Scrapbook memory, Toolbox toolbox, Leases leases) {
        var council = council(image, memory, toolbox);
        var climb =
                new Climb(
                        image,
                        council,
                        rungs(council),
                        () -> SettingsMapping.climb(config.settings()));
        var drift =
                new DriftWatch(
                        image,
                        council,
                        climb,
                        () -> new Distinctness(embedder),
                        () -> SettingsMapping.drift(config.settings()));
        return new Conversation(council, leases, forge, climb, Optional.of(drift));
    }

    /// One whose turns climb nowhere: idle work neither trains models nor deliberates on the codex.
    Conversation levelConversation(Image image, Scrapbook memory, Toolbox toolbox, Leases leases) {
        var council = council(image, memory, toolbox);
        return new Conversation(
                council,
                leases,
                forge,
                new Climb(
                        image, council, List.of(), () -> SettingsMapping.climb(config.settings())));
    }

    /// The loops beyond a turn, from the lowest to the highest.
    private List<Rung> rungs(Council council) {
        return List.of(
                new TacticalRung(council, () -> config.settings().loops().tacticalAfter()),
                new StrategicRung(tuning, () -> config.settings().loops().strategicAfter()),
                new PhilosophicalRung(
                        deliberation, codex, () -> config.settings().loops().philosophicalAfter()));
    }
}
