package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What every crucible keeps, whatever it is made of.
abstract class CrucibleContract {
    /// Long enough for a busy machine; what is to be stopped by the clock has a limit of its own.
    static final Trial.Limits USUAL =
            new Trial.Limits(Duration.ofSeconds(20), 256L << 20, 64 << 10);

    static final Trial.Limits SHORT = new Trial.Limits(Duration.ofSeconds(2), 256L << 20, 64 << 10);

    abstract Crucible crucible();

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
            Thread.sleep(1000);
            thread.interrupt();
            assertInstanceOf(Verdict.Interrupted.class, running.get(30, TimeUnit.SECONDS));
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
                                    new Batch(
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

    @Nested
    class ASession {
        @Test
        void printsWhatAPromptWouldPrint() {
            var verdicts =
                    crucible()
                            .run(
                                    new PromptTrial(
                                            "def f(x):\n    return x * 2\n",
                                            List.of(
                                                    new PromptTrial.Line(0, "y = f(2)\n"),
                                                    new PromptTrial.Line(0, "y\n"),
                                                    new PromptTrial.Line(0, "print(f('a'))\n"),
                                                    new PromptTrial.Line(1, "y\n")),
                                            USUAL));
            assertEquals(
                    List.of("\"\"", "\"4\\n\"", "\"aa\\n\""),
                    verdicts.subList(0, 3).stream().map(Verdict::words).toList());
            assertEquals(
                    "NameError: name 'y' is not defined",
                    assertInstanceOf(Verdict.Failed.class, verdicts.get(3)).error());
        }
    }

    @Nested
    class AHearing {
        static final String SOURCE =
                "class Odd(ValueError):\n"
                        + "    pass\n\n"
                        + "def half(n):\n"
                        + "    if n % 2:\n"
                        + "        raise Odd('odd')\n"
                        + "    return n // 2\n\n"
                        + "def shift(items):\n"
                        + "    items.append(items.pop(0))\n\n"
                        + "def each(items, action):\n"
                        + "    return [action(item) for item in items]\n";

        CaseResult hear(String script) {
            return crucible()
                    .hear(
                            new Case(
                                    SOURCE,
                                    "halves",
                                    List.of(
                                            new Case.Signature("half", List.of("n")),
                                            new Case.Signature("shift", List.of("items")),
                                            new Case.Signature("each", List.of("items", "action"))),
                                    List.of(new Case.Fault("Odd", "ValueError")),
                                    script,
                                    "half",
                                    USUAL));
        }

        @Test
        void heldTellsTheCallsThatAreJson() {
            var hearing =
                    hear(
                            "def check(candidate):\n"
                                    + "    assert candidate(4) == 2\n"
                                    + "    assert candidate(10) == 5\n");
            assertEquals(
                    List.of(
                            new CaseResult.Call("half", "{\"n\":4}", "2"),
                            new CaseResult.Call("half", "{\"n\":10}", "5")),
                    assertInstanceOf(CaseResult.Held.class, hearing, hearing.toString()).calls());
        }

        @Test
        void fellTellsTheAssertion() {
            var hearing = hear("def test_half():\n    assert half(4) == 3\n");
            assertTrue(
                    assertInstanceOf(CaseResult.Fell.class, hearing, hearing.toString())
                            .traceback()
                            .contains("assert half(4) == 3"));
        }

        @Test
        void knowsPytestUnittestAndTheExceptionsOfTheSource() {
            var hearing =
                    hear(
                            "import pytest, unittest\n"
                                    + "from halves import half as h, Odd\n\n"
                                    + "def test_raises():\n"
                                    + "    with pytest.raises(Odd):\n"
                                    + "        h(3)\n\n"
                                    + "@pytest.mark.parametrize('n, want', [(2, 1), (6, 3)])\n"
                                    + "def test_many(n, want):\n"
                                    + "    assert h(n) == want\n\n"
                                    + "class Halves(unittest.TestCase):\n"
                                    + "    def test_it(self):\n"
                                    + "        self.assertEqual(half(8), 4)\n"
                                    + "        self.assertRaises(ValueError, half, 1)\n");
            assertEquals(
                    5,
                    assertInstanceOf(CaseResult.Held.class, hearing, hearing.toString())
                            .assertions());
        }

        @Test
        void seesWhatAFunctionDoesToItsArguments() {
            var hearing =
                    hear(
                            "def test_shift():\n"
                                    + "    items = [1, 2, 3]\n"
                                    + "    shift(items)\n"
                                    + "    assert items == [2, 3, 1]\n");
            assertInstanceOf(CaseResult.Held.class, hearing, hearing.toString());
        }

        @Test
        void answersWhatTheFunctionsOfTheTestsAskWhileTheSourceWaitsForThem() {
            var script =
                    "def test_each():\n"
                            + "    rows = each([[4, 8], [6]], lambda row: each(row, half))\n"
                            + "    assert rows == [[2, 4], [3]]\n";
            var held = hear(script);
            assertInstanceOf(CaseResult.Held.class, held, held.toString());
            var fell = hear(script.replace("[3]]", "[4]]"));
            assertInstanceOf(CaseResult.Fell.class, fell, fell.toString());
        }

        @Test
        void withoutACallOfTheSourceIsNoHearing() {
            var hearing = hear("def test_nothing():\n    assert True\n");
            assertTrue(
                    assertInstanceOf(CaseResult.Fell.class, hearing, hearing.toString())
                            .why()
                            .contains("call no function"));
        }
    }
}
