package batos.toolbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.crucible.Trial;
import batos.image.Author;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Files as people write them for ordinary Python: the right ones are admitted, the wrong ones,
/// which differ in one place, are refused.
class GateIT extends OpenGate {
    @Test
    void doctestsAreHeldAgainstWhatIsPrinted() {
        var draft = admitted(bring(DOCTESTS, "mean", Optional.empty())).draft();
        assertEquals("The mean.", draft.description());
        assertTrue(
                draft.parameters()
                        .contains(
                                "\"values\":{\"type\":\"array\",\"items\":{\"type\":\"number\"}}"),
                draft.parameters());
        assertTrue(
                refused(bring(DOCTESTS.replace("/ len", "// len"), "mean", Optional.empty()))
                        .contains(">>> mean([1, 2, 3]) wanted 2.0 but gave 2"));
    }

    @Test
    void docstringsAreMeasuredByTheMutantsTheyTellApart() {
        var admitted = admitted(bring(DOCTESTS, "mean", Optional.empty()));
        assertEquals(
                List.of("2 doctest lines hold", "the tests catch 6 of 6 deliberate bugs"),
                admitted.evidence());
        var weak =
                """
                def late(hour):
                    \"\"\"
                    >>> late(23)
                    True
                    \"\"\"
                    return hour > 22
                """;
        assertEquals(
                List.of("a function that always gives True", "line 6: Gt became GtE"),
                admitted(bring(weak, "late", Optional.empty())).weak());
    }

    @Test
    void whereACheckDecidesADocstringThatSaysOtherwiseIsRemarkedOnAndTheOthersAreTests() {
        var file =
                """
                def twice(n):
                    \"\"\"
                    >>> twice(2)
                    4
                    \"\"\"
                    return n + n

                def median(l):
                    \"\"\"
                    >>> median([3, 1, 2, 4, 5])
                    3
                    >>> median([-10, 4, 6, 1000, 10, 20])
                    15.0
                    \"\"\"
                    l = sorted(l)
                    half = len(l) // 2
                    return l[half] if len(l) % 2 else (l[half - 1] + l[half]) / twice(1)

                def check(candidate):
                    assert candidate([3, 1, 2, 4, 5]) == 3
                    assert candidate([-10, 4, 6, 1000, 10, 20]) == 8.0

                check(median)
                """;
        var ready =
                assertInstanceOf(
                        Importer.Imported.Ready.class,
                        gate.importer().read(file, "problem", Optional.empty(), Optional.empty()));
        assertEquals(
                List.of(
                        "check(candidate) decides; its docstring says otherwise: >>> median([-10,"
                                + " 4, 6, 1000, 10, 20]) wanted 15.0 but gave 8.0"),
                ready.remarks());
        assertEquals(
                List.of("twice(2)\n"),
                ready.draft().doctests().stream().map(line -> line.source()).toList());
        admitted(gate.examine(ready.draft(), Optional.empty(), List.of(), Gate.Rigour.IMPORT));
        refused(bring(file.replace("half - 1", "half - 2"), "problem", Optional.empty()));
    }

    @Test
    void aFunctionUnderAnotherNameKeepsItsOwnForItsTests() {
        var file =
                """
                def power(base, /, exponent: int = 2, *more, modulus=None, **rest):
                    \"\"\"
                    Raises.

                    >>> power(3)
                    9
                    >>> power(2, 3, 4, modulus=5, x=1)
                    3
                    \"\"\"
                    return pow(base, exponent, modulus)
                """;
        var ready =
                assertInstanceOf(
                        Importer.Imported.Ready.class,
                        gate.importer().read(file, "power", Optional.empty(), Optional.empty()));
        var other =
                assertInstanceOf(
                        Importer.Imported.Ready.class, gate.importer().renamed(ready, "power_2"));
        assertEquals("power_2", other.draft().name());
        assertTrue(
                other.draft()
                        .source()
                        .endsWith(
                                """
                                def power_2(base, /, exponent: int=2, *more, modulus=None, **rest):
                                    'Raises.'
                                    return power(base, exponent, *more, modulus=modulus, **rest)
                                """),
                other.draft().source());
        admitted(gate.examine(other.draft(), Optional.empty(), List.of(), Gate.Rigour.IMPORT));
    }

    @Test
    void assertionsAreJudgedWhereTheCodeCannotSeeThem() {
        var admitted = admitted(bring(CHECKED, "problem", Optional.empty()));
        assertEquals(
                List.of(
                        Example.of("{\"values\":[1,2,4,10],\"t\":100}", "true", Author.Part.IMPORT),
                        Example.of("{\"values\":[1,20,4,10],\"t\":5}", "false", Author.Part.IMPORT),
                        Example.of("{\"values\":[1,5],\"t\":5}", "false", Author.Part.IMPORT)),
                admitted.draft().examples());
        assertTrue(
                refused(bring(CHECKED.replace("v < t", "v <= t"), "problem", Optional.empty()))
                        .contains("assert not candidate([1, 5], 5)"));
    }

    @Test
    void codeThatCheatsItsOwnTestsIsRefused() {
        var cheat =
                """
                class Yes:
                    def __eq__(self, other):
                        return True
                    def __bool__(self):
                        return True

                def answer(n):
                    return Yes()

                assert answer(1) == 2
                assert answer(2) == 4
                """;
        assertTrue(
                refused(bring(cheat, "answer", Optional.empty()))
                        .contains("assert answer(1) == 2"));
        var named = cheat.replace("Yes", "n").replace("assert", "n = 2\nassert");
        assertTrue(
                refused(bring(named, "answer", Optional.empty()))
                        .contains("assert answer(1) == 2"));
        var frames =
                "import sys\n"
                        + "def answer(n):\n"
                        + "    return sys._getframe(1).f_locals\n\n"
                        + "assert answer(1) == 2\n";
        assertTrue(
                refused(bring(frames, "answer", Optional.empty()))
                        .contains("_getframe is not for tools"));
    }

    @Test
    void thingsThatAreNoValuesStayWithTheSourceAndAreTestedThere() {
        var stack =
                """
                class Stack:
                    def __init__(self):
                        self.items = []
                    def push(self, item):
                        self.items.append(item)
                        return self
                    def __len__(self):
                        return len(self.items)
                    def __eq__(self, other):
                        return self.items == other.items

                def pile(items, change):
                    stack = Stack()
                    for item in items:
                        stack.push(change(item))
                    return stack

                def test_pile():
                    seen = []
                    def change(item):
                        seen.append(item)
                        return item * 2
                    stack = pile([1, 2], change)
                    assert isinstance(stack, Stack)
                    assert seen == [1, 2]
                    assert stack.items == [2, 4] and len(stack) == 2
                    assert stack == Stack().push(2).push(4)
                """;
        admitted(bring(stack, "pile", Optional.empty()));
        refused(bring(stack.replace("change(item))", "item)"), "pile", Optional.empty()));
    }

    @Test
    void aFunctionThatIsLentByTheTestsShowsNothingOfThem() {
        var spy =
                """
                def answer(call):
                    return call.__globals__["WANTED"]

                WANTED = 42

                def test_answer():
                    wanted = 6 * 7
                    assert answer(lambda: None) == wanted
                """;
        refused(bring(spy, "answer", Optional.empty()));
        refused(
                bring(
                        spy.replace("__globals__[", "gi_code[").replace("WANTED = 42", ""),
                        "answer",
                        Optional.empty()));
    }

    @Test
    void endlessGeneratorsPrintedLinesAndFixturesAreTested() {
        var file =
                """
                import itertools
                import pytest

                def squares(start=0):
                    n = start
                    while True:
                        yield n * n
                        n += 1

                def shown(n):
                    print("at", n)

                @pytest.fixture
                def three():
                    yield squares(3)

                def test_squares(three, capsys):
                    assert next(three) == 9
                    shown(3)
                    assert "at 3" in capsys.readouterr().out
                    assert list(itertools.islice(squares(), 100))[-1] == 99 * 99

                if __name__ == "__main__":
                    assert next(squares(5)) == 25
                """;
        admitted(bring(file, "squares", Optional.empty()));
        refused(bring(file.replace("n += 1", "n += 2"), "squares", Optional.empty()));
    }

    static final String WAYS =
            """
            import functools, io, random
            from collections import defaultdict, deque

            square = lambda x: x * x

            def pick(items):
                return random.choice(items)

            def named(function):
                @functools.wraps(function)
                def inner(*args):
                    return function(*args)
                return inner

            def grouped(words):
                table = defaultdict(list)
                for word in words:
                    table[len(word)].append(word)
                return table

            def latest(items):
                return deque(items, maxlen=2)

            def shouted(file):
                with file:
                    return file.read().upper()

            def test_values():
                assert square(3) == 9
                assert grouped(["a", "bb"])[7] == []
                assert latest("abc").maxlen == 2
                assert shouted(io.StringIO("abc")) == "ABC"

            def test_functions():
                def mine(x):
                    return x + 1
                assert named(mine)(1) == 2
                assert named(mine).__name__ == "mine"

            def test_seed():
                random.seed(1)
                first = [pick(range(1000)) for _ in range(4)]
                random.seed(1)
                assert first == [pick(range(1000)) for _ in range(4)]
            """;

    @Test
    void testsUseLambdasSeedsFilesAndContainersAsInOneInterpreter() {
        admitted(bring(WAYS, "square", Optional.empty()));
        assertTrue(
                refused(bring(WAYS.replace("x * x", "x + x"), "square", Optional.empty()))
                        .contains("square(3) == 9"));
    }

    @Test
    void manyAreReadAtOnceAndEachIsWhatItWouldBeAlone() {
        var importer = gate.importer();
        var broken = "def f(:\n";
        int read =
                importer.ahead(
                        List.of(
                                new Importer.Coming(WAYS, Optional.empty()),
                                new Importer.Coming(broken, Optional.empty()),
                                new Importer.Coming(
                                        "def r(s):\n    return s[::-1]\n",
                                        Optional.of(
                                                "def test_r():\n    assert r('ab') == 'ba'\n"))));
        assertEquals(3, read);
        assertEquals(
                gate.importer().read(WAYS, "square", Optional.empty(), Optional.empty()),
                new Gate(crucible, () -> Trial.Limits.USUAL, () -> StaticRules.USUAL)
                        .importer()
                        .read(WAYS, "square", Optional.empty(), Optional.empty()));
        assertInstanceOf(
                Importer.Imported.Unusable.class,
                importer.read(broken, "f", Optional.empty(), Optional.empty()));
    }

    @Test
    void aMutantThatNeverEndsIsToldApart() {
        var file =
                """
                def total(n):
                    sum = 0
                    while n > 0:
                        sum += n
                        n = n - 1
                    return sum
                """
                        + "assert total(3) == 6\nassert total(4) == 10\nassert total(0) == 0\n";
        var admitted = admitted(bring(file, "total", Optional.empty()));
        assertTrue(
                admitted.weak().stream().noneMatch(line -> line.contains("Sub became Add")),
                admitted.weak().toString());
        assertTrue(
                admitted.evidence().getLast().startsWith("the tests catch"), admitted.toString());
    }

    @Test
    void testsInAFileOfTheirOwnAreHeard() {
        var source = "def rev(text):\n    return text[::-1]\n";
        var tests =
                "from rev import rev as r\n"
                        + "import unittest\n\n"
                        + "class RevTest(unittest.TestCase):\n"
                        + "    def test_it(self):\n"
                        + "        self.assertEqual(r('abc'), 'cba')\n";
        admitted(bring(source, "rev", Optional.of(tests)));
        refused(bring(source.replace("::-1", "::1"), "rev", Optional.of(tests)));
    }

    @Test
    void whatCannotBeReadOrMayNotBeImportedIsToldWithItsLine() {
        assertEquals(
                "line 2: expected ':'",
                refused(bring("x = 1\ndef f()\n    return 1\n", "f", Optional.empty())));
        assertTrue(
                refused(
                                bring(
                                        "import os\n\n"
                                                + "def f():\n"
                                                + "    return os.getcwd()\n\n"
                                                + "assert f()\n",
                                        "f",
                                        Optional.empty()))
                        .contains("os.getcwd is not for tools"));
        assertTrue(
                refused(bring("def f():\n    return 1\n", "f", Optional.empty()))
                        .contains("there are no tests"));
    }
}
