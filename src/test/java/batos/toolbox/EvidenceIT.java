package batos.toolbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.crucible.Trial;
import batos.toolbox.Gate.Rigour;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Tests that come with code are worth what their own assertions catch.
class EvidenceIT extends OpenGate {
    private static final String SQUARE = "def f(x):\n    return x * x + 3\n\n";

    static Admission bring(String text, Optional<String> tests, Rigour rigour) {
        var read = gate.importer().read(text, "f", Optional.empty(), tests);
        return gate.examine(
                assertInstanceOf(Importer.Imported.Ready.class, read, read.toString()),
                Optional.empty(),
                List.of(),
                rigour);
    }

    static Admission bring(String text) {
        return bring(text, Optional.empty(), Rigour.IMPORT);
    }

    static List<String> reasons(Admission admission) {
        return List.of(refused(admission).split("\n"));
    }

    @Nested
    class AScriptThatCannotFail {
        @Test
        void isRefusedWithTheLineThatCallsAndComparesNothing() {
            assertEquals(
                    List.of("its tests cannot fail: line 4 calls and compares nothing"),
                    reasons(bring(SQUARE + "def test_f():\n    f(2)\n")));
        }

        @Test
        void isRefusedWithTheLineThatComparesAValueWithItself() {
            assertEquals(
                    List.of("its tests cannot fail: line 5 compares a value with itself"),
                    reasons(bring(SQUARE + "def test_f():\n    assert f(2) == f(2)\n")));
            assertEquals(
                    List.of("its tests cannot fail: line 6 compares a value with itself"),
                    reasons(bring(SQUARE + "def test_f():\n    r = f(2)\n    assert r == r\n")));
        }

        @Test
        void isRefusedWithTheTupleThatIsAlwaysTrue() {
            assertEquals(
                    List.of("its tests cannot fail: line 4 asserts a tuple, which is always true"),
                    reasons(bring(SQUARE + "assert (f(2) == 7, 'wrong')\n")));
        }

        @Test
        void isRefusedWithTheClauseThatSwallowsTheFailure() {
            assertEquals(
                    List.of(
                            "its tests cannot fail: line 7 catches the failure of its own"
                                    + " assertions"),
                    reasons(
                            bring(
                                    SQUARE
                                            + "def test_f():\n    try:\n        assert f(2) == 100\n"
                                            + "    except AssertionError:\n        pass\n")));
        }

        @Test
        void isRefusedWhereTheProcessIsLeftBeforeAnythingFails() {
            var left = SQUARE + "def test_f():\n    f(2)\n    raise SystemExit(0)\n";
            assertTrue(reasons(bring(left)).getFirst().startsWith("its tests cannot fail"));
        }

        @Test
        void isRefusedAsATestFileOfItsOwnAndWithTheWordWeakToo() {
            var tests = Optional.of("from f import f\n\ndef test_f():\n    assert f(2) == f(2)\n");
            assertEquals(
                    List.of(
                            "its tests cannot fail: the test file's line 4 compares a value with"
                                    + " itself"),
                    reasons(bring(SQUARE, tests, Rigour.WEAK)));
        }

        @Test
        void isNotSavedByABugThatMakesTheCodeItselfRaise() {
            var item = "def f(xs):\n    return xs[0] + 1\n\ndef test_f():\n    f([5])\n";
            assertEquals(
                    List.of("its tests cannot fail: line 4 calls and compares nothing"),
                    reasons(bring(item)));
        }
    }

    @Nested
    class WeakTests {
        private static final String VACUOUS =
                "def f(x):\n    \"\"\"Square.\n\n    >>> f(2) is not None\n    True\n    \"\"\"\n"
                        + "    return x * x + 3\n";

        @Test
        void areRefusedAndSayHowToTakeThem() {
            assertEquals(
                    List.of(
                            "its tests are weak: no wrong value makes them fail (the tests catch 1"
                                    + " of 7 deliberate bugs). --weak takes it all the same"),
                    reasons(bring(VACUOUS)));
        }

        @Test
        void areTakenWhereTheArchitectSaysSoAndNamed() {
            var admitted = admitted(bring(VACUOUS, Optional.empty(), Rigour.WEAK));
            assertTrue(
                    admitted.evidence().contains("the tests catch 1 of 7 deliberate bugs"),
                    admitted.toString());
            assertTrue(admitted.weak().contains("line 7: Mult became Add"), admitted.toString());
        }
    }

    @Nested
    class GoodTests {
        @Test
        void areMeasuredByTheirOwnAssertions() {
            var one = admitted(bring(SQUARE + "def test_f():\n    assert f(2) == 7\n"));
            assertEquals(
                    List.of(
                            "the test script holds, after 1 call",
                            "the tests catch 6 of 8 deliberate bugs"),
                    one.evidence());
        }

        @Test
        void mayBeASingleExpectationOfText() {
            admitted(
                    bring(
                            "def f(name):\n    return 'Hello ' + name\n\n"
                                    + "assert f('Bob') == 'Hello Bob'\n"));
        }

        @Test
        void mayExpectAnException() {
            admitted(
                    bring(
                            """
                            import pytest
                            def f(n):
                                if n < 0:
                                    raise ValueError("negative")
                                return n ** 0.5
                            def test_negative():
                                with pytest.raises(ValueError):
                                    f(-1)
                            """));
        }
    }

    @Nested
    class AnswersThatJsonLacks {
        @Test
        void areNumbersAllTheSameWhereTheyAreNanOrInfinite() {
            var tool =
                    "def f(x):\n    \"\"\"Doubled.\n\n    >>> f(float('inf'))\n    inf\n"
                            + "    >>> f(1.5)\n    3.0\n    \"\"\"\n    return x * 2\n";
            var source = admitted(bring(tool)).draft().source();
            var infinite = "{\"$numberDouble\":\"Infinity\"}";
            var verdict =
                    crucible.run(
                            new Trial(source, "f", "{\"x\":" + infinite + "}", Trial.Limits.USUAL));
            assertTrue(
                    verdict.toString().contains("{\"$numberDouble\": \"Infinity\"}"),
                    verdict.toString());
            assertEquals(
                    Optional.empty(),
                    ArgumentSchema.misfit(
                            "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"number\"}}}",
                            "{\"x\":" + infinite + "}"));
        }

        @Test
        void areRefusedWhereTheyContainThemselves() {
            var tool =
                    "def f(x):\n    \"\"\"A ring.\n\n    >>> f(1)\n    [1, [...]]\n    \"\"\"\n"
                            + "    ring = [x]\n    ring.append(ring)\n    return ring\n";
            assertEquals(
                    List.of(
                            "it can never answer: with {\"x\":1} it gives what JSON cannot hold:"
                                    + " ResultError: deeper than 50 levels, or it contains itself"),
                    reasons(bring(tool)));
        }

        @Test
        void areRefusedWhereTheyAreHalfACharacter() {
            var tool =
                    "def f(x):\n    r\"\"\"Half.\n\n    >>> f(1)\n    '\\ud800'\n    \"\"\"\n"
                            + "    return chr(0xd7ff + x)\n";
            assertTrue(reasons(bring(tool)).getFirst().contains("lone surrogate"));
        }
    }

    @Nested
    class ModulesReachedThroughOthers {
        private static String reaching(String body) {
            return body + "\n\ndef f(x):\n    return x + 1\n\nassert f(1) == 2\n";
        }

        @Test
        void countAsImports() {
            assertTrue(
                    reasons(bring(reaching("import random\nshell = random._os.system")))
                            .getFirst()
                            .contains("line 2: random._os.system is not for tools"));
            assertTrue(
                    reasons(bring(reaching("import logging as l\nm = l\nk = m.os\nk.getcwd()")))
                            .toString()
                            .contains("k.getcwd is not for tools"));
            assertTrue(
                    reasons(bring(reaching("import statistics\nsocket = statistics.sys.modules")))
                            .toString()
                            .contains("sys.modules is not for tools"));
        }

        @Test
        void areLetThroughWhereTheyCouldBeImported() {
            admitted(
                    bring(
                            reaching(
                                    "import collections.abc, datetime, os\n"
                                            + "a = collections.abc.Mapping\n"
                                            + "b = datetime.datetime(2020, 1, 1)\n"
                                            + "c = os.path.join('a', 'b')\n")));
        }
    }
}
