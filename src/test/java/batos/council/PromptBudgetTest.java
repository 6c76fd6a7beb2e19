package batos.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.mind.Message;
import batos.mind.Prompt;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptBudgetTest {
    private static final List<Exchange> HISTORY =
            List.of(
                    new Exchange(1, "one?", "x".repeat(96)),
                    new Exchange(2, "two?", "y".repeat(96)));
    private static final List<String> MEMORY =
            List.of("- best " + "a".repeat(93), "- worst " + "b".repeat(92));
    private static final List<Prompt.ToolSchema> TOOLS =
            List.of(
                    new Prompt.ToolSchema("slugify", "It slugifies. " + "c".repeat(186), "{}"),
                    new Prompt.ToolSchema("median", "The median.", "{}"));

    @Test
    void whatFitsStays() {
        var fitted = new PromptBudget(2000, 0).recalled("how?", HISTORY, MEMORY, TOOLS);
        assertEquals(HISTORY, fitted.history());
        assertEquals(MEMORY, fitted.memory());
        assertEquals(List.of(), fitted.dropped());
    }

    @Test
    void theOldestTurnGoesFirstThenTheLowestMemory() {
        var fitted = new PromptBudget(800, 450).recalled("how?", HISTORY, MEMORY, List.of());
        assertEquals(
                List.of("past turn 1: one?"),
                fitted.dropped().stream().limit(1).toList(),
                fitted.dropped().toString());
        assertEquals(List.of(HISTORY.getLast()), fitted.history());
        var less = new PromptBudget(800, 650).recalled("how?", HISTORY, MEMORY, List.of());
        assertEquals(List.of(), less.history());
        assertEquals(List.of(MEMORY.getFirst()), less.memory());
        assertTrue(less.dropped().getLast().startsWith("memory: - worst"), less.toString());
    }

    @Test
    void aPartTakesAQuarterAtMost() {
        var fitted = new PromptBudget(440, 0).recalled("how?", List.of(), MEMORY, List.of());
        assertEquals(List.of(MEMORY.getFirst()), fitted.memory());
    }

    @Test
    void thenTheLongestDescriptionsAreShortened() {
        var thread = List.<Message>of(new Message.Question("how?"));
        var fitted = new PromptBudget(200, 0).tools(TOOLS, thread);
        assertTrue(fitted.tools().getFirst().description().length() <= 80);
        assertEquals(TOOLS.getLast(), fitted.tools().getLast());
        assertTrue(fitted.dropped().getFirst().startsWith("tool slugify: its description, 200"));
    }
}
