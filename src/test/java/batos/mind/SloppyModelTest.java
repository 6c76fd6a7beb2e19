package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.json.Json;
import batos.mind.ScriptedServer.Step;
import batos.tape.Tape;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What small models do in place of what they were asked for, over both protocols.
class SloppyModelTest {
    enum Speaks {
        OLLAMA,
        OPENAI;

        List<Step> said(String reason, String... parts) {
            var lines = new StringBuilder();
            for (var part : parts) {
                lines.append(this == OLLAMA ? OllamaScenes.part(part) : OpenAiScenes.part(part))
                        .append('\n');
            }
            return this == OLLAMA
                    ? ScriptedServer.answer(
                            "application/x-ndjson",
                            lines.toString().strip(),
                            OllamaScenes.done(20).replace("stop", reason))
                    : ScriptedServer.answer(
                            "text/event-stream",
                            lines.toString(),
                            OpenAiScenes.part("")
                                    .replace(
                                            "\"finish_reason\":null",
                                            "\"finish_reason\":\"" + reason + "\""),
                            OpenAiScenes.DONE);
        }

        Mind mind(URI url) {
            return this == OLLAMA
                    ? OllamaMindTest.mind(url, Tape.live())
                    : OpenAiMindTest.mind(url, Tape.live());
        }
    }

    private final StringBuilder heard = new StringBuilder();
    private ScriptedServer server;

    @AfterEach
    void closeTheServer() {
        server.close();
    }

    private Reply think(Speaks speaks, Prompt prompt, String reason, String... parts)
            throws Exception {
        server = new ScriptedServer(request -> speaks.said(reason, parts));
        try (var mind = speaks.mind(server.url())) {
            return mind.think(prompt, heard::append);
        }
    }

    private Reply.Answered answered(Speaks speaks, Scenario prompt, String... parts)
            throws Exception {
        var reply = think(speaks, MindContractTest.prompt(prompt), "stop", parts);
        return assertInstanceOf(Reply.Answered.class, reply, reply::toString);
    }

    @Nested
    class ItsThoughts {
        @ParameterizedTest
        @EnumSource
        void areNoPartOfWhatItSays(Speaks speaks) throws Exception {
            var reply =
                    answered(
                            speaks,
                            Scenario.TEXT,
                            "<th",
                            "ink>\nTOOL_REQUIRED? No",
                            ".</think>",
                            "\n\nhel",
                            "lo");
            assertEquals("hello", reply.text());
            assertEquals("hello", heard.toString().strip());
        }

        @ParameterizedTest
        @EnumSource
        void areFoundWhereTheTemplateOpenedThem(Speaks speaks) throws Exception {
            var reply = answered(speaks, Scenario.TEXT, "Hm, well.\n</think>\n\nhello");
            assertEquals("hello", reply.text());
        }

        @ParameterizedTest
        @EnumSource
        void thatTookAllItsTokensAreAFailureWithARemedy(Speaks speaks) throws Exception {
            var prompt = MindContractTest.prompt(Scenario.TEXT);
            var failed = (Reply.Failed) think(speaks, prompt, "length", "<think>Hm");
            assertEquals(Reply.Fault.TOO_LONG, failed.fault());
            assertTrue(failed.why().contains("max_tokens 1024"), failed.why());
            assertEquals("", heard.toString());
        }

        @ParameterizedTest
        @EnumSource
        void areNotSeenInWordsThatOnlyBeginLikeThem(Speaks speaks) throws Exception {
            assertEquals("<b>hi", answered(speaks, Scenario.TEXT, "<", "b>", "hi").text());
            assertEquals("<b>hi", heard.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void sayingNothingIsAFailureThatAnotherTryCanMend(Speaks speaks) throws Exception {
        var prompt = MindContractTest.prompt(Scenario.TEXT);
        assertTrue(((Reply.Failed) think(speaks, prompt, "stop", " ")).retry());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```json\n%s\n```",
                "Here is my verdict:\n```\n%s\n```\nI hope it helps {really}.",
                "Certainly! %s I hope it helps.",
                "<think>{\"dissonance\": 1}</think>%s"
            })
    void theDocumentIsFoundAmongItsWords(String around) throws Exception {
        for (var speaks : Speaks.values()) {
            var said = around.formatted(MindContractTest.VERDICT);
            var text = answered(speaks, Scenario.VERDICT, said).text();
            server.close();
            assertEquals(
                    MindContractTest.JSON.readTree(MindContractTest.VERDICT),
                    MindContractTest.JSON.readTree(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"slugify\",\"parameters\":{\"text\":\"a\"}}",
                "```json\n{\"tool\":\"slugify\",\"arguments\":{\"text\":\"a\"}}\n```",
                "<tool_call>\n{\"name\":\"slugify\",\"arguments\":{\"text\":\"a\"}}\n</tool_call>",
                "[TOOL_CALLS] [{\"name\":\"slugify\",\"arguments\":{\"text\":\"a\"}}]",
                "{\"type\":\"function\",\"function\":{\"name\":\"slugify\",\"arguments\":\"{\\\"text\\\":\\\"a\\\"}\"}}"
            })
    void aCallThatItWroteDownIsMade(String said) throws Exception {
        for (var speaks : Speaks.values()) {
            var call = answered(speaks, Scenario.ONE_TOOL, said).calls().getFirst();
            server.close();
            assertEquals("slugify", call.tool());
            assertEquals("{\"text\":\"a\"}", call.arguments());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"Bruce\",\"parameters\":{}}",
                "{\"name\":\"slugify\"}",
                "[]",
                "[{\"name\":\"slugify\",\"arguments\":{}}, 2]",
                "I would call slugify with {\"text\":\"a\"}."
            })
    void whatOnlyLooksLikeACallIsText(String said) throws Exception {
        var reply = answered(Speaks.OLLAMA, Scenario.ONE_TOOL, said);
        assertEquals(List.of(), reply.calls());
        assertEquals(said, reply.text());
    }

    @Nested
    class AModelWithoutTools {
        private static final String WRITTEN =
                "<tool_call>{\"name\":\"slugify\",\"arguments\":{\"text\":\"a\"}}</tool_call>";

        private List<Step> phi(String request, Speaks speaks, String refusal) {
            return request.contains("\"tools\":[{") || request.contains("\"tools\" : [ {")
                    ? OllamaScenes.error(400, refusal)
                    : speaks.said("stop", WRITTEN);
        }

        private void isTold(Speaks speaks, String refusal) throws Exception {
            server = new ScriptedServer(request -> phi(request, speaks, refusal));
            try (var mind = speaks.mind(server.url())) {
                for (int i = 0; i < 2; i++) {
                    var reply = mind.think(MindContractTest.prompt(Scenario.ONE_TOOL), t -> {});
                    var answered = assertInstanceOf(Reply.Answered.class, reply, reply::toString);
                    assertEquals("slugify", answered.calls().getFirst().tool());
                    assertEquals("", answered.text());
                }
            }
            // refused once, then told in words and remembered
            assertEquals(3, server.requests().size());
            assertTrue(server.requests().getLast().contains("- slugify: makes a slug"));
        }

        @Test
        void isToldOfThemInWords() throws Exception {
            isTold(
                    Speaks.OLLAMA,
                    "{\"error\":\"registry.ollama.ai/library/bat:1b does not support tools\"}");
        }

        @Test
        void orAServerThatTakesNone() throws Exception {
            isTold(
                    Speaks.OPENAI,
                    "{\"error\":{\"code\":500,\"message\":\"tools param requires --jinja flag\"}}");
        }

        @Test
        void hearsWhatTheyGaveAsWords() throws Exception {
            server =
                    new ScriptedServer(request ->
                            request.contains("\"role\":\"tool\"")
                                            || request.contains("\"role\" : \"tool\"")
                                    ? OllamaScenes.error(
                                            400, "{\"error\":\"bat:1b does not support tools\"}")
                                    : Speaks.OLLAMA.said("stop", "it gave a"));
            var prompt =
                    MindContractTest.prompt(Scenario.TEXT)
                            .with(
                                    List.of(
                                            new Message.Instruction("You are BRICK."),
                                            new Message.Asked("x"),
                                            new Message.Said(
                                                    "",
                                                    List.of(
                                                            new Message.ToolCall(
                                                                    "1",
                                                                    "slugify",
                                                                    "{\"text\":\"a\"}"))),
                                            new Message.ToolGave("1", "slugify", "gave: a")));
            try (var mind = Speaks.OLLAMA.mind(server.url())) {
                var reply = mind.think(prompt, heard::append);
                assertEquals(
                        "it gave a",
                        assertInstanceOf(Reply.Answered.class, reply, reply::toString).text());
            }
            var last = server.requests().getLast();
            assertTrue(last.contains("<tool_call>"), last);
            assertTrue(last.contains("gave: a"), last);
        }
    }

    @Test
    void itsThinkingIsSwitchedOffUnlessTheSettingsWantIt() throws Exception {
        var prompt = MindContractTest.prompt(Scenario.TEXT);
        think(Speaks.OLLAMA, prompt, "stop", "hello");
        var body = body();
        assertTrue(body.has("think"));
        assertFalse(body.path("think").asBoolean(true));
        try (var mind =
                new OllamaMind(
                        new OllamaAddress(server.url()),
                        MindContractTest.LIMITS,
                        60,
                        true,
                        Tape.live())) {
            mind.think(prompt, heard::append);
        }
        assertFalse(body().has("think"));
    }

    private ObjectNode body() throws Exception {
        return Optional.of(server.requests().getLast().split("\r\n\r\n", 2)[1])
                .map(Json::foreignObject)
                .orElseThrow()
                .orElseThrow();
    }
}
