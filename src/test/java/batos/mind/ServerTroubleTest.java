package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.mind.ScriptedServer.Step;
import batos.tape.Tape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is said of a server's trouble: the thing, the place and the next command, and nothing of
/// the parts in between.
class ServerTroubleTest {
    /// As Ollama 0.34.1 passes on what its llama-server says.
    private static final String NESTED =
            "{\"error\":\"{\\\"error\\\":{\\\"code\\\":400,\\\"message\\\":\\\"request (3012 tokens) exceeds the available context size (2048 tokens), try increasing it\\\",\\\"type\\\":\\\"exceed_context_size_error\\\",\\\"n_prompt_tokens\\\":3012,\\\"n_ctx\\\":2048}}\"}";

    enum Speaks {
        OLLAMA,
        OPENAI
    }

    private static String trouble(Speaks speaks, Reply.Fault fault, List<Step> answer)
            throws Exception {
        try (var server = new ScriptedServer(request -> answer);
                var mind =
                        speaks == Speaks.OLLAMA
                                ? OllamaMindTest.mind(server.url(), Tape.live())
                                : OpenAiMindTest.mind(server.url(), Tape.live())) {
            var reply = mind.think(MindContractTest.prompt(Scenario.TEXT), text -> {});
            var failed = assertInstanceOf(Reply.Failed.class, reply, reply::toString);
            assertEquals(fault, failed.fault(), failed.why());
            assertTrue(failed.why().contains("Next:"), failed.why());
            return failed.why();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOverflowNamesThePersonaAndTheTokensAndNoJson(Speaks speaks) throws Exception {
        var why = trouble(speaks, Reply.Fault.TRUNCATED, OllamaScenes.error(500, NESTED));
        assertTrue(why.contains("about 3012 tokens and the context holds 2048"), why);
        assertTrue(why.contains("/settings set models.BRICK.context 4096"), why);
        assertFalse(why.contains("{"), why);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatWasKilledInMidAnswerIsToldWithoutTheNamesOfAParser(Speaks speaks)
            throws Exception {
        var type = speaks == Speaks.OLLAMA ? "application/x-ndjson" : "text/event-stream";
        var first = speaks == Speaks.OLLAMA ? OllamaScenes.part("hel") : OpenAiScenes.part("hel");
        var chunk = first + "\n";
        var why =
                trouble(
                        speaks,
                        Reply.Fault.AWAY,
                        List.of(
                                new Step.Bytes(
                                        "HTTP/1.1 200 OK\r\nContent-Type: "
                                                + type
                                                + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                                                + Integer.toHexString(chunk.length())
                                                + "\r\n"
                                                + chunk
                                                + "\r\n")));
        assertTrue(why.contains("the server ended the connection"), why);
        assertFalse(why.contains("READING") || why.contains("chunked"), why);
    }

    @Test
    void anEmbeddingThatFailsSaysWhatTheServerSaidAndPullsNothingThatIsThere() throws Exception {
        var said = embedding(500, "{\"error\":\"llama runner has stopped\"}");
        assertTrue(said.contains("llama runner has stopped"), said);
        assertFalse(said.contains("pull"), said);
        var missing = embedding(404, "{\"error\":\"model \\\"nomic\\\" not found\"}");
        assertTrue(missing.contains("/models pull nomic"), missing);
        try (var server = new ScriptedServer(request -> List.of(new Step.Reset()))) {
            var gone = embedding(server);
            assertFalse(gone.contains("End[") || gone.contains("pull"), gone);
        }
    }

    private static String embedding(int status, String body) throws Exception {
        try (var server = new ScriptedServer(request -> OllamaScenes.error(status, body))) {
            return embedding(server);
        }
    }

    private static String embedding(ScriptedServer server) {
        try (var embedder =
                Embedders.named(
                        "ollama:nomic",
                        new OllamaAddress(server.url()),
                        MindContractTest.LIMITS,
                        Tape.live())) {
            var fault = assertThrows(MindFault.class, () -> embedder.embed("x"));
            assertTrue(fault.getMessage().contains("Next: /"), fault.getMessage());
            return fault.getMessage();
        }
    }
}
