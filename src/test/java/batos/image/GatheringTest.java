package batos.image;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The leader of a batch waits for those who committed the last time, and for nobody else.
@Timeout(120)
class GatheringTest {
    private final Gathering gathering = new Gathering(Long.MAX_VALUE);

    GatheringTest() {
        gathering.forced(TimeUnit.DAYS.toNanos(1));
    }

    @Test
    void whoCommitsAloneWaitsForNobody() {
        gathering.came();
        gathering.await();
        gathering.taken();
        gathering.led(1);
        gathering.came();
        gathering.await();
    }

    @Test
    void waitsForThoseOfTheLastBatch() throws InterruptedException {
        gathering.led(3);
        gathering.came();
        gathering.came();
        var leading = Thread.ofPlatform().daemon().start(gathering::await);
        assertTrue(leading.isAlive());
        gathering.came();
        leading.join();
    }

    @Test
    void waitsForThoseWhoCameMeanwhile() throws InterruptedException {
        gathering.came();
        gathering.led(1);
        var leading = Thread.ofPlatform().daemon().start(gathering::await);
        assertTrue(leading.isAlive());
        gathering.came();
        leading.join();
    }

    @Test
    void anInterruptEndsTheWaiting() throws InterruptedException {
        gathering.led(2);
        gathering.came();
        var leading = Thread.ofPlatform().daemon().start(gathering::await);
        leading.interrupt();
        leading.join();
    }
}
