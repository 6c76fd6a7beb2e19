package batos.app;

import batos.image.Image;
import batos.image.ImageFault;
import batos.image.PastImage;
import batos.image.ScratchImage;
import batos.memory.Scrapbook;
import batos.mind.Embedder;
import batos.persona.Leases;
import batos.persona.Personas;
import batos.talk.Talk;
import batos.world.World;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The rooms over a state of the past, for the language to look at.
record PastWorld(
        Image image,
        ImageServices services,
        Embedder embedder,
        Consumer<String> printed,
        RandomGenerator random) {
    /// The language over the state after a commit; nothing can be changed there.
    Talk at(long number) {
        return over(new PastImage(image, number), services);
    }

    /// The language over a draft, with rooms that pay for their calls. Nothing that is evaluated
    /// there reaches the draft.
    Talk overDraft(Image draft, ImageServices paid) {
        return over(new ScratchImage(draft, draft.now(), services.clock()), paid);
    }

    private Talk over(Image then, ImageServices services) {
        var memory = new Scrapbook(then, embedder, services.clock());
        var toolbox = services.toolbox(then);
        return new Talk(
                then,
                World.past(
                        then,
                        toolbox,
                        memory,
                        new Personas(then),
                        services.conversation(then, memory, toolbox, nobody(then)),
                        this::at),
                () -> SettingsMapping.language(services.config().settings().language()),
                printed,
                services.clock(),
                random);
    }

    /// The four of the past do not speak: their words would be lived in no image.
    private static Leases nobody(Image then) {
        var silence =
                new ImageFault(
                        "nobody speaks in the past: the state after commit "
                                + then.now().number()
                                + " can only be looked at");
        return new Leases(
                then,
                () -> {
                    throw silence;
                },
                persona -> {
                    throw silence;
                },
                persona -> "");
    }
}
