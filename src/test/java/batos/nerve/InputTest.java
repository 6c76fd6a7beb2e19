package batos.nerve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Standard input on its way to the owner.
class InputTest {
    @TempDir Path home;

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    void reachesTheOwnerByteForByte() throws IOException {
        var given = bytes(1_000_001);
        var seen = new AtomicReference<>(new byte[0]);
        OwnerServer.Handler handler =
                (command, reply) -> {
                    seen.set(command.input().bytes());
                    return 0;
                };
        try (var owner =
                OwnerServer.open(home, new Pulses(InstantSource.system()), handler).orElseThrow()) {
            assertTrue(Files.exists(home.resolve("owner.socket")), owner::toString);
            var nowhere = OutputStream.nullOutputStream();
            var client = new OwnerClient(home, "test", nowhere, nowhere, question -> "");
            var command =
                    new Command(
                            "me",
                            1,
                            Command.ARGUMENTS,
                            List.of("ask"),
                            "/",
                            Command.Terminal.NONE,
                            Input.of(given));
            assertEquals(new OwnerClient.Outcome.Ended(0), client.carryOut(command));
            assertArrayEquals(given, seen.get());
        }
    }

    @Test
    void thatIsSentAgainCountsOnce() throws IOException {
        var pieces = new Input.Pieces();
        var frames = Input.of(bytes(600_000)).frames(1);
        pieces.take(frames.getFirst());
        for (var frame : frames) {
            pieces.take(frame);
        }
        assertArrayEquals(bytes(600_000), pieces.whole().bytes());
    }

    @Test
    void withAGapOrTooMuchIsRefused() throws IOException {
        var pieces = new Input.Pieces();
        var frames = Input.of(bytes(600_000)).frames(1);
        pieces.take(frames.getFirst());
        assertThrows(IOException.class, () -> pieces.take(frames.getLast()));
        var much = new Input.Pieces();
        var tooMany = Input.of(new byte[Input.MOST + 1]).frames(1);
        assertThrows(
                IOException.class,
                () -> {
                    for (var frame : tooMany) {
                        much.take(frame);
                    }
                });
    }
}
