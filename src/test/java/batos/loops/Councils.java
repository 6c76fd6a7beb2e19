package batos.loops;

import batos.council.Council;
import batos.council.TurnLimits;
import batos.crucible.Trial;
import batos.crucible.UnavailableCrucible;
import batos.image.Image;
import batos.memory.Scrapbook;
import batos.memory.WordVectors;
import batos.nerve.PulseSink;
import batos.nerve.Pulses;
import batos.toolbox.Toolbox;
import java.time.Duration;
import java.time.InstantSource;

/// Councils for tests of what climbs from their turns.
final class Councils {
    private Councils() {}

    /// One round, vectors of words, and no crucible, so that no tool is made.
    static Council withoutTools(Image image, Scrapbook memory, Pulses pulses, InstantSource clock) {
        return new Council(
                image,
                memory,
                new WordVectors(),
                new Toolbox(
                        image,
                        new UnavailableCrucible("no crucible here", "crucible check"),
                        () -> new Trial.Limits(Duration.ofSeconds(1), 1 << 20, 1 << 16),
                        PulseSink.NONE),
                pulses,
                clock,
                () -> new TurnLimits(1, 0.5, 4, 2, 3));
    }
}
