package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One script judges several sources, in each crucible.
class CaseVariantsIT {
    private static final String SQUARE = "def f(x):\n    return x * x + 3\n";
    private static final Trial.Limits LIMITS =
            new Trial.Limits(Duration.ofSeconds(5), 256L << 20, 64 << 10);

    private static final Map<CrucibleOptions.Prefer, Crucible> CRUCIBLES =
            new EnumMap<>(CrucibleOptions.Prefer.class);

    @AfterAll
    static void close() {
        CRUCIBLES.values().forEach(Crucible::close);
        CRUCIBLES.clear();
    }

    private static List<CaseResult> heard(
            CrucibleOptions.Prefer prefer, String script, String... variants) {
        var crucible =
                CRUCIBLES.computeIfAbsent(
                        prefer, it -> CrucibleFactory.choose(CrucibleOptions.USUAL.with(it)));
        var brought =
                new Case(
                        SQUARE,
                        "f",
                        List.of(new Case.Signature("f", List.of("x"))),
                        List.of(),
                        script,
                        "f",
                        LIMITS);
        return crucible.hear(brought, List.of(variants));
    }

    @ParameterizedTest
    @EnumSource(names = {"GVISOR", "POLYGLOT"})
    void eachOnItsOwnMerits(CrucibleOptions.Prefer prefer) {
        var results =
                heard(
                        prefer,
                        "def test_f():\n    assert f(2) == 7\n    assert f(0) == 3\n",
                        SQUARE + "\ndef f(*a, **k):\n    return 7\n",
                        SQUARE,
                        "def f(x):\n    return x[0]\n",
                        "def f(x):\n    while True: pass\n",
                        SQUARE.replace("+ 3", "+ 4"));
        assertEquals(5, results.size());
        assertFalse(
                assertInstanceOf(CaseResult.Fell.class, results.get(0), results.toString())
                        .raised(),
                results.toString());
        assertInstanceOf(CaseResult.Held.class, results.get(1), results.toString());
        assertTrue(
                assertInstanceOf(CaseResult.Fell.class, results.get(2), results.toString())
                        .raised(),
                results.toString());
        assertInstanceOf(CaseResult.Broke.class, results.get(3), results.toString());
        assertFalse(
                assertInstanceOf(CaseResult.Fell.class, results.get(4), results.toString())
                        .raised(),
                results.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"GVISOR", "POLYGLOT"})
    void whatComparesNothingHoldsForAll(CrucibleOptions.Prefer prefer) {
        var results =
                heard(
                        prefer,
                        "def test_f():\n    r = f(2)\n    assert r == r\n    assert f(2) == f(2)\n",
                        SQUARE + "\ndef f(*a, **k):\n    return __import__('json').loads(\"7\")\n",
                        SQUARE + "\ndef f(*a, **k):\n    return 'no such answer'\n",
                        SQUARE.replace("*", "+"));
        results.forEach(
                result -> assertInstanceOf(CaseResult.Held.class, result, results.toString()));
    }
}
