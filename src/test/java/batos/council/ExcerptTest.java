package batos.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.mind.Message;
import batos.mind.Prompt;
import batos.mind.Purpose;
import org.junit.jupiter.api.Test;

/// How a text is cut to the room that a prompt has for it.
class ExcerptTest extends CouncilFixture {
    @Test
    void whatFitsIsWhole() {
        assertEquals("One. Two.", Excerpt.of("One. Two.", 9));
    }

    @Test
    void theEndOfASentenceIsTheEnd() {
        assertEquals("One is said. […]", Excerpt.of("One is said. Two is cut off here.", 24));
        assertEquals("One is said! […]", Excerpt.of("One is said!\nTwo is cut off here.", 24));
    }

    @Test
    void aWordEndsWhereNoSentenceDoes() {
        assertEquals("one two […]", Excerpt.of("one two three four", 15));
        assertEquals("A. one two […]", Excerpt.of("A. one two three four five", 18));
    }

    @Test
    void aCharacterOfTwoCharsStaysWhole() {
        assertEquals("🦇🦇 […]", Excerpt.of("🦇".repeat(20), 9));
    }

    @Test
    void aLongEpisodeTakesItsShareOfThePrompt() {
        var garbage = "The cellar is dry. ".repeat(160);
        var council = council();
        ask(council, "how is the cellar?", garbage);
        prompts.clear();
        ask(council, "and the cellar now?", "Dry.");
        var thesis =
                prompts.stream()
                        .filter(prompt -> prompt.purpose() == Purpose.THESIS)
                        .findFirst()
                        .orElseThrow();
        var told = told(thesis);
        assertTrue(told.contains("The cellar is dry. […]"), told);
        assertFalse(told.contains(garbage), told);
        assertTrue(told.length() < garbage.length(), () -> "characters: " + told.length());
    }

    private void ask(Council council, String question, String answer) {
        council.carry(
                council.convene(question),
                lease(prompt ->
                        prompt.purpose() == Purpose.SYNTHESIS
                                ? says(answer)
                                : CouncilFixture.usual(prompt)),
                deed(),
                heard::add);
    }

    private static String told(Prompt prompt) {
        var all = new StringBuilder();
        for (Message message : prompt.messages()) {
            all.append(message).append('\n');
        }
        return all.toString();
    }
}
