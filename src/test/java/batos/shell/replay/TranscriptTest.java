package batos.shell.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.shell.TestHouse;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTest {
    private final TestHouse house = new TestHouse();

    @TempDir Path folder;

    private String written(String... lines) throws IOException {
        return Files.write(folder.resolve("session"), List.of(lines)).toString();
    }

    @Nested
    class ThatFits {
        @Test
        void passes() throws IOException {
            var file =
                    written(
                            "# what the image is called",
                            "",
                            "architect> /image rot",
                            "no command rot (nearest: root). Next: /help image",
                            "",
                            "# and again",
                            "architect> /imgae",
                            "no command imgae...Next: ...");
            assertEquals(0, house.run("test", file));
            assertEquals("ok " + file + ", 2 lines typed\n1 passed, 0 failed\n", house.out());
        }

        @Test
        void failsWhereNoLineIsTyped() throws IOException {
            var file = written("# only a remark");
            assertEquals(1, house.run("test", file));
            assertTrue(house.err().contains("has no typed line"), house.err());
            assertEquals(1, house.run("test", written("")));
        }

        @Test
        void opensAFreshHouseAndAnotherAfterARestart() throws IOException {
            var file =
                    written(
                            "architect> /status",
                            "...",
                            "# restart",
                            "architect> /status",
                            "...no mind, no crucible...",
                            "...");
            assertEquals(0, house.run("test", file), house.out());
            assertEquals(2, house.openings.size());
            var opening = house.openings.get(1);
            assertEquals(house.openings.get(0).home(), opening.home());
            assertEquals("rehearsal", opening.mind().orElseThrow());
            assertEquals(TranscriptPlayer.BEGIN.plusSeconds(2), opening.clock().instant());
            assertTrue(opening.rehearsed());
            assertFalse(Files.exists(opening.home()));
        }
    }

    @Nested
    class ThatDiffers {
        @Test
        void failsWithADiff() throws IOException {
            var file = written("architect> /imgae", "all is well", "architect> /quit");
            assertEquals(1, house.run("test", file));
            assertEquals(
                    """
                    --- %s
                    +++ what came
                    @@ -1,3 +1,3 @@
                     architect> /imgae
                    -all is well
                    +no command imgae (nearest: image). Next: /help
                     architect> /quit
                    """
                            .formatted(file),
                    house.out());
            assertEquals("0 passed, 1 failed\n", house.err());
        }

        @Test
        void isRewrittenOnRequestWhereItDiffersAndKeepsItsComments() throws IOException {
            var file =
                    written(
                            "architect> /imgae",
                            "all is well",
                            "# a comment",
                            "architect> /imgae",
                            "no ... imgae...");
            assertEquals(0, house.run("test", "--update", file));
            assertTrue(house.out().endsWith("\n0 passed, 1 updated, 0 failed\n"), house.out());
            assertEquals(
                    List.of(
                            "architect> /imgae",
                            "no command imgae (nearest: image). Next: /help",
                            "# a comment",
                            "architect> /imgae",
                            "no ... imgae..."),
                    Files.readAllLines(Path.of(file)));
            assertEquals(0, house.run("test", file));
        }

        @Test
        void isOneDocumentWithJson() throws IOException {
            assertEquals(1, house.run("--json", "test", written("architect> /imgae")));
            var document = new ObjectMapper().readTree(house.out());
            assertEquals(1, document.get("failed").asInt());
        }
    }

    @Nested
    class ALine {
        @Test
        void mayGoOnBelow() {
            var parts =
                    Transcript.read(List.of("architect> #(1 2)", "     ...> size", "2")).parts();
            var exchange = (Transcript.Exchange) parts.getFirst();
            assertEquals("#(1 2)\nsize", exchange.typed());
            assertEquals(List.of("2"), exchange.expected());
        }

        @Test
        void thatIsASymbolIsNoComment() {
            var parts = Transcript.read(List.of("architect> #abc", "#abc", "# said it")).parts();
            var exchange = (Transcript.Exchange) parts.getFirst();
            assertEquals(List.of("#abc"), exchange.expected());
        }

        @Test
        void ofDotsStandsForAnyLines() {
            assertTrue(Transcript.fits(List.of("a", "...", "z"), List.of("a", "z")));
            assertTrue(Transcript.fits(List.of("a", "...", "z"), List.of("a", "b", "c", "z")));
            assertFalse(Transcript.fits(List.of("a", "...", "z"), List.of("a", "b")));
            assertFalse(Transcript.fits(List.of("a...b"), List.of("acd")));
            assertTrue(Transcript.fits(List.of("a...b"), List.of("a(x)b")));
        }
    }

    @Test
    void thatIsMissingIsNamed() {
        assertEquals(2, house.run("test", "no/such/file"));
        assertTrue(house.err().startsWith("no file to read at no/such/file"), house.err());
    }
}
