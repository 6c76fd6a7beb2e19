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

    /// One module for all: a crucible that keeps a context for the next call makes one.
    @Nested
    class AnHonestCall {
        static final String MODULE =
                """
                import re, math, json, collections, datetime

                def slug(text):
                    return text.lower().replace(' ', '-')

                def nan():
                    return float('nan')

                def numbers():
                    return [1, 1.0, 0.1, 1e22, 123456789012345678901234567890]

                def same(t):
                    return t

                def lists():
                    return (1, 2), {3, 1, 2}, (i * i for i in range(3))

                def says():
                    print('one')
                    return 2

                def library():
                    return [
                        math.floor(math.pi),
                        str(datetime.date(2024, 2, 29)),
                        dict(collections.Counter('aab')),
                    ]

                def starred(a, /, *rest, **more):
                    return a, rest, more
                """;

        private Verdict honest(String function, String arguments) {
            return crucible().run(new Trial(MODULE, function, arguments, USUAL));
        }

        private void gives(String result, String function, String arguments) {
            var verdict = honest(function, arguments);
            assertEquals(
                    result,
                    assertInstanceOf(Verdict.Survived.class, verdict, verdict.words()).result());
        }

        @Test
        void givesItsResult() {
            gives("\"hello-world\"", "slug", "{\"text\": \"Hello World\"}");
        }

        @Test
        void writesNanAsExtendedJsonDoes() {
            gives("{\"$numberDouble\": \"NaN\"}", "nan", "{}");
        }

        @Test
        void keepsNumbersAsPythonWritesThem() {
            gives("[1, 1.0, 0.1, 1e+22, 123456789012345678901234567890]", "numbers", "{}");
            gives("0.5", "same", "{\"t\": 0.5}");
            gives("2.0", "same", "{\"t\": 2.0}");
        }

        @Test
        void keepsTextOfAnyAlphabet() {
            gives("\"grüße 漢字 🦇\"", "same", "{\"t\": \"grüße 漢字 🦇\"}");
        }

        @Test
        void givesTuplesSetsAndIteratorsAsLists() {
            gives("[[1, 2], [1, 2, 3], [0, 1, 4]]", "lists", "{}");
        }

        @Test
        void tellsWhatItPrinted() {
            var verdict = honest("says", "{}");
            assertEquals(
                    "one\n",
                    assertInstanceOf(Verdict.Survived.class, verdict, verdict.words()).printed());
        }

        @Test
        void mayUseTheStandardLibrary() {
            gives("[3, \"2024-02-29\", {\"a\": 2, \"b\": 1}]", "library", "{}");
        }

        @Test
        void takesPositionalOnlyAndStarredParameters() {
            gives(
                    "[1, [2, 3], {\"k\": 4}]",
                    "starred",
                    "{\"a\": 1, \"rest\": [2, 3], \"more\": {\"k\": 4}}");
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
            var module =
                    """
                    def f(which):
                        if which == 'object':
                            return object()
                        if which == 'surrogate':
                            return '\\ud800'
                        if which == 'twice':
                            return {1: 2, '1': 3}
                        a = []
                        a.append(a)
                        return a
                    """;
            refused(module, "object", "a object is not JSON");
            refused(module, "surrogate", "lone surrogate");
            refused(module, "itself", "contains itself");
            refused(module, "twice", "twice");
        }

        private void refused(String module, String which, String why) {
            var error = failed(module, "{\"which\": \"%s\"}".formatted(which)).error();
            assertTrue(error.contains(why), error);
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
