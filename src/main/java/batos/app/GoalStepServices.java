package batos.app;

import batos.crucible.Crucible;
import batos.image.Cause;
import batos.image.Image;
import batos.image.ScratchImage;
import batos.loops.tactical.ForgeLimits;
import batos.loops.tactical.ToolForge;
import batos.loops.tactical.ToolLikeness;
import batos.memory.Scrapbook;
import batos.mind.Mind;
import batos.mind.Pin;
import batos.motive.MotiveLoop;
import batos.motive.pursuit.DraftServices;
import batos.motive.pursuit.Meter;
import batos.motive.pursuit.MeteredCrucible;
import batos.motive.pursuit.MeteredMind;
import batos.nerve.Pulses;
import batos.persona.Leases;
import batos.persona.Voice;
import batos.talk.Evaluation;
import batos.toolbox.Gate;
import batos.toolbox.StaticRules;
import batos.toolbox.Toolbox;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.function.Function;
import java.util.function.Supplier;

/// The rooms over a draft of the image for one step of idle work: every call of a model and of the
/// crucible is paid by a goal, and what happens there is heard nowhere else.
///
/// @param mind the mind for one turn
/// @param past the language over states that cannot be changed
record GoalStepServices(
        ImageServices usual,
        Crucible crucible,
        Supplier<Mind> mind,
        Function<String, Pin> pins,
        Leases.Told told,
        PastWorld past)
        implements DraftServices.Factory {
    @Override
    public DraftServices over(ScratchImage draft, Meter meter) {
        var metered = new MeteredCrucible(crucible, meter);
        var leases = new Leases(draft, () -> new MeteredMind(mind.get(), meter), pins, told);
        var config = usual.config();
        var gate =
                new Gate(
                        metered,
                        () -> SettingsMapping.trial(config.settings().crucible()),
                        () ->
                                new StaticRules(
                                        Collections.unmodifiableSet(
                                                new LinkedHashSet<>(
                                                        config.settings().forge().imports())),
                                        StaticRules.USUAL.bytes()));
        var pulses = new Pulses(usual.clock());
        var toolbox =
                new Toolbox(
                        draft,
                        metered,
                        () -> SettingsMapping.trial(config.settings().crucible()),
                        pulses::emit);
        var services =
                new ImageServices(
                        config,
                        metered,
                        pulses,
                        usual.clock(),
                        voice -> forge(toolbox, gate, voice),
                        usual.deliberation(),
                        usual.codex(),
                        usual.embedder(),
                        usual.tuning());
        var memory = new Scrapbook(draft, usual.embedder(), usual.clock());
        var voices = leases.lease();
        return new DraftServices(
                voices,
                services.levelConversation(draft, memory, toolbox, leases),
                memory,
                forge(toolbox, gate, voices),
                gate,
                number -> blockHolds(draft, services, number));
    }

    private ToolForge forge(Toolbox toolbox, Gate gate, Voice voice) {
        var settings = usual.config().settings().forge();
        return new ToolForge(
                toolbox,
                gate,
                voice,
                ToolLikeness.byMeaning(usual.embedder()),
                new ForgeLimits(settings.attempts(), settings.hiddenTests()));
    }

    /// Evaluates the block that the Architect gave with a goal, where nothing can be changed.
    private boolean blockHolds(Image draft, ImageServices paid, int number) {
        try (var talk = past.overDraft(draft, paid)) {
            var cause =
                    new Cause(MotiveLoop.AUTHOR, "check of goal " + number, draft.now().number());
            var answer = talk.evaluate("(Goal at: " + number + ") checkHolds", "motive", cause);
            if (answer instanceof Evaluation.Unhandled(_, var parked)) {
                parked.abandon();
            }
            return answer instanceof Evaluation.Done done && done.printed().equals("true");
        }
    }
}
