package batos.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Trainings as real child processes, with the shipped job and a trainer that misbehaves on demand.
class ProcessTrainerIT {
    private static final TrainingSignal GO = new TrainingSignal();

    @TempDir Path dir;

    private TrainerHome home;

    @BeforeEach
    void prepare() throws IOException {
        home = new TrainerHome(dir);
    }

    private Path folder() {
        return dir.resolve("tunings/1");
    }

    @AfterEach
    void leaveNothingRunning() {
        ProcessTrainer.end(folder());
    }

    private TrainingEnd train(TrainingRequest request) throws IOException {
        return home.probe().train(request, folder(), GO, event -> {});
    }

    private TrainingEnd.Failed failed(String persona) throws IOException {
        return failed(TrainerHome.request(persona));
    }

    private TrainingEnd.Failed failed(TrainingRequest request) throws IOException {
        return assertInstanceOf(TrainingEnd.Failed.class, train(request));
    }

    private static TrainingRequest limited(String persona, int seconds, int memory, int disk) {
        return TrainerHome.request(
                persona, Path.of("base.gguf"), new TrainingLimits(seconds, memory, disk));
    }

    @Nested
    class AChildThatGoesBeyondItsBounds {
        @ParameterizedTest
        @CsvSource({
            "grow,600,200,1000,memory,it took more than the 200 MB of memory allowed",
            "fill,600,4096,16,disk,it wrote more than the 16 MB of disk allowed",
            "sleep,1,4096,1000,time,it took more than the 1 seconds allowed"
        })
        void endsItselfAndSaysWhich(
                String persona, int seconds, int memory, int disk, String kind, String why)
                throws IOException {
            var failed = failed(limited(persona, seconds, memory, disk));
            assertEquals(kind, failed.kind());
            assertEquals(why, failed.why());
            assertTrue(ChildProcess.on(folder()).isEmpty());
        }

        @Test
        void andCannotEndItselfIsEnded() throws IOException {
            home.probe();
            var impatient =
                    new ProcessTrainer(
                            "mlx", home.environment(false), "train_probe", Duration.ofMillis(500));
            var failed =
                    assertInstanceOf(
                            TrainingEnd.Failed.class,
                            impatient.train(
                                    limited("locked", 1, 4096, 1000), folder(), GO, e -> {}));
            assertEquals("time", failed.kind());
            assertTrue(failed.why().contains("was ended"), failed.why());
            assertTrue(ChildProcess.on(folder()).isEmpty());
        }
    }

    @Nested
    class AChildThatBreaks {
        @Test
        void forAPackageThatIsMissing() throws IOException {
            var failed = failed("incomplete");
            assertEquals("environment", failed.kind());
            assertEquals(
                    "No module named 'no_such_package' in this trainer's environment. Next:"
                            + " /trainer install mlx",
                    failed.why());
        }

        @Test
        void forALibraryThatWasBuiltForAnotherProcessor() throws IOException {
            var failed = failed("illegal");
            assertEquals("environment", failed.kind());
            assertTrue(failed.why().contains("illegal instruction"), failed.why());
            assertTrue(failed.why().contains("trainer.log: loading"), failed.why());
            assertTrue(failed.why().endsWith("Next: /trainer install mlx"), failed.why());
        }

        @Test
        void forAFullDisk() throws IOException {
            assertEquals("disk", failed("full").kind());
        }

        @Test
        void forAFullDiskThatDoesNotEvenTakeItsLog() throws IOException {
            var failed = failed("unlogged");
            assertEquals("disk", failed.kind());
            assertTrue(failed.why().contains("trainer.log: OSError: [Errno 28]"), failed.why());
        }

        @Test
        void beforeItStartsWhereTheDiskIsFull() throws IOException {
            Files.createDirectories(folder());
            Files.createSymbolicLink(folder().resolve(".train.jsonl.new"), Path.of("/dev/full"));
            var failed = failed("learn");
            assertEquals("disk", failed.kind());
            assertTrue(failed.why().contains("No space left on device"), failed.why());
        }

        @Test
        void forARequestThatLacksSomething() throws IOException {
            home.module("train_other", "def train(job):\n    job.no_such_key\n");
            var end =
                    home.trainer("train_other")
                            .train(TrainerHome.request("x"), folder(), GO, event -> {});
            assertEquals(
                    new TrainingEnd.Failed("request", "request.json has no 'no_such_key'"), end);
        }
    }

    @Nested
    class AKilledChild {
        @Test
        void isToldAndMayGoOn() throws IOException {
            var failed = failed("die");
            assertEquals("killed", failed.kind());
            assertTrue(failed.why().contains("maybe for want of memory"), failed.why());
            assertTrue(failed.resumable());
        }

        @Test
        void goesOnFromItsCheckpointToTheSameEnd() throws Exception {
            var steps = new ArrayBlockingQueue<TrainingEvent>(1000);
            var running = start(TrainerHome.request("learn"), GO, steps::add);
            heard(steps, TrainingEvent.Step.class);
            ProcessHandle.of(ChildProcess.on(folder()).orElseThrow().pid())
                    .orElseThrow()
                    .destroyForcibly();
            var end = running.get(Patience.SECONDS, TimeUnit.SECONDS);
            assertInstanceOf(TrainingEnd.Failed.class, end, end::toString);

            var events = new ArrayList<TrainingEvent>();
            var trained =
                    assertInstanceOf(
                            TrainingEnd.Trained.class,
                            home.probe()
                                    .train(
                                            TrainerHome.request("learn"),
                                            folder(),
                                            GO,
                                            events::add));
            assertTrue(events.stream().anyMatch(TrainingEvent.Resumed.class::isInstance));
            assertEquals(
                    List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
                    List.copyOf(trained.result().curve().keySet()));
        }
    }

    @Nested
    class ARunningChild {
        @Test
        void isStoppedWithAllThatItStartedEvenIfItDoesNotListen() throws Exception {
            var events = new ArrayBlockingQueue<TrainingEvent>(1000);
            var signal = new TrainingSignal();
            var running = start(TrainerHome.request("stubborn"), signal, events::add);
            var note = heard(events, TrainingEvent.Note.class);
            heard(events, TrainingEvent.Step.class);
            var child = ChildProcess.on(folder()).orElseThrow();
            signal.want(TrainingSignal.Wish.STOP);
            assertEquals(
                    new TrainingEnd.Stopped(), running.get(Patience.SECONDS, TimeUnit.SECONDS));
            gone(child.pid());
            gone(Long.parseLong(note.text()));
        }

        @Test
        void outlivesTheOneWhoFollowsAndIsFoundAgain() throws Exception {
            var events = new ArrayBlockingQueue<TrainingEvent>(1000);
            var ends = new ArrayBlockingQueue<TrainingEnd>(1);
            var probe = home.probe();
            var slow = slow();
            var follower =
                    Thread.ofPlatform()
                            .start(() -> ends.add(probe.train(slow, folder(), GO, events::add)));
            heard(events, TrainingEvent.Step.class);
            var pid = ChildProcess.on(folder()).orElseThrow().pid();
            follower.interrupt();
            assertEquals(
                    new TrainingEnd.LeftRunning(), ends.poll(Patience.SECONDS, TimeUnit.SECONDS));
            assertEquals(pid, ChildProcess.on(folder()).orElseThrow().pid());

            var again = new ArrayList<TrainingEvent>();
            assertInstanceOf(
                    TrainingEnd.Trained.class, probe.train(slow, folder(), GO, again::add));
            assertEquals(1, again.stream().filter(TrainingEvent.Started.class::isInstance).count());
        }

        @Test
        void keepsASecondOneOutOfItsFolder() throws Exception {
            var events = new ArrayBlockingQueue<TrainingEvent>(1000);
            var signal = new TrainingSignal();
            var running = start(TrainerHome.request("sleep"), signal, events::add);
            heard(events, TrainingEvent.Step.class);
            var pid = folder().resolve("pid");
            var number = Files.readString(pid);
            Files.delete(pid);
            var second = failed("learn");
            assertEquals("busy", second.kind());
            Files.writeString(pid, number);
            signal.want(TrainingSignal.Wish.STOP);
            running.get(Patience.SECONDS, TimeUnit.SECONDS);
        }

        @Test
        void restsWhileATurnRuns() throws Exception {
            var events = new ArrayBlockingQueue<TrainingEvent>(1000);
            var signal = new TrainingSignal();
            var running = start(slow(), signal, events::add);
            heard(events, TrainingEvent.Step.class);
            var status =
                    Path.of("/proc")
                            .resolve(Long.toString(ChildProcess.on(folder()).orElseThrow().pid()))
                            .resolve("stat");
            signal.want(TrainingSignal.Wish.PAUSE);
            Patience.until(
                    "the child is not stopped",
                    () -> {
                        assertFalse(running.isDone());
                        return Files.readString(status).contains(") T ");
                    });
            signal.want(TrainingSignal.Wish.RUN);
            assertInstanceOf(
                    TrainingEnd.Trained.class, running.get(Patience.SECONDS, TimeUnit.SECONDS));
        }
    }

    /// One that takes two seconds or more.
    private static TrainingRequest slow() {
        var usual = TrainerHome.request("learn");
        return new TrainingRequest(
                usual.persona(),
                usual.base(),
                usual.baseDigest(),
                usual.train(),
                usual.heldOut(),
                new TrainingRequest.Recipe(100, 8, 8, 0.0005, 2, 512, 4, 1),
                usual.limits());
    }

    private CompletableFuture<TrainingEnd> start(
            TrainingRequest request, TrainingSignal signal, Consumer<TrainingEvent> heard)
            throws IOException {
        var probe = home.probe();
        var end = new CompletableFuture<TrainingEnd>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> end.complete(probe.train(request, folder(), signal, heard)));
        return end;
    }

    private static <T extends TrainingEvent> T heard(
            BlockingQueue<TrainingEvent> events, Class<T> wanted) throws InterruptedException {
        while (true) {
            var event = events.poll(Patience.SECONDS, TimeUnit.SECONDS);
            if (wanted.isInstance(event)) {
                return wanted.cast(event);
            }
            assertTrue(event != null, "no " + wanted.getSimpleName());
        }
    }

    private static void gone(long pid) throws Exception {
        var process = ProcessHandle.of(pid);
        if (process.isPresent()) {
            process.get().onExit().get(Patience.SECONDS, TimeUnit.SECONDS);
        }
    }
}
