package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// ask, good, bad, correct, log, why, dissonance, climb, council.
class ConversationCommandsTest {
    @RegisterExtension
    static final CommandHouse house =
            CommandHouse.shared(house -> house.done("ask", "My owl lives in the barn."));

    @Test
    void askAnswersWithAllFourAndAsADocument() {
        var answer = house.document("ask", "Where does the owl live?");
        assertEquals("Where does the owl live?", answer.path("asked").asText());
        assertTrue(!answer.path("answer").asText().isEmpty(), house.out());
        assertTrue(answer.path("dissonance").asDouble() > 0, house.out());
        var alone = house.done("ask", "--to", "robin", "hello");
        assertTrue(alone.contains("ROBIN: ") && !alone.contains("ALFRED: "), alone);
        var quiet = house.done("ask", "-q", "Where does the owl live?");
        assertTrue(!quiet.contains("BRICK: ") && !quiet.isEmpty(), quiet);
    }

    @Test
    void askNamesWhatItCannotUse() {
        assertEquals(
                "no persona robn (nearest: robin). Next: batos ask --to brick, batos ask --to"
                        + " robin, batos ask --to alfred, batos ask --to babs, or batos ask for all",
                house.refused(2, "ask", "--to", "robn", "hello"));
        assertEquals(
                "there is no turn 77. Next: batos log --export jsonl tells the numbers",
                house.refused(2, "ask", "--turn", "77", "and so?"));
        assertEquals(
                "no file at /nosuch. Next: batos ask --file FILE with one",
                house.refused(2, "ask", "--file", "/nosuch", "what is this?"));
        assertEquals(
                "no file to read at /nosuch. Next: batos ask --schema FILE with a JSON schema",
                house.refused(2, "ask", "--schema", "/nosuch", "what is this?"));
    }

    @Test
    void twoOfTheFourCannotBeAskedAlone() {
        for (var question : List.of("@robin,brick hi", "@brick @robin hi", "@robin, @BABS hi")) {
            assertEquals(
                    "one of the four answers alone, or all of them together. Next: batos ask and"
                            + " your question asks all",
                    house.refused(2, "ask", question));
        }
        assertTrue(house.done("ask", "@robin, does BRICK like owls?").contains("ROBIN: "));
    }

    @Test
    void anAttachedFileAndASchemaAreUsed() throws IOException {
        var text =
                Files.writeString(house.folder().resolve("note.txt"), "the owl eats mice")
                        .toString();
        var schema =
                Files.writeString(
                                house.folder().resolve("schema.json"),
                                "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}")
                        .toString();
        var answer =
                house.document("ask", "--file", text, "--schema", schema, "name is Bubo, the owl");
        assertTrue(answer.path("attachments").get(0).asText().endsWith("note.txt"), house.out());
        assertTrue(answer.path("document").path("name").isTextual(), house.out());
    }

    @Test
    void feedbackGoesToTheLastTurnOrToANumberedOne() {
        assertEquals("episode 1 is good", house.done("good", "1"));
        assertEquals(
                "no turn 99. Next: batos why, or batos dissonance", house.refused(1, "good", "99"));
        assertTrue(
                house.done("correct", "In the barn.", "--turn", "1")
                        .contains("learns from this for turn 1"));
        assertEquals(
                "no turn 99. Next: batos memory recall",
                house.refused(1, "correct", "Fine.", "--turn", "99"));
        assertEquals(
                "no persona nobody. There are BABS, BRICK, ROBIN, ALFRED. Next: batos models",
                house.refused(2, "correct", "Fine.", "--persona", "nobody"));
        assertEquals("correct needs TEXT. Next: batos correct --help", house.refused(2, "correct"));
    }

    @Test
    void theLogIsSearchedAndExported() {
        assertTrue(house.done("log").contains("ask My owl lives in the barn."));
        assertEquals("nothing in the log has xyzzy", house.done("log", "--search", "xyzzy"));
        assertEquals(1, house.document("log", "-n", "1").size());
        assertTrue(
                house.done("log", "--export", "markdown")
                        .contains("**Architect** (turn 1): My owl lives in the barn."));
        assertTrue(house.refused(2, "log", "--export", "pdf").contains("[markdown, jsonl]"));
    }

    @Test
    void theLogTellsATurnByTheDeedThatItWas() {
        var number = house.document("ask", "Are there apples?").path("turn").asLong();
        house.done("undo");
        assertEquals(number, house.document("ask", "Or bananas?").path("turn").asLong());
        assertEquals(
                "[ask Or bananas?]",
                lines(house.document("log", "--search", "bananas")),
                house.out());
        for (var entry : house.document("log", "-n", "3")) {
            if (entry.path("line").asText().contains("apples")) {
                assertTrue(entry.path("turns").isMissingNode(), house.out());
            }
        }
        var exported = house.done("log", "--export", "markdown");
        assertTrue(
                exported.contains("```\nask Are there apples?\n```")
                        && !exported.contains("```\nask Or bananas?"),
                exported);
    }

    private static String lines(JsonNode entries) {
        return entries.findValuesAsText("line").toString();
    }

    @Test
    void whyExplainsATurn() {
        var why = house.done("why", "1");
        assertTrue(why.contains("asked       My owl lives in the barn."), why);
        assertTrue(why.contains("receipts "), why);
        assertEquals("no episode 99. Next: batos memory recall", house.refused(1, "why", "99"));
    }

    @Test
    void dissonanceIsPlottedAndClimbsAreNamed() {
        assertTrue(house.done("dissonance").contains("turns 1 to "));
        assertEquals("no theme is troubled", house.done("climb"));
        assertEquals(
                "no troubled theme 'barn'. Next: batos climb",
                house.refused(1, "climb", "hold", "barn"));
        assertEquals(
                "N: 'x' is no whole number. Next: batos climb show --help",
                house.refused(2, "climb", "show", "x"));
    }

    @Test
    void councilSaysHowATurnGoesAndReadsClaimsOfAFile() {
        assertTrue(house.done("council").contains("at most 2 rounds"));
        assertEquals(
                "council claims needs FILE. Next: batos council claims --help",
                house.refused(2, "council", "claims"));
    }

    @Test
    void beforeTheFirstTurnEachSaysHowToBegin() {
        try (var fresh = new CommandHouse(house.folder().resolve("fresh"))) {
            for (var command : new String[] {"why", "dissonance", "good", "bad"}) {
                assertEquals(
                        "nobody was asked yet. Next: batos ask and a question",
                        fresh.refused(1, command));
            }
            assertEquals(
                    "nobody has answered yet. Next: batos ask and a question",
                    fresh.refused(1, "correct", "No."));
        }
    }
}
