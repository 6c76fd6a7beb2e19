package batos.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import batos.toolbox.Admission;
import batos.toolbox.Example;
import batos.toolbox.Tool;
import batos.toolbox.ToolDraft;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `tools` and `memory` in the language.
class LiveObjectsTest {
    private final WorldFixture world = new WorldFixture();

    @AfterEach
    void close() {
        world.close();
    }

    private void bind(String name) {
        var draft =
                ToolDraft.of(
                        name,
                        "Doubles a number",
                        "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}",
                        "def " + name + "(n):\n    return 2 * n\n",
                        List.of(Example.of("{\"n\":2}", "4", Author.of("BRICK"))));
        world.toolbox.bind(
                new Admission.Admitted(draft, List.of("1 test holds"), List.of()),
                Tool.Origin.FORGED,
                Author.of("BRICK"),
                "missed",
                world.cause("forge"));
    }

    @Test
    void aToolIsAnObjectFromTheCommitThatBindsIt() {
        assertEquals("false", world.print("tools includesKey: #twice"));
        bind("twice");
        assertEquals("true", world.print("tools includesKey: #twice"));
        assertEquals("'BRICK'", world.print("(tools at: #twice) author"));
        assertEquals("1", world.print("(tools at: #twice) version"));
    }

    @Test
    void aMissingToolIsNamed() {
        bind("twice");
        assertTrue(world.error("tools at: #thrice").contains("thrice"));
    }

    @Test
    void aCallWithoutACrucibleSaysWhatToDo() {
        bind("twice");
        assertTrue(world.error("(tools at: #twice) call: 2").contains("crucible"));
    }

    @Test
    void anArgumentWithoutAnEndIsRefusedByItsTrueReason() {
        bind("twice");
        var cycle =
                world.error("| a | a := Array new: 1. a at: 1 put: a. (tools at: #twice) call: a");
        assertTrue(cycle.contains("contains itself"), cycle);
        var deep =
                world.error(
                        "| a | a := 1. 1 to: 300 do: [:i | a := Array with: a]. (tools at: #twice) call: a");
        assertTrue(deep.contains("nested more than 200 deep"), deep);
        var twin = world.error("| a | a := Array with: 2. (tools at: #twice) call: {a. a}");
        assertTrue(twin.contains("expected integer"), twin);
    }

    /// The tool takes whole numbers, and its schema says what came.
    @Test
    void aFractionArrivesAsTheNumberThatItIs() {
        bind("twice");
        var half = world.error("(tools at: #twice) call: 1/2");
        assertTrue(half.contains("expected integer") && half.contains("0.5"), half);
        var third = world.error("(tools at: #twice) call: 1/3");
        assertTrue(third.contains("1/3 has no exact form in JSON; asFloat has one"), third);
    }

    @Test
    void aRetiredToolIsNoLongerThere() {
        bind("twice");
        world.print("(tools at: #twice) retire");
        assertEquals("false", world.print("tools includesKey: #twice"));
    }

    @Test
    void aNoteIsRememberedAndRecalled() {
        world.print("memory note: 'the piano stands upstairs'");
        assertEquals("1", world.print("memory size"));
        assertTrue(
                world.print("(memory recall: 'where is the piano?') first text").contains("piano"));
        assertEquals(1, world.memory.size());
    }
}
