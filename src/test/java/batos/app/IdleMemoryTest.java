package batos.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.memory.BackgroundWork;
import batos.memory.FactExtractor;
import batos.memory.IdleMaintenance;
import batos.memory.Level;
import batos.memory.MemoryImporter;
import batos.memory.MemoryRecord;
import batos.memory.Scrapbook;
import batos.memory.WordVectors;
import batos.memory.exchange.Item;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Consolidation that begins by itself and ends when somebody comes.
class IdleMemoryTest {
    private static final Instant MAY = Instant.parse("2026-05-01T10:00:00Z");

    private final LinkedBlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final BackgroundWork work = new BackgroundWork(news::add);
    private final MemoryImage image = new MemoryImage();
    private Instant now = MAY;
    private final Scrapbook memory =
            new Scrapbook(image, new WordVectors(), (InstantSource) () -> now);
    private final DeedQueue deeds = new DeedQueue();
    private IdleMemory idle = idle(FactExtractor.NONE);

    private IdleMemory idle(FactExtractor extractor) {
        return new IdleMemory(
                new IdleMaintenance(memory, () -> extractor, () -> Duration.ofMinutes(10)),
                work,
                () -> Duration.ofMillis(50));
    }

    @BeforeEach
    void live() {
        new MemoryImporter(memory, new Cause(Author.ARCHITECT, "import", 0), "a test")
                .bring(
                        List.of(
                                new Item(
                                        "a", false, "s/1", MAY, "Anna", "I keep bees.", List.of())),
                        (done, all) -> {});
        now = MAY.plus(Duration.ofDays(1));
    }

    @AfterEach
    void close() {
        idle.close();
        work.close();
        memory.close();
    }

    @Test
    void beginsWhenItIsQuiet() throws Exception {
        idle.begin(deeds);
        var told = news.poll(5, TimeUnit.MINUTES);
        assertTrue(told != null && told.contains("1 session was consolidated"), told);
        assertEquals(1, memory.size(Level.THEME));
    }

    @Test
    void endsWhenSomebodyComesAndLeavesNothingBehind() throws Exception {
        var extracting = new CountDownLatch(1);
        idle = idle(new Slow(extracting));
        var before = image.now().root();
        idle.begin(deeds);
        assertTrue(extracting.await(5, TimeUnit.MINUTES));
        idle.arrived();
        Patience.until("the work goes on", () -> work.status().isEmpty());
        assertEquals(before, image.now().root());
        assertEquals(0, memory.size(Level.FACT));
    }

    /// A model that thinks until it is interrupted.
    private record Slow(CountDownLatch extracting) implements FactExtractor {
        @Override
        public String model() {
            return "slow";
        }

        @Override
        public String prompt() {
            return "1";
        }

        @Override
        public Extraction extract(List<MemoryRecord> turns) {
            extracting.countDown();
            try {
                TimeUnit.HOURS.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Extraction.Interrupted();
        }
    }
}
