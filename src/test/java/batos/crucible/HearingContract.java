package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What every crucible keeps of sessions at a prompt and of test scripts.
abstract class HearingContract {
    /// Long enough for a busy machine; what is to be stopped by the clock has a limit of its own.
    static final Trial.Limits USUAL = new Trial.Limits(Duration.ofMinutes(2), 256L << 20, 64 << 10);

    abstract Crucible crucible();

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
