package batos.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import batos.image.Cause;
import batos.image.Form;
import batos.mind.Message;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.persona.Persona;
import batos.toolbox.Admission;
import batos.toolbox.Example;
import batos.toolbox.Tool;
import batos.toolbox.ToolDraft;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CouncilOutcomesTest extends CouncilFixture {
    /// Whoever called it and the tool are not to blame, and nobody answers without it.
    @Test
    void aToolThatCannotBeRunEndsTheTurn() {
        var draft =
                ToolDraft.of(
                        "twice",
                        "Doubles a number",
                        "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}",
                        "def twice(n):\n    return 2 * n\n",
                        List.of(Example.of("{\"n\":2}", "4", Author.of("BRICK"))));
        toolbox.bind(
                new Admission.Admitted(draft, List.of("1 test holds"), List.of()),
                Tool.Origin.FORGED,
                Author.of("BRICK"),
                "missed",
                deed());
        var call = new Message.ToolCall("1", "twice", "{\"n\":21}");
        var outcome =
                carry(prompt ->
                        prompt.purpose() == Purpose.THESIS
                                ? new Reply.Answered("", List.of(call), Reply.Usage.NONE)
                                : usual(prompt));
        var why = assertInstanceOf(Outcome.NoCrucible.class, outcome).why();
        assertEquals("twice@1: no crucible here. Next: crucible check", why);
        assertEquals(0, toolbox.now().find("twice").orElseThrow().tally().failures());
    }

    /// The first pins of a home are entered when the first line asks for the four, and bear the
    /// number of its deed.
    @Test
    void whatTheSystemEnteredDuringATurnThatFailsStays() {
        var deed = deed();
        var pin = Form.named("pin", 1, "BABS", new LinkedHashMap<>());
        image.update(
                new Cause(Author.Part.SYSTEM, "pins BABS", deed.deed()), change -> change.put(pin));
        var before = image.now().root();
        var council = council();
        var outcome =
                council.carry(
                        council.convene("how?"),
                        lease(prompt -> new Reply.Interrupted()),
                        deed,
                        heard::add);
        assertInstanceOf(Outcome.Interrupted.class, outcome);
        assertTrue(council.cutOff().isPresent());
        council.abandon(deed);
        assertEquals(before, image.now().root());
        assertTrue(council.cutOff().isEmpty());
        assertEquals(List.of(), image.deeds(10));
    }

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
            assertTrue(
                    memory.recall("are you well?", 5).stream()
                            .anyMatch(recall -> recall.line().contains("ROBIN: Yes?")),
                    "memory knows who spoke");
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
