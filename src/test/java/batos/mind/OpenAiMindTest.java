package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.tape.Tape;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenAiMindTest extends MindContractTest {
    private static final String KEY = "sk-very-secret-4711";
    private ScriptedServer server;

    @AfterEach
    void closeTheServer() {
        if (server != null) {
            server.close();
        }
    }

    static OpenAiMind mind(URI url, Tape tape) {
        return mind(url, LIMITS, tape);
    }

    static OpenAiMind mind(URI url, CallLimits limits, Tape tape) {
        var address = new OpenAiAddress(URI.create(url + "/v1"), () -> Optional.of(KEY));
        return new OpenAiMind(address, limits, tape);
    }

    @Override
    Mind examined(Scenario scenario, boolean interrupted) throws Exception {
        if (scenario == Scenario.NOBODY_LISTENS) {
            return mind(OllamaMindTest.nobody(), Tape.live());
        }
        server = new ScriptedServer(request -> OpenAiScenes.steps(scenario, request));
        return mind(server.url(), limits(scenario, interrupted), Tape.live());
    }

    @Nested
    class TheKey {
        @TempDir Path folder;

        @Test
        void isSentAndStandsInNoTapeAndNoError() throws Exception {
            server =
                    new ScriptedServer(request ->
                            OllamaScenes.error(
                                    401, "{\"error\":{\"message\":\"bad key " + KEY + "\"}}"));
            var file = folder.resolve("a.tape");
            try (var tape = Tape.record(file, Tape.live(), text -> text);
                    var mind = mind(server.url(), tape)) {
                var reply = (Reply.Failed) mind.think(prompt(Scenario.TEXT), text -> {});
                assertFalse(reply.why().contains(KEY), reply.why());
                assertFalse(reply.retry());
            }
            assertTrue(server.requests().getFirst().contains("Authorization: Bearer " + KEY));
            assertFalse(Files.readString(file).contains(KEY));
            assertFalse(
                    new OpenAiAddress(server.url(), () -> Optional.of(KEY))
                            .toString()
                            .contains(KEY));
            assertEquals("1 secrets", new Secrets(List.of(KEY)).toString());
        }
    }

    @Nested
    class AnAnswer {
        @Test
        void thatRepeatsTheKeyIsHeardWithoutIt() throws Exception {
            server =
                    new ScriptedServer(request ->
                            ScriptedServer.answer(
                                    "text/event-stream",
                                    OpenAiScenes.part("your key is " + KEY),
                                    OpenAiScenes.DONE));
            try (var mind = mind(server.url(), Tape.live())) {
                var heard = new StringBuilder();
                var reply = mind.think(prompt(Scenario.TEXT), heard::append);
                assertEquals("your key is [secret]", ((Reply.Answered) reply).text());
                assertEquals("your key is [secret]", heard.toString());
            }
        }

        @Test
        void ofAnotherModelIsNone() throws Exception {
            server =
                    new ScriptedServer(request ->
                            ScriptedServer.answer(
                                    "text/event-stream",
                                    OpenAiScenes.part("hello").replace("bat:1b", "owl.gguf"),
                                    OpenAiScenes.DONE));
            try (var mind = mind(server.url(), Tape.live())) {
                var failed = (Reply.Failed) mind.think(prompt(Scenario.TEXT), text -> {});
                assertEquals(Reply.Fault.UNKNOWN_MODEL, failed.fault());
                assertTrue(failed.why().contains("/models use PERSONA owl.gguf"), failed.why());
            }
        }

        @Test
        void aboutACrowdedContextIsATruncation() throws Exception {
            // as llama.cpp's server says it
            server =
                    new ScriptedServer(request ->
                            OllamaScenes.error(
                                    400,
                                    "{\"error\":{\"code\":400,\"message\":\"request (12024 tokens) exceeds the available context size (4096 tokens), try increasing it\",\"type\":\"exceed_context_size_error\"}}"));
            try (var mind = mind(server.url(), Tape.live())) {
                var failed = (Reply.Failed) mind.think(prompt(Scenario.TEXT), text -> {});
                assertEquals(Reply.Fault.TRUNCATED, failed.fault());
            }
        }
    }

    @Test
    void listsWhatTheServerServes() throws Exception {
        server =
                new ScriptedServer(request ->
                        ScriptedServer.answer(
                                "application/json",
                                "{\"object\":\"list\",\"data\":[{\"id\":\"bat:1b\"},{\"id\":\"owl:2b\"}]}"));
        try (var mind = mind(server.url(), Tape.live())) {
            assertEquals(
                    List.of("bat:1b", "owl:2b"),
                    mind.models().stream().map(Mind.Model::tag).toList());
        }
    }
}
