package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import batos.tape.Tape;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever stands before a mind hides nothing that a turn decides by.
class ForwardingMindTest {
    @TempDir Path folder;

    private final MindActivity activity = new MindActivity();

    private final Mind slow =
            new Mind() {
                @Override
                public String name() {
                    return "openai";
                }

                @Override
                public Reply think(Prompt prompt, Consumer<String> heard) {
                    return new Reply.Interrupted();
                }

                @Override
                public List<Model> models() {
                    return List.of(new Model("small", "sha256:1", 1));
                }

                @Override
                public MindActivity activity() {
                    return activity;
                }

                @Override
                public double readingRate(String tag) {
                    return 7;
                }

                @Override
                public void close() {}
            };

    @Test
    void aBudgetTellsHowFastTheServerReadsAndWhatItWaitsFor() {
        var book = new DailyTokens(folder.resolve("tokens"), InstantSource.system(), Tape.live());
        var budget = new Budget(() -> 1000, () -> 1000, book);
        try (var mind = budget.forTurn(slow)) {
            assertEquals(7, mind.readingRate("small"));
            assertSame(activity, mind.activity());
            assertEquals("small", mind.models().getFirst().tag());
        }
    }
}
