package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class ModelSchedulerTest {
    private static final Duration LONG = Patience.BOUND;
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void callsOfTheLoadedModelRunSideBySide() throws Exception {
        var rota = new ModelScheduler(1);
        assertTrue(rota.begin("a", LONG).granted());
        assertTrue(rota.begin("a", LONG).granted());
    }

    @Test
    void anotherModelWaitsUntilTheLoadedOneIsIdleAndThenEvictsIt() throws Exception {
        var rota = new ModelScheduler(1);
        rota.begin("a", LONG);
        assertFalse(rota.begin("b", SHORT).granted());
        rota.end("a");
        assertEquals(new ModelScheduler.Turn(true, Optional.of("a")), rota.begin("b", SHORT));
    }

    @Test
    void twoPlacesHoldTwoModelsAndTheLongestUnusedOneLeaves() throws Exception {
        var rota = new ModelScheduler(2);
        for (var model : List.of("a", "b", "a")) {
            assertEquals(Optional.empty(), rota.begin(model, SHORT).evict());
            rota.end(model);
        }
        assertEquals(Optional.of("b"), rota.begin("c", SHORT).evict());
    }

    @Test
    void aWaitingModelIsNotStarvedByTheLoadedOne() throws Exception {
        var rota = new ModelScheduler(1);
        var order = Collections.synchronizedList(new ArrayList<String>());
        rota.begin("a", LONG);
        var other = Thread.ofVirtual().start(() -> call(rota, "b", order));
        Patience.untilWaiting(other);
        var done = new CountDownLatch(40);
        var callers = new ArrayList<Thread>();
        for (int i = 0; i < 40; i++) {
            callers.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                call(rota, "a", order);
                                done.countDown();
                            }));
        }
        for (var caller : callers) {
            Patience.untilWaiting(caller);
        }
        rota.end("a");
        other.join();
        done.await();
        assertTrue(order.indexOf("b") <= 16, order.toString());
        assertEquals(41, order.size());
    }

    private static void call(ModelScheduler rota, String model, List<String> order) {
        try {
            rota.begin(model, LONG);
            order.add(model);
            Thread.sleep(1);
            rota.end(model);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anInterruptEndsTheWaitAndLeavesNoTrace() throws Exception {
        var rota = new ModelScheduler(1);
        rota.begin("a", LONG);
        var ended = new Semaphore(0);
        var waiting =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                rota.begin("b", LONG);
                            } catch (InterruptedException e) {
                                ended.release();
                            }
                        });
        waiting.interrupt();
        ended.acquire();
        rota.end("a");
        assertEquals(Optional.of("a"), rota.begin("c", SHORT).evict());
    }
}
