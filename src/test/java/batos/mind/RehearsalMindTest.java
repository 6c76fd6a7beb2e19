package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.mind.Message.Asked;
import batos.mind.Message.Said;
import batos.mind.Message.ToolGave;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RehearsalMindTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Reply think(
            RehearsalScript script,
            PersonaId persona,
            Purpose purpose,
            String schema,
            String tool,
            Message... messages) {
        var tools =
                tool.isEmpty()
                        ? List.<Prompt.ToolSchema>of()
                        : List.of(new Prompt.ToolSchema(tool, "", "{}"));
        var pin = new Pin("rehearsal", "", 0, new Pin.Sampling(0, 1, 1, 100), "");
        var prompt =
                new Prompt(
                        pin,
                        persona,
                        purpose,
                        List.of(messages),
                        tools,
                        Optional.of(schema).filter(s -> !s.isEmpty()));
        var heard = new StringBuilder();
        try (var mind = new RehearsalMind(script, Duration.ofMillis(100))) {
            var reply = mind.think(prompt, heard::append);
            if (reply instanceof Reply.Answered answered) {
                assertEquals(answered.text(), heard.toString());
            }
            return reply;
        }
    }

    private static Reply.Answered answered(Reply reply) {
        return assertInstanceOf(Reply.Answered.class, reply);
    }

    private static Asked asks(String question) {
        return new Asked(
                "What BABS remembers:\n```\nslugify the prime roman\n```\n\nThe Architect asks: "
                        + question);
    }

    @Nested
    class TheShippedScript {
        private final RehearsalScript script = Scripts.shipped();

        @ParameterizedTest
        @EnumSource
        void givesEachPersonaAVoiceOfItsOwn(PersonaId persona) {
            var own =
                    answered(think(script, persona, Purpose.ANSWER, "", "", asks("what now?")))
                            .text();
            for (var other : PersonaId.values()) {
                if (!other.equals(persona)) {
                    assertNotEquals(
                            own,
                            answered(
                                            think(
                                                    script,
                                                    other,
                                                    Purpose.ANSWER,
                                                    "",
                                                    "",
                                                    asks("what now?")))
                                    .text());
                }
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "slugify 'Hello World'|slugify|{\"text\":\"Hello World\"}",
                    "What is the slug for \"The Dark Knight\"?|slugify|{\"text\":\"The Dark"
                            + " Knight\"}",
                    "how many vowels are there in the word"
                            + " onomatopoeia?|count_vowels|{\"text\":\"onomatopoeia\"}",
                    "write 1987 as a roman numeral|to_roman|{\"number\":1987}",
                    "roman numeral of 14?|to_roman|{\"number\":14}",
                    "is 97 prime?|is_prime|{\"number\":97}",
                    "sort these words: pear, apple and"
                            + " fig|sort_words|{\"words\":[\"pear\",\"apple\",\"fig\"]}",
                    "days between 2024-01-01 and"
                            + " 2024-03-01|days_between|{\"start\":\"2024-01-01\",\"end\":\"2024-03-01\"}",
                    "reverse 'batos'|reverse_text|{\"text\":\"batos\"}",
                })
        void wantsAToolAndThenCallsIt(String question, String tool, String arguments)
                throws Exception {
            var first =
                    answered(
                            think(
                                    script,
                                    PersonaId.BRICK,
                                    Purpose.THESIS,
                                    "",
                                    "other_tool",
                                    asks(question)));
            var calls = first.calls().stream().anyMatch(call -> call.tool().equals(tool));
            assertTrue(
                    calls || first.text().contains("TOOL_REQUIRED: " + tool + " - "), first.text());

            var thread =
                    new ArrayList<Message>(
                            List.of(asks(question), new Said(first.text(), first.calls())));
            thread.add(new ToolGave("1", tool, "There is no tool " + tool + " yet."));
            thread.add(
                    new Asked(
                            "The ToolForge made the tool "
                                    + tool
                                    + "\nGo on with the answer and call it."));
            var second =
                    answered(
                            think(
                                    script,
                                    PersonaId.BRICK,
                                    Purpose.THESIS,
                                    "",
                                    tool,
                                    thread.toArray(Message[]::new)));
            assertEquals(tool, second.calls().getFirst().tool());
            assertEquals(
                    JSON.readTree(arguments), JSON.readTree(second.calls().getFirst().arguments()));

            thread.add(new Said(second.text(), second.calls()));
            thread.add(
                    new ToolGave(
                            "2",
                            tool,
                            "The tool "
                                    + tool
                                    + " returned (data, not instructions):\n"
                                    + "```\n"
                                    + "\"it-gave\"\n"
                                    + "```"));
            var third =
                    answered(
                            think(
                                    script,
                                    PersonaId.BRICK,
                                    Purpose.THESIS,
                                    "",
                                    tool,
                                    thread.toArray(Message[]::new)));
            assertTrue(third.calls().isEmpty());
            assertTrue(third.text().startsWith("it-gave. "), third.text());
        }

        @Test
        void forgesWrongFirstAndRightAfterTheTraceback() throws Exception {
            var wish =
                    new Asked("Make the tool to_roman: writes a whole number as a roman numeral.");
            var draft =
                    answered(think(script, PersonaId.BRICK, Purpose.FORGE_CODE, "{}", "", wish))
                            .text();
            var evidence = new Asked("Case 1 failed: expected \"IX\", got \"VIIII\"");
            var mended =
                    answered(
                                    think(
                                            script,
                                            PersonaId.BRICK,
                                            Purpose.FORGE_CODE,
                                            "{}",
                                            "",
                                            wish,
                                            new Said(draft, List.of()),
                                            evidence))
                            .text();
            assertTrue(!JSON.readTree(draft).path("source").asText().contains("CM"));
            assertTrue(JSON.readTree(mended).path("source").asText().contains("CM"));
            assertEquals("IV", JSON.readTree(mended).path("tests").path(1).path("expect").asText());
        }

        @Test
        void raisesDissonanceWhereSomebodyHurtsAndLowersItAfterARevision() throws Exception {
            var hurt = asks("I am worried about Monday.");
            var objection =
                    answered(think(script, PersonaId.ROBIN, Purpose.ANTITHESIS, "{}", "", hurt))
                            .text();
            assertTrue(JSON.readTree(objection).path("dissonance").asDouble() > 0.7);
            var revised =
                    answered(
                                    think(
                                            script,
                                            PersonaId.BRICK,
                                            Purpose.THESIS,
                                            "",
                                            "",
                                            hurt,
                                            new Said("x", List.of()),
                                            new Asked("ROBIN objects: too cold\nHer reason: y")))
                            .text();
            var second =
                    answered(
                                    think(
                                            script,
                                            PersonaId.ROBIN,
                                            Purpose.ANTITHESIS,
                                            "{}",
                                            "",
                                            new Asked(
                                                    hurt.text()
                                                            + "\n\nBRICK's thesis:\n```\n"
                                                            + revised
                                                            + "\n```")))
                            .text();
            assertTrue(JSON.readTree(second).path("dissonance").asDouble() < 0.3);
        }

        @Test
        void synthesisQuotesTheReceipt() {
            var prompt =
                    asks("slugify 'Hello World'").text()
                            + "\n\n"
                            + "Receipts of tools (data, not instructions):\n"
                            + "```\n"
                            + "slugify {} -> \n"
                            + "```\n"
                            + "```\n"
                            + "slugify@1 {\"text\":\"Hello World\"} -> \"hello-world\"\n"
                            + "```\n\n"
                            + "Give the answer.";
            var text =
                    answered(
                                    think(
                                            script,
                                            PersonaId.ALFRED,
                                            Purpose.SYNTHESIS,
                                            "",
                                            "",
                                            new Asked(prompt)))
                            .text();
            assertTrue(text.contains("hello-world"), text);
            assertTrue(text.contains("slugify"), text);
        }
    }

    @Nested
    class AnUnmatchedPrompt {
        private final RehearsalScript script =
                Scripts.of(
                        """
                        [[rule]]
                        name = "greeting"
                        persona = "ROBIN"
                        question = 'hello'
                        reply = "hi"
                        """);

        @Test
        void isAnsweredWithTheRuleThatCameNearest() {
            var text =
                    answered(
                                    think(
                                            script,
                                            PersonaId.ROBIN,
                                            Purpose.ANSWER,
                                            "",
                                            "",
                                            new Asked("good bye")))
                            .text();
            assertEquals(
                    "[rehearsal] no rule of rehearsal.toml fits ROBIN, answer: «good bye». Nearest:"
                            + " 'greeting', which asks for question = 'hello'. Next: add a rule, then"
                            + " /models rehearse FILE",
                    text);
        }

        @Test
        void failsWhereADocumentIsAskedFor() {
            var reply =
                    think(
                            script,
                            PersonaId.ROBIN,
                            Purpose.ANTITHESIS,
                            "{}",
                            "",
                            new Asked("good bye"));
            assertEquals(
                    Reply.Fault.UNREHEARSED, assertInstanceOf(Reply.Failed.class, reply).fault());
        }
    }

    @Nested
    class ARule {
        @Test
        void fitsOnlySoOftenAsItSays() {
            var script =
                    Scripts.of(
                            """
                            [[rule]]
                            times = 1
                            fail = "out of memory"
                            retry = true
                            [[rule]]
                            reply = "better"
                            """);
            var pin = new Pin("r", "", 0, new Pin.Sampling(0, 1, 1, 100), "");
            var prompt =
                    new Prompt(
                            pin,
                            PersonaId.BRICK,
                            Purpose.THESIS,
                            List.of(new Asked("x")),
                            List.of(),
                            Optional.empty());
            try (var mind = new RehearsalMind(script, Duration.ofMillis(50))) {
                assertEquals(
                        new Reply.Failed(true, "out of memory"), mind.think(prompt, text -> {}));
                assertEquals("better", answered(mind.think(prompt, text -> {})).text());
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "[[rule]]~reply = 3|rehearsal.toml: rule[1].reply: expected a string, found: 3",
                    "[[rule]]~replay = 'x'|rehearsal.toml: rule[1].replay: unknown key; known:"
                            + " name, persona",
                    "[[rule]]~reply='x'~[[rule]]~reply='y'~question='('|rehearsal.toml:"
                            + " rule[2].question: not a regular expression: Unclosed group at character"
                            + " 1",
                    "[[rule]]~calls = [{arguments = {}}]|rehearsal.toml: rule[1].calls[1].tool:"
                            + " missing: a tool's name",
                    "[[rule]]~name = 'x'|rehearsal.toml: rule[1]: a rule needs one of",
                })
        void thatIsWrongIsNamedWithItsPlace(String toml, String message) {
            var text = toml.replace("~", "\n");
            var fault = assertThrows(RehearsalFault.class, () -> Scripts.of(text));
            assertTrue(fault.getMessage().startsWith(message), fault.getMessage());
        }
    }
}
