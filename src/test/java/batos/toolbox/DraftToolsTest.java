package batos.toolbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.crucible.Trial;
import batos.image.Author;
import batos.image.Cause;
import batos.image.Image;
import batos.image.MemoryImage;
import batos.image.ScratchImage;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A tool that was made on a draft, once it is in the image.
class DraftToolsTest {
    private final MemoryImage image = new MemoryImage();

    private static Toolbox tools(Image of) {
        return new Toolbox(
                of, new ScriptedCrucible(), () -> Trial.Limits.USUAL, (kind, text) -> {});
    }

    private static Tool bind(Image of, String source) {
        return tools(of)
                .bind(
                        new Admission.Admitted(
                                ToolboxTest.draft("twice", source), List.of(), List.of()),
                        Tool.Origin.FORGED,
                        Author.of("BRICK"),
                        "missed by motive for goal 1",
                        new Cause(Author.Part.MOTIVE, "goal 1", of.now().number()));
    }

    private Tool made(boolean bound) {
        var draft = new ScratchImage(image, image.now(), InstantSource.system());
        bind(draft, "two");
        image.update(
                new Cause(Author.Part.MOTIVE, "goal 1", 0),
                change -> DraftTools.of(draft, bound).forEach(change::put));
        return tools(image).now().any("twice").orElseThrow();
    }

    @Test
    void isNotSeenByTurnsUntilItIsBound() throws Refusal {
        assertEquals(Tool.Standing.QUARANTINED, made(false).standing());
        assertTrue(tools(image).now().find("twice").isEmpty());
        tools(image).rollback("twice", 1, new Cause(Author.ARCHITECT, "/goals accept 1", 1));
        assertEquals("two", tools(image).now().find("twice").orElseThrow().source());
    }

    @Test
    void isSeenAtOnceWhereTheSettingsSaySo() {
        assertEquals(Tool.Standing.LIVE, made(true).standing());
    }

    @Test
    void takesThePlaceOfNoToolThatIsBound() {
        bind(image, "one");
        assertEquals("one", made(true).source());
    }
}
