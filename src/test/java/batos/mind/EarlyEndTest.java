package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.json.Json;
import batos.mind.ScriptedServer.Step;
import batos.tape.Tape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Replies of which no more is wanted: the servers here go on without an end, so a call that waited
/// for one would fail as silent.
class EarlyEndTest {
    enum Speaks {
        OLLAMA,
        OPENAI
    }

    private ScriptedServer server;

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private Reply.Answered answered(Speaks protocol, Prompt prompt, List<String> parts, Step last)
            throws Exception {
        server =
                new ScriptedServer(request -> {
                    var steps = new ArrayList<Step>();
                    steps.add(
                            ScriptedServer.head(
                                    200,
                                    protocol == Speaks.OLLAMA
                                            ? "application/x-ndjson"
                                            : "text/event-stream"));
                    parts.forEach(part -> steps.add(new Step.Bytes(line(protocol, part))));
                    steps.add(last);
                    return steps;
                });
        try (var mind = mind(protocol)) {
            var reply = mind.think(prompt, text -> {});
            return assertInstanceOf(Reply.Answered.class, reply, reply::toString);
        }
    }

    private Mind mind(Speaks protocol) {
        return switch (protocol) {
            case OLLAMA -> OllamaMindTest.mind(server.url(), Tape.live());
            case OPENAI ->
                    new OpenAiMind(
                            new OpenAiAddress(server.url().resolve("/v1"), Optional::empty),
                            MindContractTest.LIMITS,
                            Tape.live());
        };
    }

    private static String line(Speaks protocol, String part) {
        return switch (protocol) {
            case OLLAMA -> OllamaScenes.part(part) + "\n";
            case OPENAI ->
                    "data: {\"model\":\"bat:1b\",\"choices\":[{\"index\":0,\"delta\":{\"content\":"
                            + Json.write(part)
                            + "}}]}\n\n";
        };
    }

    private static List<String> times(int count, String part) {
        return java.util.Collections.nCopies(count, part);
    }

    private static List<String> parts(String first, List<String> rest) {
        var parts = new ArrayList<>(List.of(first));
        parts.addAll(rest);
        return parts;
    }

    @ParameterizedTest
    @EnumSource
    void aReplyThatGoesRoundInCirclesIsEndedMarkedAndSaidOnce(Speaks protocol) throws Exception {
        var circle = times(12, " He is a master of his craft.");
        var answered =
                answered(
                        protocol,
                        MindContractTest.prompt(Scenario.TEXT),
                        parts("The answer is 5.", circle),
                        new Step.Hang());
        assertEquals("The answer is 5. He is a master of his craft.", answered.text());
        assertEquals(Reply.Ending.REPEATED, answered.ending());
        assertTrue(answered.usage().replyTokens() < 13, answered::toString);
        assertTrue(answered.usage().promptTokens() > 0);
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentIsWholeWhenOnlyWhiteSpaceFollows(Speaks protocol) throws Exception {
        var answered =
                answered(
                        protocol,
                        MindContractTest.prompt(Scenario.VERDICT),
                        parts("{\"dissonance\": 0.5, \"why\": \"short\"", times(400, "\n")),
                        new Step.Hang());
        assertEquals("{\"dissonance\":0.5,\"why\":\"short\"}", compact(answered.text()));
        assertEquals(Reply.Ending.DONE, answered.ending());
        assertTrue(answered.usage().replyTokens() < 20, answered::toString);
    }

    @ParameterizedTest
    @EnumSource
    void aDocumentIsWholeWithItsLastBraceWhateverFollows(Speaks protocol) throws Exception {
        var answered =
                answered(
                        protocol,
                        MindContractTest.prompt(Scenario.VERDICT),
                        parts(
                                "Sure: {\"dissonance\": 0.5, \"why\": \"short\"}",
                                List.of(" I hope", " that helps")),
                        new Step.Hang());
        assertEquals("{\"dissonance\":0.5,\"why\":\"short\"}", compact(answered.text()));
    }

    @ParameterizedTest
    @EnumSource
    void aTextOfADocumentThatGoesRoundInCirclesIsClosed(Speaks protocol) throws Exception {
        var answered =
                answered(
                        protocol,
                        MindContractTest.prompt(Scenario.VERDICT),
                        parts(
                                "{\"dissonance\": 0.5, \"why\": \"It is not so.",
                                times(12, " It is, and it is not, the case.")),
                        new Step.Hang());
        assertEquals(Reply.Ending.REPEATED, answered.ending());
        var why = Json.foreignObject(answered.text()).orElseThrow().path("why").asText();
        assertTrue(why.startsWith("It is not so. It is, and it is not, the case."), why);
        assertTrue(why.length() < 120, why);
    }

    @org.junit.jupiter.api.Test
    void whatOllamaItselfEndsAsACircleIsAnAnswer() throws Exception {
        var answered =
                answered(
                        Speaks.OLLAMA,
                        MindContractTest.prompt(Scenario.TEXT),
                        List.of("The answer is 5."),
                        new Step.Bytes("{\"error\":\"token repeat limit reached\"}\n"));
        assertEquals("The answer is 5.", answered.text());
        assertEquals(Reply.Ending.REPEATED, answered.ending());
    }

    @org.junit.jupiter.api.Test
    void aDocumentThatIsCutIsTakenIfNothingRequiredIsMissing() throws Exception {
        var done = OllamaScenes.done(20).replace("\"stop\"", "\"length\"");
        var answered =
                answered(
                        Speaks.OLLAMA,
                        MindContractTest.prompt(Scenario.VERDICT),
                        List.of("{\"dissonance\": 0.5, \"why\": \"because it"),
                        new Step.Bytes(done + "\n"));
        assertEquals("{\"dissonance\":0.5,\"why\":\"because it\"}", answered.text());
        assertEquals(Reply.Ending.CUT, answered.ending());
        assertFalse(answered.text().isEmpty());
    }

    private static String compact(String json) {
        return Json.foreignObject(json).orElseThrow().toString();
    }
}
