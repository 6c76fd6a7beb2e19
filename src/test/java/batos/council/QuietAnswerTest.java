package batos.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.memory.Scrapbook;
import batos.memory.WordVectors;
import batos.mind.Embedder;
import batos.nerve.Pulses;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where a model embeds texts, the answer of a quiet turn waits for one vector: the question's.
class QuietAnswerTest extends CouncilFixture {
    private final List<String> embedded = new ArrayList<>();

    /// Notes what it is asked for.
    private final class Noting implements Embedder {
        private final Embedder words = new WordVectors();

        @Override
        public String name() {
            return words.name();
        }

        @Override
        public int dimension() {
            return words.dimension();
        }

        @Override
        public float[] embed(String text) {
            embedded.add(text);
            return words.embed(text);
        }

        @Override
        public void close() {}
    }

    @Test
    void waitsForTheQuestionAloneAndMeasuresTheDistanceAfterwards() {
        var waited = new ArrayList<List<String>>();
        var model = new Noting();
        var council =
                new Council(
                        image,
                        new Scrapbook(image, model, CLOCK),
                        model,
                        toolbox,
                        new Pulses(CLOCK),
                        CLOCK,
                        () -> rules);
        council.carry(council.convene("why?"), lease(CouncilFixture::usual), deed(), signal -> {});
        embedded.clear();
        var outcome =
                council.carry(
                        council.convene("how?"),
                        lease(CouncilFixture::usual),
                        deed(),
                        signal -> {
                            if (signal instanceof TurnSignal.Spoke spoke
                                    && spoke.persona().equals("ALFRED")) {
                                waited.add(List.copyOf(embedded));
                            }
                        });
        assertEquals(List.of(List.of("how?")), waited);
        var answered = assertInstanceOf(Outcome.Answered.class, outcome);
        assertEquals(
                Distance.between("Structure first.", "Be kind.", new WordVectors()),
                answered.turn().standing().dissonance().part(Dissonance.Part.DISTANCE).orElse(-1));
        assertTrue(
                council.account(answered.episode())
                        .orElseThrow()
                        .dissonance()
                        .part(Dissonance.Part.DISTANCE)
                        .isPresent(),
                "it stands with the episode");
    }
}
