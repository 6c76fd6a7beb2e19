package batos.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.mind.Purpose;
import batos.persona.Persona;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CouncilOutcomesTest extends CouncilFixture {
    @Nested
    class APersona {
        @Test
        void answersAloneWhenAskedAlone() {
            var council = council();
            var outcome =
                    council.consult(
                            "ROBIN",
                            council.convene("are you well?"),
                            lease(CouncilFixture::usual),
                            deed(),
                            heard::add);
            assertEquals(
                    "Yes?",
                    assertInstanceOf(Outcome.Answered.class, outcome)
                            .turn()
                            .standing()
                            .synthesis());
            assertEquals(List.of("answer"), purposes());
            assertEquals(1, personas.get("ROBIN").spoken());
            assertEquals(0, personas.get("BRICK").spoken());
        }

        @Test
        void speaksInTheMannerItWasGivenFromTheNextTurnOn() {
            personas.change("BRICK", brick -> brick.with("in one word"), deed());
            carry(CouncilFixture::usual);
            assertTrue(prompts.getFirst().messages().getFirst().toString().contains("in one word"));
        }

        @Test
        void feelsTheDissonanceOfItsTurn() {
            carry(prompt -> prompt.purpose() == Purpose.ANTITHESIS ? says(UPSET) : usual(prompt));
            assertTrue(
                    Persona.NAMES.stream().allMatch(name -> personas.get(name).dissonance() > 0.7));
        }
    }
}
