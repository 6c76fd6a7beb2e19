package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// eval, vars, inspect, browse, fileout, filein, run, test, undo, debug.
class WorkspaceCommandsTest {
    @RegisterExtension static final CommandHouse house = CommandHouse.shared();

    private static String file(String name, String text) throws IOException {
        return Files.writeString(house.folder().resolve(name), text).toString();
    }

    @Test
    void evalKeepsAVariableAndVarsListsIt() {
        assertEquals("7", house.done("eval", "seven := 3 + 4"));
        assertTrue(house.done("vars").contains("seven                SmallInteger             7"));
        for (var variable : house.document("vars")) {
            if (variable.path("name").asText().equals("seven")) {
                assertEquals("7", variable.path("value").asText());
                return;
            }
        }
        throw new AssertionError(house.out());
    }

    @Test
    void undoTakesBackTheLastDeedAndNamesIt() {
        house.done("eval", "gone := 1");
        assertEquals(
                "N: '0' is less than 1. Next: batos undo --help", house.refused(2, "undo", "0"));
        assertTrue(house.done("undo").startsWith("took back 'eval gone := 1': commit "));
        assertTrue(house.refused(1, "eval", "gone").contains("nothing is named gone"));
    }

    @Test
    void aSecondUndoBringsBackAndTheFirstSaysHowToGoFurther() {
        try (var other = new CommandHouse(house.folder().resolve("further"))) {
            other.done("eval", "a := 1");
            assertTrue(other.done("undo").endsWith(". Back: batos undo"), other.out());
            other.done("eval", "a := 2");
            other.done("eval", "a := 3");
            other.done("eval", "a := 4");
            assertTrue(
                    other.done("undo")
                            .endsWith(
                                    ". Back: batos undo, or batos undo 3 to go one"
                                            + " deed further back"),
                    other.out());
            assertEquals("3", other.done("eval", "a"));
            other.done("image", "undo", "3");
            assertEquals("2", other.done("eval", "a"));
            other.done("undo");
            assertEquals("3", other.done("eval", "a"));
        }
    }

    @Test
    void undoSaysNothingOfACodexThatDidNotChange() {
        house.done("eval", "before := 1");
        house.refused(4, "codex", "approve", "9");
        house.done("eval", "after := 2");
        house.done("settings", "set", "council.rounds", "3");
        assertFalse(house.done("undo", "--deed").contains("not brought back"), house.out());
        assertFalse(house.done("undo", "--deed", "3").contains("not brought back"), house.out());
        house.done("settings", "set", "council.rounds", "2");
    }

    @Test
    void redoBringsBackWhatTheLastUndoTookAndNothingElse() {
        try (var other = new CommandHouse(house.folder().resolve("redo"))) {
            assertEquals(
                    "there is nothing to bring back: the image has no deed",
                    other.refused(1, "redo"));
            other.done("eval", "a := 1");
            other.done("eval", "a := 2");
            assertEquals(
                    "there is nothing to bring back: the last deed, 'eval a := 2', is no undo."
                            + " Next: batos log",
                    other.refused(1, "redo"));
            other.done("undo");
            assertTrue(other.done("redo").startsWith("took back 'undo', a redo: "), other.out());
            assertEquals("2", other.done("eval", "a"));
            other.refused(1, "image", "redo");
            other.done("undo");
            assertEquals("1", other.done("eval", "a"));
            assertTrue(other.done("undo").startsWith("took back 'undo', a redo: "), other.out());
            other.refused(1, "redo");
            assertFalse(other.done("undo").contains("a redo"), other.out());
            other.done("image", "redo");
            assertEquals("2", other.done("eval", "a"));
        }
    }

    @Test
    void deedsThatUndoEachOtherAreNotTakenBack() {
        try (var other = new CommandHouse(house.folder().resolve("each"))) {
            other.done("eval", "a := 1");
            other.done("eval", "a := 2");
            other.done("undo");
            var log = other.done("image", "log");
            assertEquals(
                    "nothing to take back: the last 2 deeds undo each other, and the image is as it"
                            + " was before them. Next: batos undo 3 to go one deed further back",
                    other.refused(1, "undo", "2"));
            assertEquals(log, other.done("image", "log"));
        }
    }

    @Test
    void inspectShowsTheSlotsOfAnObject() throws IOException {
        var owl =
                file(
                        "owl.st",
                        "Object subclass: Owl [\n | name |\n name [ ^name ]\n name: s [ name := s ]\n]\n");
        assertEquals(owl + " is in the image", house.done("filein", owl));
        house.done("eval", "owl := Owl new name: 'Bubo'; yourself");
        assertEquals("An instance of Owl\n  1  name: 'Bubo'", house.done("inspect", "owl"));
        assertTrue(house.document("inspect", "owl").path("commit").asLong() > 0);
        assertTrue(house.refused(1, "inspect", "nosuch").contains("nothing is named nosuch"));
        assertEquals("Owl (Object)\n  slots: name\n  name\n  name: s", house.done("browse", "Owl"));
        assertTrue(house.done("browse", "--implementors", "name:").contains("Owl>>name:"));
    }

    @Test
    void aSearchThatFindsNothingSaysSoAndLeavesNothing() {
        var root = house.done("image", "root");
        assertEquals(
                "no class implements nosuch:", house.done("browse", "--implementors", "nosuch:"));
        assertEquals("no method sends nosuch:", house.done("browse", "--senders", "nosuch:"));
        assertEquals("no method contains O'Hara", house.done("browse", "--text", "O'Hara"));
        assertEquals("no method names Nosuch", house.done("browse", "--references", "Nosuch"));
        assertEquals(root, house.done("image", "root"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dissonance --last",
                "log --limit",
                "image log --limit",
                "memory recall owl --limit",
                "memory recall owl --tokens",
                "codex ledger --last",
                "models bench --every",
                "personas drift --last",
                "crucible bench --calls"
            })
    void aCountBelowOneIsRefusedWithItsOption(String command) {
        var words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.add("0");
        var said = house.refused(2, words.toArray(String[]::new));
        assertTrue(said.contains(words.get(words.size() - 2) + ": '0' is less than 1"), said);
        assertTrue(said.contains(" --help"), said);
        words.set(words.size() - 1, "x");
        said = house.refused(2, words.toArray(String[]::new));
        assertTrue(said.contains("'x' is no whole number"), said);
    }

    @Test
    void aDriftOfTooLittleIsNoTable() throws IOException {
        var one = file("one.jsonl", "{\"persona\":\"ROBIN\",\"text\":\"Hm.\"}\n");
        assertEquals(
                one
                        + " holds too little: at least two personas need 2 utterances each, of some"
                        + " length. Next: add lines {\"persona\",\"text\"} to it, or batos personas"
                        + " drift without a FILE",
                house.refused(1, "personas", "drift", one));
    }

    @Test
    void browseNamesTheNearestClass() {
        assertTrue(
                house.refused(1, "browse", "OrderdCollection")
                        .contains("Nearest: OrderedCollection"));
        assertTrue(house.done("browse", "--senders", "add:").contains("Bag>>collect:"));
    }

    @Test
    void codeFiledOutIsFiledInElsewhere() throws IOException {
        house.done("filein", file("wren.st", "Object subclass: Wren [\n sings [ ^42 ]\n]\n"));
        var out = house.folder().resolve("out.st").toString();
        assertTrue(house.done("fileout", out, "Wren").contains("Next: batos filein " + out));
        assertEquals(
                out + " exists. Next: the same with --force replaces it",
                house.refused(1, "fileout", out, "Wren"));
        house.done("fileout", "--force", out, "Wren");
        try (var other = new CommandHouse(house.folder().resolve("other"))) {
            other.done("filein", out);
            assertEquals("42", other.done("eval", "Wren new sings"));
        }
        assertEquals("fileout needs FILE. Next: batos fileout --help", house.refused(2, "fileout"));
        assertTrue(
                house.refused(1, "fileout", house.folder().resolve("no.st").toString(), "Nosuch")
                        .contains("Next: "));
    }

    @Test
    void runReadsAProgramAndNamesAMissingFile() throws IOException {
        assertEquals("42", house.done("run", file("six.st", "(6 * 7) displayNl.\n")));
        for (var command : new String[] {"run", "filein"}) {
            assertEquals(
                    "no file to read at nosuch.st. Next: give a file of the language",
                    house.refused(2, command, "nosuch.st"));
        }
    }

    @Test
    void testComparesATranscript() throws IOException {
        var right = file("right.txt", "architect> 3 + 4\n7\n");
        assertEquals(
                "ok " + right + ", 1 line typed\n1 passed, 0 failed", house.done("test", right));
        var wrong = file("wrong.txt", "architect> 3 + 4\n8\n");
        assertEquals("0 passed, 1 failed", house.refused(1, "test", wrong));
        assertTrue(house.out().endsWith(" architect> 3 + 4\n-8\n+7"), house.out());
        assertEquals(
                "no file to read at Nosuch. Next: batos test FILE, with a transcript",
                house.refused(2, "test", "Nosuch"));
    }

    @Test
    void debugHasNothingToShowOutsideAPrompt() {
        assertEquals("no error is open", house.done("debug", "list"));
        for (var verb : new String[] {"stack", "abandon", "restart", "retry"}) {
            assertEquals(
                    "nothing is parked. Next: an expression that fails at the prompt waits here",
                    house.refused(1, "debug", verb));
        }
        assertEquals(
                "no command show. Next: batos debug --help", house.refused(2, "debug", "show"));
    }

    @Test
    void debugTakesAFailedLineOnAtAPrompt() {
        house.piped("10 / (a := 0)\n/debug stack\n/debug abandon\n/debug list\n");
        assertTrue(
                house.out().contains("ZeroDivide") || house.err().contains("ZeroDivide"),
                house.err());
        assertTrue(house.out().endsWith("no error is open"), house.out());
    }
}
