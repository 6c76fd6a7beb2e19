package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A dockerd on a machine under load answers after seconds; that is no reason to give up a call.
class SlowDockerdIT {
    @Test
    void isWaitedFor() throws Exception {
        try (var dockerd = RoughDockerd.slow(Duration.ofMillis(3200));
                var crucible = CrucibleFactory.choose(dockerd.wanted())) {
            assertEquals("42", crucible.run(AttackIT.HONEST).words());
        }
    }

    /// It takes connections and never answers.
    @Test
    void thatNeverAnswersIsNamedAndNotTheTool() throws IOException {
        try (var deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var usual = CrucibleOptions.USUAL;
            var wanted =
                    new CrucibleOptions(
                            CrucibleOptions.Prefer.GVISOR,
                            "tcp://127.0.0.1:" + deaf.getLocalPort(),
                            usual.runtime(),
                            usual.image(),
                            usual.limits(),
                            usual.cpus(),
                            usual.pids(),
                            usual.tmp(),
                            usual.pool());
            var lost =
                    assertThrows(
                            Interpreter.Unready.class,
                            () -> DockerProbe.demandAnswer(wanted, Duration.ofMillis(200)));
            var words = lost.verdict().words();
            assertTrue(words.contains("no answer within"), words);
            assertTrue(words.contains("crucible check"), words);
        }
    }
}
