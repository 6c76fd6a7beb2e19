package batos.loops.tactical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.crucible.Crucible;
import batos.crucible.CrucibleFactory;
import batos.crucible.CrucibleOptions;
import batos.crucible.Trial;
import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.mind.Message;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.nerve.PulseSink;
import batos.persona.Voice;
import batos.toolbox.CallResult;
import batos.toolbox.CapabilityGap.MissingTool;
import batos.toolbox.Gate;
import batos.toolbox.StaticRules;
import batos.toolbox.Tool;
import batos.toolbox.Toolbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolForgeIT {
    static final Cause CAUSE = new Cause(Author.ARCHITECT, "a test", 1);
    static final String HIDDEN =
            """
            {"tests": [{"arguments": {"n": 1}, "expect": "I"}, {"arguments": {"n": 4}, "expect": "IV"},
                       {"arguments": {"n": 0}, "raises": "ValueError"}]}
            """;
    static final String WISH =
            "Writes a whole number from 1 to 3999 as a roman numeral; ValueError for others";
    static Crucible crucible;

    final MemoryImage image = new MemoryImage();
    final List<String> asked = new ArrayList<>();
    final List<String> answers = new ArrayList<>();
    final List<String> progress = new ArrayList<>();
    UnaryOperator<String> hidden = _ -> HIDDEN;
    Toolbox toolbox;
    ToolForge forge;

    @BeforeAll
    static void open() {
        crucible =
                CrucibleFactory.choose(CrucibleOptions.USUAL.with(CrucibleOptions.Prefer.GVISOR));
        assertEquals("gvisor", crucible.name(), crucible.line());
    }

    @AfterAll
    static void close() {
        crucible.close();
    }

    @BeforeEach
    void build() {
        toolbox = new Toolbox(image, crucible, () -> Trial.Limits.USUAL, PulseSink.NONE);
        var gate = new Gate(crucible, () -> Trial.Limits.USUAL, () -> StaticRules.USUAL);
        Voice voice =
                (persona, purpose, conversation, tools, schema, heard) -> {
                    asked.add(persona + " " + purpose + ": " + texts(conversation));
                    return purpose == Purpose.FORGE_TESTS
                            ? new Reply.Answered(
                                    hidden.apply(texts(conversation)), List.of(), Reply.Usage.NONE)
                            : new Reply.Answered(
                                    answers.removeFirst(), List.of(), Reply.Usage.NONE);
                };
        forge = new ToolForge(toolbox, gate, voice, ToolLikeness.byWords(), ForgeLimits.USUAL);
    }

    static String texts(List<Message> conversation) {
        return conversation.getLast() instanceof Message.Asked(String text) ? text : "?";
    }

    static String document(String source) {
        return """
        Here it is:
        ```json
        {"name": "to_roman", "description": "%s", "use_when": "roman numerals",
         "parameters": {"type": "object", "properties": {"number": {"type": "integer"}}, "required": ["number"]},
         "source": %s,
         "tests": [{"arguments": {"number": 6}, "expect": "VI"}, {"arguments": {"number": 1987}, "expect": "MCMLXXXVII"}],
         "properties": ["deterministic"]}
        ```
        """
                .formatted(WISH, new com.fasterxml.jackson.databind.node.TextNode(source));
    }

    static final String RIGHT =
            """
            def to_roman(number):
                if not 1 <= number <= 3999:
                    raise ValueError(f"not {number}")
                pairs = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
                         (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
                numeral = ""
                for value, letters in pairs:
                    count, number = divmod(number, value)
                    numeral += letters * count
                return numeral
            """;

    ForgeResult forge(String name) {
        return forge.forge(
                new MissingTool(
                        Optional.of(name), WISH, List.of("{\"number\": 12}"), Author.of("BRICK")),
                CAUSE,
                progress::add);
    }

    @Test
    void aRightDraftIsBoundAndCallableAtOnce() {
        answers.add(document(RIGHT));
        var forged = forge("to_roman");
        var bound = assertInstanceOf(ForgeResult.Bound.class, forged, forged.toString());
        assertEquals("to_roman@1", bound.tool().label());
        var called = toolbox.call(toolbox.now(), "to_roman", "{\"number\": 1994}", CAUSE);
        assertEquals(
                "\"MCMXCIV\"",
                assertInstanceOf(CallResult.Gave.class, called, called.toString()).result());
        assertEquals(
                3,
                bound.tool().draft().examples().stream()
                        .filter(example -> example.hidden())
                        .count());
        assertTrue(
                bound.tool().draft().examples().stream()
                        .filter(example -> example.hidden())
                        .allMatch(example -> example.author().equals(Author.of("ROBIN"))));
    }

    @Test
    void aDraftThatFailsAHiddenTestIsAskedForAgainWithoutTellingTheAnswer() {
        answers.add(document(RIGHT.replace(", (4, \"IV\")", "")));
        answers.add(document(RIGHT));
        var forged = forge("to_roman");
        assertEquals(
                2, assertInstanceOf(ForgeResult.Bound.class, forged, forged.toString()).attempts());
        var again = asked.stream().filter(ask -> ask.contains("BRICK")).toList().getLast();
        assertTrue(
                again.contains("a hidden test did not hold: with {\"number\":4} it gave \"IIII\""),
                again);
        assertTrue(!again.contains("IV\""), again);
    }

    @Test
    void aDraftThatDoesNotParseImportsFilesOrHasNoTestsIsTurnedAwayUnrun() {
        answers.add(document("def to_roman(number:\n  return 1"));
        answers.add(
                document(
                        "import subprocess\n"
                                + "def to_roman(number):\n"
                                + "    return subprocess.getoutput('id')"));
        answers.add("I would rather not");
        var forged = forge("to_roman");
        var reasons =
                assertInstanceOf(ForgeResult.GaveUp.class, forged, forged.toString()).reasons();
        assertTrue(reasons.get(0).startsWith("line 1:"), reasons.toString());
        assertTrue(reasons.get(1).contains("'subprocess' may not be imported"), reasons.toString());
        assertTrue(reasons.get(2).contains("no JSON document"), reasons.toString());
        assertTrue(toolbox.now().all().isEmpty());
    }

    @Test
    void testsThatAConstantPassesAreTooWeak() {
        answers.add(
                """
                {"name": "zero", "description": "Gives nothing", "use_when": "never",
                 "parameters": {"type": "object", "properties": {"x": {"type": "integer"}}, "required": ["x"]},
                 "source": "def zero(x):\\n    return 0\\n",
                 "tests": [{"arguments": {"x": 1}, "expect": 0}, {"arguments": {"x": 2}, "expect": 0}]}
                """);
        var without =
                new ToolForge(
                        toolbox,
                        new Gate(crucible, () -> Trial.Limits.USUAL, () -> StaticRules.USUAL),
                        (a, b, c, d, e, f) ->
                                new Reply.Answered(answers.getFirst(), List.of(), Reply.Usage.NONE),
                        ToolLikeness.byWords(),
                        new ForgeLimits(1, 0));
        var forged =
                without.forge(
                        new MissingTool(Optional.empty(), "nothing", List.of(), Author.of("BRICK")),
                        CAUSE,
                        progress::add);
        assertTrue(
                assertInstanceOf(ForgeResult.GaveUp.class, forged, forged.toString())
                        .reasons()
                        .getFirst()
                        .contains("always gives 0 passes them all"));
    }

    private static final String LATE =
            """
            {"name": "late", "description": "Whether an hour is late", "use_when": "at night",
             "parameters": {"type": "object", "properties": {"hour": {"type": "integer"}}, "required": ["hour"]},
             "source": "def late(hour):\\n    return hour %s 22\\n",
             "tests": [{"arguments": {"hour": 23}, "expect": true}, {"arguments": {"hour": 3}, "expect": false}]}
            """;

    private ForgeResult forgeLate() {
        hidden =
                brief ->
                        brief.contains("not sharp")
                                ? "{\"tests\": [{\"arguments\": {\"hour\": 22}, \"expect\": false},"
                                        + " {\"arguments\": {\"hour\": 23}, \"expect\": true}]}"
                                : "{\"tests\": [{\"arguments\": {\"hour\": 23}, \"expect\":"
                                        + " true}]}";
        return forge.forge(
                new MissingTool(
                        Optional.of("late"),
                        "whether it is later than 22",
                        List.of(),
                        Author.of("BRICK")),
                CAUSE,
                progress::add);
    }

    @Test
    void mutantsThatLiveGoBackToTheWriterOfTheTestsWhoStillDoesNotSeeTheCode() {
        answers.add(LATE.formatted(">"));
        var forged = forgeLate();
        var bound = assertInstanceOf(ForgeResult.Bound.class, forged, forged.toString());
        var again = asked.getLast();
        assertTrue(again.startsWith("ROBIN forge.tests: "), again);
        assertTrue(again.contains("one copy of the tool, each changed in one place"), again);
        assertTrue(!again.contains("return") && !again.contains("def late"), again);
        assertEquals(
                List.of("{\"hour\":23}", "{\"hour\":22}"),
                bound.tool().draft().examples().stream()
                        .filter(example -> example.hidden())
                        .map(example -> example.arguments())
                        .toList());
        assertEquals(
                List.of("4 tests hold", "the tests catch 5 of 5 deliberate bugs"),
                bound.evidence());
    }

    @Test
    void aDraftThatOnlyTheSharperTestsCatchIsWrittenAgain() {
        answers.add(LATE.formatted(">="));
        answers.add(LATE.formatted(">"));
        var forged = forgeLate();
        assertEquals(
                2, assertInstanceOf(ForgeResult.Bound.class, forged, forged.toString()).attempts());
        assertEquals(2, asked.stream().filter(ask -> ask.contains("forge.tests")).count());
    }

    @Test
    void whatIsThereAlreadyIsUsedAgain() {
        answers.add(document(RIGHT));
        forge("to_roman");
        var forged =
                forge.forge(
                        new MissingTool(
                                Optional.empty(),
                                WISH,
                                List.of("{\"number\": 3}"),
                                Author.of("BRICK")),
                        CAUSE,
                        progress::add);
        assertEquals(
                "to_roman",
                assertInstanceOf(ForgeResult.Reused.class, forged, forged.toString())
                        .tool()
                        .name());
    }

    @Test
    void whatAHumanHoldsIsNotChanged() throws Exception {
        answers.add(document(RIGHT));
        forge("to_roman");
        toolbox.pin("to_roman", true, CAUSE);
        toolbox.retire("to_roman", CAUSE);
        toolbox.pin("to_roman", true, CAUSE);
        for (int i = 0; i < 3; i++) {
            answers.add(document(RIGHT));
        }
        var forged = forge("to_roman");
        assertTrue(
                assertInstanceOf(ForgeResult.GaveUp.class, forged, forged.toString())
                        .reasons()
                        .getFirst()
                        .contains("pinned by the Architect"));
        assertEquals(Tool.Standing.RETIRED, toolbox.now().any("to_roman").orElseThrow().standing());
    }
}
