package batos.toolbox;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What binds a new version, and tests that reach into the world around the code.
class GateVersionsIT extends OpenGate {
    @Test
    void lawsAreHeldAndTheTestsOfTheVersionBefore() {
        var parameters =
                "{\"type\":\"object\",\"properties\":{\"x\":{\"type\":\"integer\"}},\"required\":[\"x\"]}";
        var tests =
                List.of(
                        Example.of("{\"x\":-3}", "3", Author.of("BRICK")),
                        Example.of("{\"x\":4}", "4", Author.of("BRICK")));
        var plain =
                ToolDraft.of(
                        "size",
                        "The size of a number",
                        parameters,
                        "def size(x):\n    return abs(x)\n",
                        tests);
        var lawful =
                new ToolDraft(
                        plain.name(),
                        plain.description(),
                        parameters,
                        plain.source(),
                        tests,
                        "",
                        List.of(),
                        Set.of(Property.DETERMINISTIC, Property.IDEMPOTENT),
                        "",
                        "",
                        List.of());
        admitted(gate.examine(lawful, Optional.empty(), List.of(), Gate.Rigour.FORGE));
        var lawless =
                lawful.withSource(
                                "import math\n"
                                        + "def size(x):\n"
                                        + "    return abs(x) if x < 4 else abs(x) + (x > 4)\n")
                        .withExamples(
                                List.of(
                                        Example.of("{\"x\":-3}", "3", Author.of("BRICK")),
                                        Example.of("{\"x\":5}", "6", Author.of("BRICK"))));
        assertTrue(
                refused(gate.examine(lawless, Optional.empty(), List.of(), Gate.Rigour.FORGE))
                        .contains("it is not idempotent"));
        var before =
                new Tool(
                        plain.withExamples(
                                List.of(Example.of("{\"x\":0}", "7", Author.of("BRICK")))),
                        1,
                        Tool.Origin.FORGED,
                        Author.of("BRICK"),
                        "",
                        Tool.Standing.LIVE,
                        false,
                        Tool.Tally.NONE);
        assertTrue(
                refused(gate.examine(plain, Optional.of(before), List.of(), Gate.Rigour.FORGE))
                        .contains("expected {\"x\":0} -> 7, but it gave 0"));
        admitted(
                gate.examine(
                        plain,
                        Optional.of(before),
                        List.of(new Gate.Changed("{\"x\":0}", "zero has no size of 7")),
                        Gate.Rigour.FORGE));
    }

    private static final String WORLDLY =
            """
            import asyncio
            import sys

            def ask():
                name = input("name? ")
                print("asked", file=sys.stderr)
                return name.strip()

            async def wait(x):
                await asyncio.sleep(0)
                return x

            def fail(x):
                \"\"\"
                >>> fail(1)
                Traceback (most recent call last):
                    ...
                ValueError: bad: 1
                Expected: nothing
                \"\"\"
                raise ValueError(f"bad: {x}\\nExpected: nothing")

            def test_ask(monkeypatch, capsys):
                monkeypatch.setattr("builtins.input", lambda _: " Ada ")
                assert ask() == "Ada"
                assert capsys.readouterr().err == "asked\\n"

            def test_wait():
                assert asyncio.run(wait(4)) == 4
            """;

    @Test
    void testsMayReplaceTheWorldAroundTheCode() {
        admitted(bring("\ufeff" + WORLDLY.replace("\n", "\r\n"), "ask", Optional.empty()));
        for (var wrong : List.of("name.strip()", "\"asked\"", "return x", "Expected: nothing\")")) {
            var other = WORLDLY.replace(wrong, wrong.replaceFirst("[a-z]+", "repr"));
            refused(bring(other, "ask", Optional.empty()));
        }
    }

    @Test
    void whatClaimsToEqualEverythingEqualsNothingInADocstringToo() {
        var why =
                refused(
                        bring(
                                """
                                class Yes:
                                    def __eq__(self, other):
                                        return True

                                def square(n):
                                    \"\"\"
                                    >>> square(3) == 9
                                    True
                                    \"\"\"
                                    return Yes()
                                """,
                                "square",
                                Optional.empty()));
        assertTrue(why.contains("the test script does not hold"), why);
    }

    @Test
    void theDoctestsOfTheVersionBeforeBindUnlessTheyAreGivenUpByName() {
        var first = admitted(bring(PLAIN.formatted("'ab'", "upper"), "low", Optional.empty()));
        var before =
                new Tool(
                        first.draft(),
                        1,
                        Tool.Origin.IMPORTED,
                        Author.ARCHITECT,
                        "",
                        Tool.Standing.LIVE,
                        false,
                        Tool.Tally.NONE);
        var ready =
                gate.importer()
                        .read(
                                PLAIN.formatted("'AB'", "lower").replace("'AB'\n", "'ab'\n"),
                                "low",
                                Optional.empty(),
                                Optional.empty());
        var draft = assertInstanceOf(Importer.Imported.Ready.class, ready).draft();
        var why = refused(gate.examine(draft, Optional.of(before), List.of(), Gate.Rigour.IMPORT));
        assertTrue(why.contains("a test of low@1 does not hold: >>> low('ab')"), why);
        var given = List.of(Gate.Changed.whatever("it was the wrong way round"));
        var evidence =
                admitted(gate.examine(draft, Optional.of(before), given, Gate.Rigour.IMPORT))
                        .evidence();
        assertTrue(
                evidence.getFirst()
                        .startsWith("given up, because it was the wrong way round: >>> low('ab')"),
                evidence.toString());
    }

    private static final String PLAIN =
            """
            def low(text):
                \"\"\"
                >>> low(%s)
                'AB'
                \"\"\"
                return text.%s()
            """;
}
