package batos.loops.strategic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.council.Feedback;
import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.memory.Episode;
import batos.memory.Scrapbook;
import batos.memory.WordVectors;
import batos.persona.CallTexts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A turn that is forgotten takes along all that training could have learned of it.
class ForgottenTurnTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Cause CAUSE = new Cause(Author.ARCHITECT, "@ my secret", 0);

    private final MemoryImage image = new MemoryImage(CLOCK);
    private final Scrapbook memory = new Scrapbook(image, new WordVectors(), CLOCK);
    private final TuningRecords records = new TuningRecords(image);

    @Test
    void takesItsCallsItsCorrectionAndItsJudgementAlong() {
        var made = new ArrayList<Episode>();
        image.update(
                CAUSE,
                change -> {
                    made.add(memory.remember(change, "my secret", "I see.", 0, List.of()));
                    CallTexts.put(
                            change,
                            made.getLast().number(),
                            CLOCK.instant(),
                            List.of(
                                    new CallTexts.CallText(
                                            "BRICK",
                                            "thesis",
                                            "You are BRICK.",
                                            List.of(new CallTexts.Spoken("asked", "my secret")),
                                            "I see.")));
                });
        var turn = made.getLast().number();
        records.correct("BRICK", turn, "I say nothing of the secret.", CAUSE);
        Feedback.give(image, turn, false, "it told the secret", CAUSE);

        var deed = new Cause(Author.ARCHITECT, "/memory forget e" + turn, image.now().number());
        memory.forget("e" + turn, deed);

        assertTrue(CallTexts.of(image.now(), turn).isEmpty());
        assertEquals(Optional.empty(), records.correction("BRICK", turn));
        assertEquals("", Feedback.of(image.now(), turn).why());
        assertTrue(image.now().named("correction").isEmpty());

        image.undo(1, CAUSE);
        assertEquals(1, CallTexts.of(image.now(), turn).size());
        assertEquals(
                "I say nothing of the secret.", records.correction("BRICK", turn).orElseThrow());
    }
}
