package batos.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import batos.image.Cause;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Idle work on its own thread, with a mind that takes a minute for a call of it.
class IdleWorkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    @TempDir Path folder;

    private Application house() throws Exception {
        return IdleHouse.open(
                folder,
                InstantSource.system(),
                """
                [[rule]]
                name = "slow goals"
                purpose = "goals"
                delay_ms = 60000
                json = { goals = [] }

                [[rule]]
                name = "all else"
                reply = "Good morning."
                """);
    }

    private static boolean isThinking() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().equals("motive"))
                .flatMap(entry -> Arrays.stream(entry.getValue()))
                .anyMatch(frame -> frame.getClassName().endsWith("RehearsalMind"));
    }

    private static void await(boolean thinking) throws InterruptedException {
        while (isThinking() != thinking) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static final DeedOutput SILENT =
            new DeedOutput() {
                @Override
                public void piece(String text) {}

                @Override
                public void rest() {}
            };

    private static void deed(DeedQueue deeds) {
        deeds.run("a line", () -> SILENT, () -> true);
    }

    /// A turn of the council, so that there is a theme to wonder about.
    private static void lived(Application house) {
        house.conversation()
                .ask(
                        "hello there, how was the garden?",
                        new Cause(Author.ARCHITECT, "@ hello", house.image().now().number()),
                        signal -> {});
    }

    @Test
    void aDeedDoesNotWaitForItAndNothingIsLeftOfIt() throws Exception {
        try (var house = house()) {
            lived(house);
            var before = house.image().now().number();
            var deeds = new DeedQueue();
            house.beginIdleWork(deeds);
            assertTimeoutPreemptively(
                    PATIENCE,
                    () -> {
                        await(true);
                        deed(deeds);
                        await(false);
                    });
            assertEquals(before, house.image().now().number(), "no commit");
            assertEquals(0, house.motive().goals().all().size());
        }
    }

    @Test
    void aKeyOrAPageInterruptsItToo() throws Exception {
        try (var house = house()) {
            lived(house);
            var deeds = new DeedQueue();
            house.beginIdleWork(deeds);
            assertTimeoutPreemptively(
                    PATIENCE,
                    () -> {
                        await(true);
                        house.noteActivity();
                        await(false);
                    });
        }
    }

    @Test
    void turnedOffItDoesNotBegin() throws Exception {
        try (var house = house()) {
            lived(house);
            house.motive().turn(false);
            house.beginIdleWork(new DeedQueue());
            TimeUnit.MILLISECONDS.sleep(1_500);
            assertTrue(!isThinking());
        }
    }
}
