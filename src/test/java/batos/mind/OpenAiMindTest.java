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
        var address = new OpenAiAddress(URI.create(url + "/v1"), Optional.of(KEY));
        return new OpenAiMind(address, LIMITS, tape, new Secrets(List.of(KEY)));
    }

    @Override
    Mind examined(Scenario scenario, boolean interrupted) throws Exception {
        if (scenario == Scenario.NOBODY_LISTENS) {
            return mind(OllamaMindTest.nobody(), Tape.live());
        }
        server = new ScriptedServer(request -> OpenAiScenes.steps(scenario, request));
        return mind(server.url(), Tape.live());
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
            try (var tape = Tape.record(file, Tape.live(), new Secrets(List.of(KEY)));
                    var mind = mind(server.url(), tape)) {
                var reply = (Reply.Failed) mind.think(prompt(Scenario.TEXT), text -> {});
                assertFalse(reply.why().contains(KEY), reply.why());
                assertFalse(reply.retry());
            }
            assertTrue(server.requests().getFirst().contains("Authorization: Bearer " + KEY));
            assertFalse(Files.readString(file).contains(KEY));
            assertFalse(new OpenAiAddress(server.url(), Optional.of(KEY)).toString().contains(KEY));
            assertEquals("1 secrets", new Secrets(List.of(KEY)).toString());
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
