package batos;

import batos.config.Settings;
import batos.council.Rules;
import batos.crucible.Trial;
import batos.crucible.Wanted;
import batos.image.ImageLimits;
import batos.mind.Pin;
import batos.talk.Limits;

/// Settings in the words of each room: the rooms do not know the file.
final class Wiring {
    /// How many replies with tool calls, and how many missing tools, one turn may have.
    private static final int CALLS = 8;

    private static final int FORGINGS = 3;

    private Wiring() {}

    static Rules rules(Settings settings) {
        return new Rules(
                settings.council().rounds(),
                settings.council().dissonanceThreshold(),
                CALLS,
                FORGINGS,
                settings.memory().recall());
    }

    static Trial.Limits trial(Settings.Crucible crucible) {
        return new Trial.Limits(
                crucible.wall(), (long) crucible.memoryMb() << 20, crucible.outputKb() << 10);
    }

    static Wanted crucible(Settings.Crucible crucible) {
        return new Wanted(
                Wanted.Prefer.of(crucible.prefer()),
                crucible.dockerHost(),
                crucible.runtime(),
                crucible.image(),
                trial(crucible),
                crucible.cpus(),
                crucible.pids(),
                (long) crucible.tmpMb() << 20,
                crucible.pool());
    }

    static ImageLimits image(Settings.Image image) {
        var usual = ImageLimits.standard();
        return new ImageLimits(
                (long) image.segmentMb() << 20,
                (long) image.checkpointMb() << 20,
                usual.inlineBytes(),
                usual.largestBytes(),
                usual.keptCommits(),
                image.snapshots(),
                usual.reserveBytes());
    }

    static Limits language(Settings.Language language) {
        return new Limits(
                language.steps(),
                language.wall(),
                (long) language.memoryMb() << 20,
                language.depth());
    }

    static Pin pin(Settings settings, String persona) {
        var model = settings.models().of().get(persona);
        if (model == null) {
            throw new IllegalStateException("settings.toml has no [models." + persona + "]");
        }
        return new Pin(
                model.tag(),
                "",
                model.context(),
                new Pin.Sampling(
                        model.temperature(), model.topP(), model.seed(), model.maxTokens()),
                "");
    }
}
