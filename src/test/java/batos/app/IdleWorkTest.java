package batos.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import batos.Patience;
import batos.image.Author;
import batos.image.Cause;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Idle work on its own thread, with a mind that takes an hour for a call of it.
class IdleWorkTest {
    @TempDir Path folder;

    private Application house() throws Exception {
        return IdleHouse.open(
                folder,
                InstantSource.system(),
                """
                [[rule]]
                name = "slow goals"
                purpose = "goals"
                delay_ms = 3600000
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

    /// Without idle work its thread waits without a bound.
    private static boolean isOff() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().equals("motive"))
                .filter(entry -> entry.getKey().getState() == Thread.State.WAITING)
                .flatMap(entry -> Arrays.stream(entry.getValue()))
                .anyMatch(frame -> frame.getMethodName().equals("awaitWork"));
    }

    private static void await(boolean thinking) throws InterruptedException {
        Patience.until("thinking: " + thinking, () -> isThinking() == thinking);
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
            await(true);
            deed(deeds);
            await(false);
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
            await(true);
            house.noteActivity();
            await(false);
        }
    }

    @Test
    void turnedOffItDoesNotBegin() throws Exception {
        try (var house = house()) {
            lived(house);
            house.motive().turn(false);
            house.beginIdleWork(new DeedQueue());
            Patience.until("its thread waits for a change of settings", IdleWorkTest::isOff);
            assertFalse(isThinking());
        }
    }
}
