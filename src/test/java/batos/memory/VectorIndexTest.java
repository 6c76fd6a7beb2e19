package batos.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.memory.exchange.Item;
import batos.memory.index.LiveIndex;
import batos.memory.search.FollowingIndex;
import batos.memory.search.HalfVector;
import batos.memory.search.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A memory with an index on disk answers as one that compares all vectors.
class VectorIndexTest {
    private static final int TURNS = 400;
    private static final int LEAST = 300;
    private static final int BLOCK = 4_096;
    private static final List<String> QUESTIONS =
            List.of("word3 word41 word7", "word12 Anna word90", "word55 word56", "word1 word2");

    @TempDir Path folder;
    private final MemoryImage image = new MemoryImage();
    private final List<String> news = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<LiveIndex> opened = new ArrayList<>();

    /// Keeps the index in the test's folder.
    private final class InFolder implements IndexStore {
        private final Path place;

        InFolder(Path place) {
            this.place = place;
        }

        @Override
        public String place() {
            return place.toString();
        }

        @Override
        public Optional<FollowingIndex> open(String embedder) {
            opened.add(new LiveIndex(place, embedder, LEAST, tasks::add, news::add));
            return Optional.of(opened.getLast());
        }
    }

    private Scrapbook memory(IndexStore store) {
        return new Scrapbook(
                image,
                new WordVectors(),
                InstantSource.system(),
                why -> {},
                () -> Weights.MEASURED,
                store);
    }

    private Scrapbook indexed() {
        return memory(new InFolder(folder));
    }

    private Cause cause() {
        return new Cause(Author.ARCHITECT, "a line", image.now().number());
    }

    private void bring(int from, int until) {
        var random = new SplittableRandom(from);
        var items = new ArrayList<Item>();
        for (int i = from; i < until; i++) {
            var text = new StringBuilder();
            for (int k = 0; k < 12; k++) {
                text.append("word").append(random.nextInt(120)).append(' ');
            }
            items.add(
                    new Item(
                            "t" + i,
                            false,
                            "s/" + i / 9,
                            Instant.EPOCH.plusSeconds(3_600L * i),
                            i % 2 == 0 ? "Anna" : "Ben",
                            text.toString(),
                            List.of()));
        }
        try (var plain = memory(IndexStore.NONE)) {
            new MemoryImporter(plain, cause(), "a test").bring(items, (done, of) -> {});
        }
    }

    private static List<List<String>> tens(Scrapbook memory) {
        return QUESTIONS.stream()
                .map(it -> memory.recall(it, 10).stream().map(Recall::id).toList())
                .toList();
    }

    private List<List<String>> exact() {
        try (var plain = memory(IndexStore.NONE)) {
            return tens(plain);
        }
    }

    /// Asks, which begins the writing, and runs what would run beside.
    private void written(Scrapbook memory) {
        tens(memory);
        tasks.forEach(Runnable::run);
        tasks.clear();
        tens(memory);
    }

    /// A command that recalls nothing pays for no index of all turns.
    @Test
    void isOpenedByTheFirstQuestion() {
        bring(0, TURNS);
        try (var memory = indexed()) {
            assertEquals(TURNS, memory.size(Level.TURN));
            assertEquals(List.of(), tasks);
            tens(memory);
            assertEquals(1, tasks.size());
        }
    }

    @Test
    void isWrittenInTheBackgroundAndGivesTheSameTen() throws Exception {
        bring(0, TURNS);
        try (var memory = indexed()) {
            assertEquals(exact(), tens(memory), "before it is there");
            written(memory);
            assertTrue(opened.getLast().isReady());
            assertEquals(exact(), tens(memory));
        }
        assertTrue(Files.exists(folder.resolve("manifest")));
        news.clear();
        try (var memory = indexed()) {
            assertEquals(exact(), tens(memory));
            assertTrue(opened.getLast().isReady(), "it is opened, not written again");
        }
        assertEquals(List.of(), news);
    }

    @Test
    void followsWhatComesAndGoesAndUndo() throws Exception {
        bring(0, TURNS);
        try (var memory = indexed()) {
            written(memory);
            bring(TURNS, TURNS + 40);
            assertEquals(exact(), tens(memory));
            var best = memory.recall(QUESTIONS.getFirst(), 1).getFirst().id();
            memory.forget(best, cause());
            assertFalse(tens(memory).getFirst().contains(best));
            assertEquals(exact(), tens(memory));
            image.undo(1, cause());
            assertEquals(best, tens(memory).getFirst().getFirst());
            assertEquals(exact(), tens(memory));
        }
    }

    @Test
    void followsARestoreBackAndTheRestoreTakenBack() throws Exception {
        bring(0, TURNS);
        image.save("before");
        var before = exact();
        bring(TURNS, TURNS + 60);
        var after = exact();
        assertNotEquals(before, after, "the sixty change the answers");
        try (var memory = indexed()) {
            written(memory);
            image.restore("before", cause());
            assertEquals(before, tens(memory));
            assertTrue(opened.getLast().isReady());
            image.undo(1, cause());
            assertEquals(after, tens(memory));
            image.restore("before", cause());
        }
        try (var memory = indexed()) {
            assertEquals(before, tens(memory), "opened over the restored state");
            assertTrue(opened.getLast().isReady());
        }
    }

    @Test
    void ofAnotherStateIsComparedVectorByVector() throws Exception {
        bring(0, TURNS);
        try (var memory = indexed()) {
            written(memory);
        }
        bring(TURNS, TURNS + 20);
        try (var memory = indexed()) {
            assertEquals(exact(), tens(memory));
            assertTrue(opened.getLast().isReady());
        }
        assertTrue(news.getLast().contains("20 vectors differ"), news.toString());
    }

    @Test
    void isNotWrittenWhenTheHouseHasClosed() throws Exception {
        bring(0, TURNS);
        try (var memory = indexed()) {
            tens(memory);
        }
        tasks.forEach(Runnable::run);
        assertFalse(Files.exists(folder.resolve("manifest")));
    }

    @Nested
    class Damage {
        private Path whole() throws IOException {
            bring(0, TURNS);
            try (var memory = indexed()) {
                written(memory);
            }
            return folder;
        }

        private List<Path> files() throws IOException {
            try (var files = Files.list(folder)) {
                return files.sorted().toList();
            }
        }

        /// Opens the folder as it is and says what was told.
        private void answersExactly(List<List<String>> wanted, String what) {
            news.clear();
            try (var memory = indexed()) {
                assertEquals(wanted, tens(memory), what);
                assertFalse(opened.getLast().isReady(), what);
            }
            assertTrue(news.getFirst().contains("rewritten"), what + ": " + news);
        }

        /// Opens the index alone, which names nothing then, so that all vectors are compared.
        private void isRefused(Map<String, HalfVector> vectors, String what) {
            news.clear();
            try (var index =
                    new LiveIndex(folder, new WordVectors().name(), LEAST, tasks::add, news::add)) {
                index.follow(vectors, id -> "");
                index.settled("a root");
                assertFalse(index.isReady(), what);
                assertEquals(
                        Optional.empty(), index.near(new WordVectors().embed("word1"), "", 10));
            }
            assertTrue(news.getFirst().contains("rewritten"), what + ": " + news);
        }

        @Test
        void ofABitInEachBlockIsSeen() throws Exception {
            whole();
            var wanted = exact();
            Map<String, HalfVector> vectors;
            try (var plain = memory(IndexStore.NONE)) {
                vectors = Map.copyOf(plain.on(at -> at.corpus().vectors()));
            }
            var blocks = 0;
            for (var file : files()) {
                var bytes = Files.readAllBytes(file);
                for (int at = Math.min(BLOCK, bytes.length) / 2; at < bytes.length; at += BLOCK) {
                    var flipped = bytes.clone();
                    flipped[at] ^= 4;
                    Files.write(file, flipped);
                    isRefused(vectors, file + " at " + at);
                    if (at < BLOCK) {
                        answersExactly(wanted, file + " at " + at);
                    }
                    blocks++;
                }
                Files.write(file, bytes);
            }
            assertTrue(blocks > 20, "blocks: " + blocks);
        }

        @Test
        void byDeletionOrCuttingIsSeen() throws Exception {
            whole();
            var wanted = exact();
            for (var file : files()) {
                var bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                answersExactly(wanted, file + " cut off");
                Files.delete(file);
                answersExactly(wanted, file + " deleted");
                Files.write(file, bytes);
            }
        }

        @Test
        void isMendedInTheBackground() throws Exception {
            whole();
            Files.write(files().getFirst(), new byte[] {1, 2, 3});
            try (var memory = indexed()) {
                written(memory);
                assertTrue(opened.getLast().isReady());
                assertEquals(exact(), tens(memory));
            }
        }
    }
}
