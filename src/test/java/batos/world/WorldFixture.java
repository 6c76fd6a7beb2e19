package batos.world;

import batos.crucible.UnavailableCrucible;
import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.memory.Scrapbook;
import batos.memory.WordVectors;
import batos.nerve.PulseSink;
import batos.talk.Evaluation;
import batos.talk.Limits;
import batos.talk.Talk;
import batos.talk.bind.Natives;
import batos.toolbox.Toolbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

/// The language over an image in memory, with the live objects that need no mind.
final class WorldFixture implements AutoCloseable {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    final MemoryImage image = new MemoryImage(CLOCK);
    final Scrapbook memory = new Scrapbook(image, new WordVectors(), CLOCK);
    final Toolbox toolbox =
            new Toolbox(
                    image,
                    new UnavailableCrucible("no crucible here", "crucible check"),
                    () ->
                            new batos.crucible.Trial.Limits(
                                    Duration.ofSeconds(1), 64L << 20, 1 << 16),
                    PulseSink.NONE);
    final Talk talk;

    WorldFixture() {
        var natives = new Natives();
        new ToolMessages(toolbox).bind(natives);
        new MemoryMessages(memory).bind(natives);
        new ImageMessages(image).bind(natives);
        talk = new Talk(image, natives, () -> Limits.GENEROUS, text -> {}, CLOCK, new Random(7));
    }

    Cause cause(String line) {
        return new Cause(Author.ARCHITECT, line, image.now().number());
    }

    /// The printString of what must succeed.
    String print(String source) {
        return switch (talk.evaluate(source, "architect", cause(source))) {
            case Evaluation.Done done -> done.printed();
            case Evaluation other -> throw new AssertionError(source + ": " + other);
        };
    }

    /// The words of an error that must come; the computation is given up.
    String error(String source) {
        if (talk.evaluate(source, "architect", cause(source))
                instanceof Evaluation.Unhandled(var fault, var parked)) {
            parked.abandon();
            return fault.render();
        }
        throw new AssertionError("no error: " + source);
    }

    @Override
    public void close() {
        talk.close();
    }
}
