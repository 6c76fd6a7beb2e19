package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.mind.ScriptedServer.Step;
import batos.tape.Tape;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The wait for a first token, and names that mean one model.
class ServerSpeedTest {
    private static final CallLimits LIMITS =
            new CallLimits(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(600),
                    1 << 20);

    @Nested
    class TheWaitForAFirstToken {
        private final ServerSpeed speed = new ServerSpeed();

        @Test
        void isWhatTheLimitsSayWhereNothingWasMeasured() {
            assertEquals(LIMITS.first(), speed.patience("owl", 5_000, LIMITS));
            assertEquals(0, speed.rate("owl"));
        }

        @Test
        void growsWithThePromptOnASlowServer() {
            speed.read("owl", 100, Duration.ofSeconds(20));
            assertEquals(5, speed.rate("owl"), 0.01);
            assertEquals(Duration.ofSeconds(40), speed.expected("owl", 200));
            assertEquals(Duration.ofSeconds(240), speed.patience("owl", 200, LIMITS));
            assertEquals(LIMITS.first(), speed.patience("bat", 200, LIMITS));
        }

        /// As llama.cpp does every 30 s. The wait within an answer is shorter than the server's
        /// silence here, and does not begin with what only keeps the connection open.
        @Test
        void isNotOverWhenAServerOnlyKeepsTheConnectionOpen() throws Exception {
            var steps =
                    List.of(
                            ScriptedServer.head(200, "text/event-stream"),
                            new Step.Bytes(": still here\n\n"),
                            new Step.Pause(1_500),
                            new Step.Bytes(OpenAiScenes.part("hello") + "\n" + OpenAiScenes.DONE));
            var limits =
                    new CallLimits(
                            Patience.BOUND,
                            Patience.BOUND,
                            Duration.ofSeconds(1),
                            Patience.BOUND,
                            1 << 20);
            try (var server = new ScriptedServer(request -> steps);
                    var mind = OpenAiMindTest.mind(server.url(), limits, Tape.live())) {
                var heard = new StringBuilder();
                mind.think(MindContractTest.prompt(Scenario.TEXT), heard::append);
                assertEquals("hello", heard.toString());
            }
        }

        @Test
        void isNeverLongerThanAWholeCall() {
            speed.read("owl", 10, Duration.ofSeconds(100));
            assertEquals(LIMITS.whole(), speed.patience("owl", 5_000, LIMITS));
        }

        @Test
        void followsAServerThatBecomesFaster() {
            speed.read("owl", 100, Duration.ofSeconds(20));
            speed.read("owl", 100, Duration.ofSeconds(2));
            speed.read("owl", 100, Duration.ofSeconds(2));
            assertTrue(speed.rate("owl") > 10, "" + speed.rate("owl"));
        }
    }

    @Nested
    class NamesOfOneModel {
        @ParameterizedTest
        @CsvSource({"smol, smol:latest", "me/smol, me/smol:latest", "smol:1b, smol:1b"})
        void areTheSameWithTheTagThatIsTakenForGranted(String one, String other) {
            assertTrue(ModelTag.same(one, other));
            assertTrue(ModelTag.same(other, one));
        }

        @ParameterizedTest
        @CsvSource({"smol, smol:1b", "smol, small", "host:80/smol, host:80/smol:1b"})
        void areOthersWhereTheyNameAnother(String one, String other) {
            assertFalse(ModelTag.same(one, other));
        }
    }
}
