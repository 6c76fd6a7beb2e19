package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What every crucible keeps of single calls, whatever it is made of.
abstract class CrucibleContract extends HearingContract {
    static final Trial.Limits SHORT = new Trial.Limits(Duration.ofSeconds(2), 256L << 20, 64 << 10);

    Verdict call(String source, String arguments) {
        return crucible().run(new Trial(source, "f", arguments, USUAL));
    }

    String survived(String source, String arguments) {
        var verdict = call(source, arguments);
        return assertInstanceOf(Verdict.Survived.class, verdict, verdict.words()).result();
    }

    Verdict.Failed failed(String source, String arguments) {
        var verdict = call(source, arguments);
        return assertInstanceOf(Verdict.Failed.class, verdict, verdict.words());
    }

    @Nested
    class AnHonestCall {
        @Test
        void givesItsResult() {
            assertEquals(
                    "\"hello-world\"",
                    survived(
                            "def f(text):\n    return text.lower().replace(' ', '-')",
                            "{\"text\": \"Hello World\"}"));
        }

        @Test
        void writesNanAsExtendedJsonDoes() {
            assertEquals(
                    "{\"$numberDouble\": \"NaN\"}",
                    survived("def f():\n    return float('nan')", "{}"));
        }

        @Test
        void keepsNumbersAsPythonWritesThem() {
            assertEquals(
                    "[1, 1.0, 0.1, 1e+22, 123456789012345678901234567890]",
                    survived(
                            "def f():\n"
                                    + "    return [1, 1.0, 0.1, 1e22, 123456789012345678901234567890]",
                            "{}"));
        }

        @Test
        void keepsTextOfAnyAlphabet() {
            assertEquals(
                    "\"grüße 漢字 🦇\"",
                    survived("def f(t):\n    return t", "{\"t\": \"grüße 漢字 🦇\"}"));
        }

        @Test
        void givesTuplesSetsAndIteratorsAsLists() {
            assertEquals(
                    "[[1, 2], [1, 2, 3], [0, 1, 4]]",
                    survived(
                            "def f():\n    return (1, 2), {3, 1, 2}, (i * i for i in range(3))",
                            "{}"));
        }

        @Test
        void tellsWhatItPrinted() {
            var verdict = call("def f():\n    print('one')\n    return 2", "{}");
            assertEquals(
                    "one\n",
                    assertInstanceOf(Verdict.Survived.class, verdict, verdict.words()).printed());
        }

        @Test
        void mayUseTheStandardLibrary() {
            assertEquals(
                    "[3, \"2024-02-29\", {\"a\": 2, \"b\": 1}]",
                    survived(
                            "import re, math, json, collections, datetime\n"
                                    + "def f():\n"
                                    + "    return [math.floor(math.pi), str(datetime.date(2024, 2,"
                                    + " 29)), dict(collections.Counter('aab'))]",
                            "{}"));
        }

        @Test
        void takesPositionalOnlyAndStarredParameters() {
            assertEquals(
                    "[1, [2, 3], {\"k\": 4}]",
                    survived(
                            "def f(a, /, *rest, **more):\n    return a, rest, more",
                            "{\"a\": 1, \"rest\": [2, 3], \"more\": {\"k\": 4}}"));
        }
    }

    @Nested
    class AFailingCall {
        @Test
        void tellsTheExceptionAndItsLine() {
            var failed = failed("def g(x):\n    return 1 / x\n\ndef f():\n    return g(0)", "{}");
            assertEquals("ZeroDivisionError: division by zero", failed.error());
            assertEquals(
                    "line 5, in f: return g(0)\nline 2, in g: return 1 / x", failed.traceback());
        }

        @Test
        void tellsWhereTheSyntaxIsWrong() {
            var failed = failed("def f(:\n    return 1", "{}");
            assertEquals("SyntaxError", failed.type());
            assertTrue(failed.traceback().startsWith("line 1"), failed.traceback());
        }

        @Test
        void tellsThatTheFunctionIsMissing() {
            assertEquals("AttributeError", failed("def g():\n    return 1", "{}").type());
        }

        @Test
        void refusesResultsThatAreNotJson() {
            assertTrue(
                    failed("def f():\n    return object()", "{}")
                            .error()
                            .contains("a object is not JSON"));
            assertTrue(
                    failed("def f():\n    return '\\ud800'", "{}")
                            .error()
                            .contains("lone surrogate"));
            assertTrue(
                    failed("def f():\n    a = []\n    a.append(a)\n    return a", "{}")
                            .error()
                            .contains("contains itself"));
            assertTrue(
                    failed("def f():\n    return {1: 2, '1': 3}", "{}").error().contains("twice"));
        }

        @Test
        void losesTerminalEscapes() {
            var failed =
                    failed(
                            "def f():\n"
                                    + "    print('\\x1b]0;owned\\x07')\n"
                                    + "    raise ValueError('\\x1b[31mred\\u202e')",
                            "{}");
            assertFalse(
                    failed.words().chars().anyMatch(c -> c == 0x1b || c == 7 || c == 0x202e),
                    failed.words());
        }
    }

    @Nested
    class ACallWithoutEnd {
        @Test
        void isKilledByTheWallClock() {
            var verdict =
                    crucible()
                            .run(
                                    new Trial(
                                            "def f():\n    while True:\n        pass",
                                            "f",
                                            "{}",
                                            SHORT));
            assertEquals(
                    Verdict.Limit.WALL_CLOCK,
                    assertInstanceOf(Verdict.Killed.class, verdict, verdict.words()).limit());
        }

        @Test
        void isEndedByAnInterrupt() throws Exception {
            var limits = new Trial.Limits(Duration.ofMinutes(2), 256L << 20, 64 << 10);
            var running =
                    new FutureTask<>(() ->
                            crucible()
                                    .run(
                                            new Trial(
                                                    "def f():\n    while True:\n        pass",
                                                    "f",
                                                    "{}",
                                                    limits)));
            var thread = Thread.ofPlatform().start(running);
            Patience.untilWaiting(thread);
            thread.interrupt();
            assertInstanceOf(
                    Verdict.Interrupted.class, running.get(Patience.SECONDS, TimeUnit.SECONDS));
        }
    }

    @Nested
    class TooMuch {
        @Test
        void memoryIsAVerdict() {
            var verdict =
                    call(
                            "def f():\n"
                                    + "    held = []\n"
                                    + "    while True:\n"
                                    + "        held.append(bytearray(20_000_000))",
                            "{}");
            assertEquals(
                    Verdict.Limit.MEMORY,
                    assertInstanceOf(Verdict.Killed.class, verdict, verdict.words()).limit());
            assertEquals("1", survived("def f():\n    return 1", "{}"));
        }

        @Test
        void resultIsAVerdict() {
            var verdict = call("def f():\n    return 'x' * 100_000", "{}");
            assertEquals(
                    Verdict.Limit.OUTPUT,
                    assertInstanceOf(Verdict.Killed.class, verdict, verdict.words()).limit());
        }

        @Test
        void printedTextIsCut() {
            var verdict = call("def f():\n    print('x' * 100_000)\n    return 1", "{}");
            var printed =
                    assertInstanceOf(Verdict.Survived.class, verdict, verdict.words()).printed();
            assertTrue(printed.length() < 66_000 && printed.contains("more characters"));
        }
    }

    @Nested
    class CallsAfterOneAnother {
        static final String COUNTER =
                "import sys\n"
                        + "n = 0\n"
                        + "def f(kill=False):\n"
                        + "    global n\n"
                        + "    n += 1\n"
                        + "    while kill:\n"
                        + "        pass\n"
                        + "    return n\n";

        @Test
        void shareNothingOfTheModule() {
            assertEquals("1", survived(COUNTER, "{}"));
            assertEquals("1", survived(COUNTER, "{}"));
        }

        @Test
        void goOnAfterAKill() {
            var limits = new Trial.Limits(Duration.ofSeconds(1), 256L << 20, 64 << 10);
            var verdicts =
                    crucible()
                            .run(
                                    Batch.ofTexts(
                                            COUNTER,
                                            "f",
                                            List.of("{}", "{\"kill\": true}", "{}"),
                                            limits));
            assertInstanceOf(Verdict.Survived.class, verdicts.get(0), verdicts.get(0).words());
            assertInstanceOf(Verdict.Killed.class, verdicts.get(1), verdicts.get(1).words());
            assertInstanceOf(Verdict.Survived.class, verdicts.get(2), verdicts.get(2).words());
        }
    }

    @Nested
    class AForgedAnswer {
        @Test
        void isAViolation() {
            var verdict = call(FORGERY.formatted("0"), "{}");
            assertInstanceOf(Verdict.Violated.class, verdict, verdict.words());
        }

        /// Finds the harness in the frames below and sends an answer of its own, then returns.
        static final String FORGERY =
                """
                import sys
                def f():
                    frame = sys._getframe()
                    while frame is not None:
                        desk = frame.f_locals.get('self')
                        if type(desk).__name__ == 'Desk':
                            desk.send(%s, result='42')
                            return 1
                        frame = frame.f_back
                    return 'no desk'
                """;

        @Test
        void withAnotherNumberIsAViolationToo() {
            var verdict = call(FORGERY.formatted("7"), "{}");
            assertInstanceOf(Verdict.Violated.class, verdict, verdict.words());
        }
    }
}
