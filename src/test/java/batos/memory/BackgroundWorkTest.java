package batos.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackgroundWorkTest {
    private final LinkedBlockingQueue<String> news = new LinkedBlockingQueue<>();
    private final BackgroundWork work = new BackgroundWork(news::add);

    @Test
    void runsOnePieceAtATimeAndTellsHowItEnded() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        assertEquals(
                Optional.empty(),
                work.start(
                        "memory import a.jsonl",
                        progress -> {
                            progress.accept(3, 7);
                            begun.countDown();
                            await(mayEnd);
                            return "7 turns";
                        }));
        begun.await();
        assertEquals(
                Optional.of(new BackgroundWork.Status("memory import a.jsonl", 3, 7)),
                work.status());
        assertEquals(
                Optional.of("memory import a.jsonl"), work.start("another", progress -> "done"));
        mayEnd.countDown();
        assertEquals("memory import a.jsonl: 7 turns", news.poll(1, TimeUnit.MINUTES));
        assertEquals(Optional.empty(), work.status());
    }

    @Test
    void stopsAnImportAfterItsBatchAndTheSameGoesOn() throws Exception {
        var fixture = new MemoryFixture();
        for (int i = 0; i < 600; i++) {
            fixture.turn("t" + i, "s/" + i / 10, MemoryFixture.MAY, "Anna", "bee number " + i);
        }
        var begun = new CountDownLatch(1);
        work.start(
                "import",
                progress -> {
                    var report =
                            fixture.bring((done, all) -> {
                                progress.accept(done, all);
                                begun.countDown();
                                await(new CountDownLatch(1));
                            });
                    return report.turns() + " turns";
                });
        begun.await();
        assertEquals(Optional.of("import"), work.stop());
        var done = fixture.memory.size(Level.TURN);
        assertTrue(done > 0 && done < 600, "turns: " + done);
        var rest = fixture.bring();
        assertEquals(600 - done, rest.turns());
        assertEquals(done, rest.known());
    }

    @Test
    void tellsAFailure() throws Exception {
        work.start(
                "import",
                progress -> {
                    throw new IllegalStateException("the disk is full");
                });
        assertEquals("import failed: the disk is full", news.poll(1, TimeUnit.MINUTES));
        assertEquals(List.of(), List.copyOf(news));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
