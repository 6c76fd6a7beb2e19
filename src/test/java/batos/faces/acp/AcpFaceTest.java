package batos.faces.acp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.faces.RunningHouse;
import batos.image.Author;
import batos.image.Cause;
import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class AcpFaceTest {
    @TempDir Path folder;
    private RunningHouse running;
    private PipedOutputStream editor;
    private BufferedReader heard;
    private Thread serving;
    private final List<JsonNode> updates = new ArrayList<>();
    private int last;

    @BeforeEach
    void open() throws IOException {
        running = new RunningHouse(folder, RunningHouse.WAITS).warm();
        connect();
    }

    private void connect() throws IOException {
        editor = new PipedOutputStream();
        var in = new PipedInputStream(editor, 1 << 16);
        var out = new PipedOutputStream();
        heard =
                new BufferedReader(
                        new InputStreamReader(
                                new PipedInputStream(out, 1 << 20), StandardCharsets.UTF_8));
        var face = new AcpFace(running.house(), running.deeds());
        serving = Thread.ofPlatform().daemon().start(() -> face.serve(in, out));
    }

    @AfterEach
    void close() throws Exception {
        editor.close();
        serving.join();
        running.close();
    }

    private void send(String text) throws IOException {
        editor.write((text.replace('`', '"') + "\n").getBytes(StandardCharsets.UTF_8));
        editor.flush();
    }

    private JsonNode next() throws IOException {
        return Json.tryRead(heard.readLine()).orElseThrow();
    }

    /// The reply to a request; updates before it are kept.
    private JsonNode call(String method, String params) throws IOException {
        send(
                "{`jsonrpc`:`2.0`,`id`:%d,`method`:`%s`,`params`:%s}"
                        .formatted(++last, method, params));
        return reply();
    }

    private JsonNode reply() throws IOException {
        while (true) {
            var message = next();
            if (message.path("method").asText("").equals("session/update")) {
                updates.add(message.path("params").path("update"));
            } else {
                return message;
            }
        }
    }

    private String session() throws IOException {
        return call("session/new", "{`cwd`:`/tmp`,`mcpServers`:[]}")
                .path("result")
                .path("sessionId")
                .asText();
    }

    private static String prompt(String session, String text) {
        return "{`sessionId`:`%s`,`prompt`:[{`type`:`text`,`text`:`%s`}]}".formatted(session, text);
    }

    private String said(String kind) {
        var text = new StringBuilder();
        updates.stream()
                .filter(update -> update.path("sessionUpdate").asText().equals(kind))
                .forEach(update -> text.append(update.path("content").path("text").asText()));
        return text.toString();
    }

    private int code(JsonNode reply) {
        return reply.path("error").path("code").asInt();
    }

    @Nested
    class APrompt {
        @Test
        void isATurnThatUndoTakesOutOfItsSession() throws IOException {
            var id = session();
            var before = running.root();
            var reply = call("session/prompt", prompt(id, "hello there"));
            assertEquals("end_turn", reply.path("result").path("stopReason").asText());
            assertFalse(said("agent_message_chunk").isBlank());
            assertTrue(said("agent_thought_chunk").contains("BRICK"));
            var image = running.house().image();
            assertEquals(1, AcpSession.in(image.now(), id).orElseThrow().episodes().size());
            image.undo(1, new Cause(Author.ARCHITECT, "undo", image.now().number()));
            assertEquals(before, running.root());
        }

        @Test
        void thatIsCancelledLeavesTheImageAsItWas() throws Exception {
            var id = session();
            var before = running.root();
            send(
                    "{`jsonrpc`:`2.0`,`id`:99,`method`:`session/prompt`,`params`:%s}"
                            .formatted(prompt(id, "wait for me")));
            Patience.until(
                    "a turn begins",
                    () -> running.house().image().now().get("turn", "current").isPresent());
            var second = call("session/prompt", prompt(id, "hello there"));
            assertEquals(RpcFault.INVALID, code(second));
            send(
                    "{`jsonrpc`:`2.0`,`method`:`session/cancel`,`params`:{`sessionId`:`%s`}}"
                            .formatted(id));
            var reply = reply();
            assertEquals(99, reply.path("id").asInt());
            assertEquals("cancelled", reply.path("result").path("stopReason").asText());
            assertEquals(before, running.root());
        }

        @Test
        void afterTheEditorLeftStillEndsItsTurn() throws Exception {
            send(
                    "{`jsonrpc`:`2.0`,`id`:1,`method`:`session/prompt`,`params`:%s}"
                            .formatted(prompt(session(), "hello there")));
            editor.close();
            serving.join();
            assertEquals(1, running.house().memory().latest(5).size());
        }
    }

    @Nested
    class ASession {
        @Test
        void isLoadedByAnotherEditor() throws Exception {
            var id = session();
            call("session/prompt", prompt(id, "hello there"));
            var answer = said("agent_message_chunk");
            editor.close();
            serving.join();
            connect();
            updates.clear();
            var reply =
                    call(
                            "session/load",
                            "{`sessionId`:`%s`,`cwd`:`/tmp`,`mcpServers`:[]}".formatted(id));
            assertTrue(reply.has("result"), reply.toString());
            assertEquals("hello there", said("user_message_chunk"));
            assertEquals(answer, said("agent_message_chunk"));
        }

        @Test
        void takesAPersonaForItsMode() throws IOException {
            var id = session();
            call("session/set_mode", "{`sessionId`:`%s`,`modeId`:`robin`}".formatted(id));
            call("session/prompt", prompt(id, "hello there"));
            assertTrue(said("agent_message_chunk").startsWith("Gently"));
            assertFalse(said("agent_thought_chunk").contains("BRICK"));
        }
    }

    @Nested
    class BadInput {
        @Test
        void getsAnErrorAndTheConnectionGoesOn() throws IOException {
            send("{no json");
            assertEquals(RpcFault.PARSE, code(next()));
            send("{\"jsonrpc\":\"2.0\",\"id\":1e999999999999}");
            assertEquals(RpcFault.PARSE, code(next()));
            send("[]");
            assertEquals(RpcFault.INVALID, code(next()));
            send("{`id`:1,`method`:`initialize`}");
            assertEquals(RpcFault.INVALID, code(next()));
            assertEquals(RpcFault.NO_METHOD, code(call("codex/approve", "{}")));
            assertEquals(RpcFault.NO_METHOD, code(call("session/fly", "{}")));
            assertEquals(RpcFault.PARAMS, code(call("session/new", "{}")));
            assertEquals(RpcFault.NOT_FOUND, code(call("session/prompt", prompt("none", "x"))));
            var id = session();
            assertEquals(RpcFault.PARAMS, code(call("session/prompt", prompt(id, " "))));
            assertEquals(
                    RpcFault.PARAMS,
                    code(
                            call(
                                    "session/prompt",
                                    "{`sessionId`:`%s`,`prompt`:[{`type`:`image`}]}"
                                            .formatted(id))));
            send("{`jsonrpc`:`2.0`,`id`:4711,`result`:{}}");
            send(
                    "{`jsonrpc`:`2.0`,`method`:`session/cancel`,`params`:{`sessionId`:`%s`}}"
                            .formatted(id));
            assertEquals(
                    1,
                    call("initialize", "{`protocolVersion`:7}")
                            .path("result")
                            .path("protocolVersion")
                            .asInt());
        }
    }
}
