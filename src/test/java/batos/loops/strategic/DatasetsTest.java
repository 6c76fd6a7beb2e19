package batos.loops.strategic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.mind.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DatasetsTest extends StrategicFixture {
    static final Path MANNER = Path.of("examples/20-manner.jsonl");

    @Override
    Reply reply(Asked asked) {
        throw new AssertionError("no model is asked: " + asked);
    }

    private Path file(String... lines) throws IOException {
        return Files.write(home.resolve("examples.jsonl"), List.of(lines));
    }

    private List<GoldenExample> golden() {
        return loop.datasets().draft("BRICK", Optional.empty()).golden();
    }

    private int add(Path file) throws IOException {
        return loop.datasets().add("BRICK", file, CAUSE);
    }

    @Nested
    class AFileOfExamples {
        @Test
        void isReadInBothShapes() throws IOException {
            assertEquals(
                    2,
                    add(
                            file(
                                    "{\"question\": \"what is brass\", \"answer\": \"An alloy.\"}",
                                    "",
                                    "{\"messages\": [{\"role\": \"system\", \"content\": \"s\"},"
                                            + " {\"role\": \"user\", \"content\": \"why rust\"},"
                                            + " {\"role\": \"assistant\", \"content\": \"Air.\"}]}")));
            assertEquals(
                    List.of("An alloy.", "Air."),
                    golden().stream().map(GoldenExample::answer).toList());
            assertEquals("the Architect added it", golden().getFirst().provenance());
        }

        @Test
        void isRefusedWholeWithTheLineThatIsWrong() {
            var good = "{\"question\": \"a\", \"answer\": \"b\"}";
            var broken = assertThrows(IOException.class, () -> add(file(good, "{oh")));
            assertTrue(broken.getMessage().contains("examples.jsonl line 2 is no JSON"));
            var bare = assertThrows(IOException.class, () -> add(file(good, good, "{\"q\": 1}")));
            assertTrue(
                    bare.getMessage().contains("examples.jsonl line 3 has no question and answer"));
            assertEquals(List.of(), golden());
        }

        @Test
        void bringsNoMarkedWordsAndNoSecretsIn() throws IOException {
            loop.datasets().markPrivate("Rosebud", CAUSE);
            add(
                    file(
                            "{\"question\": \"where do I live\", \"answer\": \"Near rosebud"
                                    + " lane\"}",
                            "{\"question\": \"the key\", \"answer\": \"password: hunter22\"}",
                            "{\"question\": \"what is brass\", \"answer\": \"An alloy.\"}"));
            var draft = loop.datasets().draft("BRICK", Optional.empty());
            assertEquals(
                    List.of("An alloy."),
                    draft.golden().stream().map(GoldenExample::answer).toList());
            assertEquals(
                    List.of("it holds words that are marked as private", "it holds a password"),
                    draft.rejected().stream()
                            .map(Curation.Rejected::why)
                            .sorted(java.util.Comparator.reverseOrder())
                            .toList());
        }
    }

    @Nested
    class AnExample {
        @Test
        void ofATurnIsMendedAsACorrection() {
            answers.add(answer(7, "what is brass", "A metal.", Optional.of(true)));
            var id = golden().getFirst().id();
            var now = loop.datasets().edit("BRICK", id, "An alloy.", CAUSE).orElseThrow();
            assertEquals(List.of(now), golden());
            assertEquals("An alloy.", now.answer());
            assertEquals("A metal.", now.instead());
            assertEquals("turn 7, the Architect corrected it", now.provenance());
        }

        @Test
        void thatWasAddedIsReplaced() throws IOException {
            add(MANNER);
            var before = golden();
            var old = before.get(3);
            var now = loop.datasets().edit("BRICK", old.id(), "Aye.", CAUSE).orElseThrow();
            assertEquals(before.size(), golden().size());
            assertTrue(golden().contains(now));
            assertFalse(golden().contains(old));
        }

        @Test
        void isDroppedUntilItIsAddedAgain() throws IOException {
            add(MANNER);
            var id = golden().getFirst().id();
            assertTrue(loop.datasets().drop("BRICK", id, CAUSE));
            assertEquals(9, golden().size());
            assertFalse(loop.datasets().drop("BRICK", id, CAUSE));
            assertFalse(loop.datasets().drop("ROBIN", golden().getFirst().id(), CAUSE));
            add(MANNER);
            assertEquals(10, golden().size());
        }

        @Test
        void ofNobodyIsNotMended() {
            assertEquals(Optional.empty(), loop.datasets().edit("BRICK", "0123", "Aye.", CAUSE));
        }
    }

    @Nested
    class AnExport {
        @Test
        void isReadAgainWithItsProvenance() throws IOException {
            answers.add(answer(7, "what is \"brass\"", "A\nmetal.", Optional.of(true)));
            add(MANNER);
            var text = Datasets.export(golden());
            assertTrue(text.contains("\"source\":\"GOOD\",\"episode\":7"), text);
            var file = Files.writeString(home.resolve("out.jsonl"), text);
            assertEquals(11, loop.datasets().add("ROBIN", file, CAUSE));
            assertEquals(
                    golden().stream().map(GoldenExample::id).sorted().toList(),
                    loop.datasets().draft("ROBIN", Optional.empty()).golden().stream()
                            .map(GoldenExample::id)
                            .sorted()
                            .toList());
        }
    }

    @Nested
    class ASealedOne {
        private SealedDataset seal() {
            return assertInstanceOf(
                            Datasets.Sealing.Sealed.class,
                            loop.datasets().seal("BRICK", Optional.empty(), CAUSE))
                    .dataset();
        }

        @Test
        void isAVersionWithAHashThatNothingChanges() throws IOException {
            add(MANNER);
            var first = seal();
            assertEquals("BRICK@1", first.name());
            assertEquals(64, first.hash().length());
            assertEquals(first, seal());
            loop.datasets().drop("BRICK", golden().getFirst().id(), CAUSE);
            var second = seal();
            assertEquals("BRICK@2", second.name());
            assertFalse(first.hash().equals(second.hash()));
            assertEquals(Optional.of(first), loop.records().dataset("BRICK@1"));
            assertTrue(first.intact());
        }

        @Test
        void saysHowManyAreMissing() {
            answers.add(answer(1, "what is brass", "A metal.", Optional.of(true)));
            answers.add(answer(2, "why does iron rust", "Air."));
            var few =
                    assertInstanceOf(
                            Datasets.Sealing.TooFew.class,
                            loop.datasets().seal("BRICK", Optional.empty(), CAUSE));
            assertEquals(7, few.missing());
            assertEquals(1, few.unverified());
        }
    }
}
