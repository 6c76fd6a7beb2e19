package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.crucible.Trial;
import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.toolbox.Admission;
import batos.toolbox.Example;
import batos.toolbox.ScriptedCrucible;
import batos.toolbox.Tool;
import batos.toolbox.ToolDraft;
import batos.toolbox.Toolbox;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Two people's functions may be called `mean`; a file that is brought again is a next version.
class NamesakesTest {
    static final String ONE = "{\"type\":\"object\",\"properties\":{\"values\":{}}}";
    static final String OTHER = "{\"type\":\"object\",\"properties\":{\"a\":{},\"b\":{}}}";

    final Toolbox toolbox =
            new Toolbox(
                    new MemoryImage(),
                    new ScriptedCrucible(),
                    () -> Trial.Limits.USUAL,
                    (kind, text) -> {});
    long deed;

    static ToolDraft mean(String description, String parameters) {
        return ToolDraft.of(
                "mean",
                description,
                parameters,
                "def mean(): pass\n",
                List.of(Example.of("{}", "1", Author.of("BRICK"))));
    }

    void bound(ToolDraft draft, String name, Tool.Origin origin, String cause) {
        var named =
                ToolDraft.of(
                        name,
                        draft.description(),
                        draft.parameters(),
                        draft.source(),
                        draft.examples());
        toolbox.bind(
                new Admission.Admitted(named, List.of("1 test holds"), List.of()),
                origin,
                Author.ARCHITECT,
                cause,
                new Cause(Author.ARCHITECT, "a line", ++deed));
    }

    String named(ToolDraft draft, String cause) {
        return new Namesakes(toolbox, draft, cause).name();
    }

    @Test
    void aFreeNameIsTaken() {
        assertEquals("mean", named(mean("The mean.", ONE), "imported from a.py"));
    }

    @Test
    void theSameFileBringsTheNextVersionWhateverItSays() {
        bound(mean("The mean.", ONE), "mean", Tool.Origin.IMPORTED, "imported from a.py");
        assertEquals("mean", named(mean("The average.", OTHER), "imported from a.py"));
    }

    @Test
    void theSameTextFromElsewhereIsTheToolThatIsThere() {
        bound(mean("The mean.", ONE), "mean", Tool.Origin.IMPORTED, "imported from a.py");
        var moved = new Namesakes(toolbox, mean("The mean.", ONE), "imported from moved/a.py");
        assertEquals(Optional.of("mean"), moved.same().map(Tool::name));
    }

    @Test
    void anotherFunctionOfTheNameIsAToolOfItsOwnAndStaysItAtTheNextImport() {
        bound(mean("The mean.", ONE), "mean", Tool.Origin.IMPORTED, "imported from a.py");
        var other = mean("Between two points.", OTHER);
        assertEquals("mean_2", named(other, "imported from b.py"));
        assertEquals(
                Optional.of("mean"),
                new Namesakes(toolbox, other, "imported from b.py").other().map(Tool::name));
        bound(other, "mean_2", Tool.Origin.IMPORTED, "imported from b.py");
        assertEquals("mean_2", named(other, "imported from b.py"));
        assertEquals("mean_3", named(mean("Not kind.", ONE), "imported from c.py"));
    }

    @Test
    void aDescriptionThatOnlyRepeatsTheNameTellsNothingApart() {
        var untold = mean("mean(values)", ONE);
        bound(untold, "mean", Tool.Origin.IMPORTED, "imported from a.py");
        assertEquals("mean_2", named(untold, "imported from b.py"));
    }

    @Test
    void whatTheForgeMadeIsWhatTheFileReplaces() {
        bound(mean("The mean.", ONE), "mean", Tool.Origin.FORGED, "missed");
        assertEquals("mean", named(mean("Between two points.", OTHER), "imported from b.py"));
    }
}
