package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// memory and its verbs.
class MemoryCommandTest {
    @RegisterExtension
    static final CommandHouse house =
            CommandHouse.shared(house -> house.done("ask", "My owl lives in the barn."));

    @Test
    void recallsInTheOrderOfLikenessAndExplains() {
        var recalled = house.done("memory", "recall", "owl barn");
        assertTrue(recalled.contains("Architect: My owl lives in the barn."), recalled);
        assertTrue(house.done("memory", "why", "owl barn").contains("score "));
        assertEquals(
                "nothing comes to mind",
                house.done("memory", "recall", "owl", "--persona", "nobody"));
        assertEquals(
                "--trust: 'wrong' is no number. Next: batos memory recall --help",
                house.refused(2, "memory", "recall", "owl", "--trust", "wrong"));
        assertTrue(
                house.refused(2, "memory", "recall", "owl", "--from", "notadate")
                        .contains("A date is like 2026-11-22"));
    }

    @Test
    void whatIsFarFromAllThatWasSaidIsToldAsFar() {
        var far = house.done("memory", "recall", "what is the capital of Portugal?");
        assertTrue(far.startsWith("nothing near this is remembered; the least far:\n  ["), far);
        assertTrue(!house.document("memory", "recall", "fiscal policy").path("near").asBoolean());
        for (var near :
                List.of(
                        "owl",
                        "where does my owl live?",
                        "barn owl",
                        "what lives in whose barn?")) {
            assertTrue(house.document("memory", "recall", near).path("near").asBoolean(), near);
        }
    }

    @Test
    void showsOneMemoryAndNamesWhatIsNot() {
        var shown = house.done("memory", "show", "1");
        assertTrue(shown.contains("asked       My owl lives in the barn."), shown);
        assertTrue(house.refused(1, "memory", "show", "99").startsWith("no memory 99, of "));
        assertEquals(
                "no memory 99. Next: batos memory recall TEXT shows ids",
                house.refused(1, "memory", "pin", "99"));
    }

    @Test
    void pinsNoEpisodeOfTheCouncil() {
        assertEquals(
                "e1 is part of an episode of the council, which is not pinned."
                        + " Next: batos memory pin a turn (t…) or a fact (f…)",
                house.refused(1, "memory", "pin", "e1"));
    }

    @Test
    void forgettingIsUndone() {
        house.done("ask", "The wren sings at noon.");
        assertTrue(house.done("memory", "forget", "2").startsWith("episode 2 is forgotten, with "));
        assertTrue(house.refused(1, "memory", "show", "2").startsWith("no memory 2, of "));
        house.done("undo");
        assertTrue(house.done("memory", "show", "2").contains("The wren sings at noon."));
    }

    @Test
    void purgingAsksForTheNameOnceMore() {
        var said = house.refused(4, "memory", "purge", "1");
        assertTrue(said.startsWith("nothing is purged. "), said);
        assertTrue(said.endsWith("Next: batos memory purge e1 --yes e1"), said);
    }

    @Test
    void exportsAndImportsAFile() throws IOException {
        var file = house.folder().resolve("memories.jsonl");
        assertTrue(house.done("memory", "export", file.toString()).endsWith(" are in " + file));
        assertEquals(
                file + " exists. Next: the same with --force replaces it",
                house.refused(1, "memory", "export", file.toString()));
        house.done("memory", "export", "--force", file.toString());
        assertTrue(Files.readString(file).contains("My owl lives in the barn."));
        try (var other = new CommandHouse(house.folder().resolve("other"))) {
            other.done("memory", "import", file.toString(), "--wait");
            var roles = house.folder().resolve("roles.jsonl");
            Files.writeString(
                    roles, "{\"role\":\"user\",\"text\":\"the heron is grey\",\"mood\":1}\n");
            assertTrue(
                    other.done("memory", "import", roles.toString(), "--wait")
                            .startsWith("1 turn and 0 facts of 1 session are new"),
                    other.out());
            assertTrue(other.err().contains("fields that are not read: mood"), other.err());
            assertTrue(
                    other.done("memory", "recall")
                            .startsWith("no episode of the council yet, but "),
                    other.out());
            var heron = other.document("memory", "recall", "grey heron").toString();
            assertTrue(heron.contains("user") && !heron.contains("1970"), heron);
            assertTrue(
                    other.done("memory", "import", roles.toString(), "--wait")
                            .contains("1 were known"),
                    other.out());
            assertTrue(
                    other.done("memory", "recall", "owl barn")
                            .contains("My owl lives in the barn."));
            assertTrue(
                    other.done("status").contains(" imported; 0 episodes of the council"),
                    other.out());
            var broken =
                    Files.writeString(house.folder().resolve("broken.json"), "[{\"mapping\": {}");
            var said = other.refused(2, "memory", "import", broken.toString());
            assertTrue(said.startsWith("nothing is imported: " + broken + ", line 1: "), said);
            assertTrue(!said.contains("Source") && said.contains("column"), said);
            assertEquals(
                    "there is no file or folder /nosuch.jsonl",
                    other.refused(2, "memory", "import", "/nosuch.jsonl"));
        }
    }

    @Test
    void auditCountsAndNothingRunsBehind() {
        assertTrue(house.done("memory", "audit").startsWith("duplicates "));
        assertEquals("nothing runs in the background", house.done("memory", "status"));
        assertEquals("nothing runs in the background", house.refused(1, "memory", "stop"));
        assertEquals(
                "memory timeline needs TEXT. Next: batos memory timeline --help",
                house.refused(2, "memory", "timeline"));
        assertEquals(
                "cannot read /nosuch.jsonl: no such file",
                house.refused(2, "memory", "eval", "/nosuch.jsonl"));
    }
}
