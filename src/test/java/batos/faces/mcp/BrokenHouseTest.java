package batos.faces.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.DeedQueue;
import batos.app.RehearsedHouse;
import batos.app.Services;
import batos.app.TraceLog;
import batos.faces.LinePeer;
import batos.faces.acp.AcpFace;
import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A fault of batos itself, met by a program over its streams: the stack is in trace.log, the
/// request is answered under its id, and the connection goes on.
class BrokenHouseTest {
    @TempDir Path folder;
    private final DeedQueue deeds = new DeedQueue();
    private Services house;
    private volatile String broken = "";

    @BeforeEach
    void open() {
        house = RehearsedHouse.open(folder, deeds);
    }

    @AfterEach
    void close() {
        house.close();
    }

    /// What an interface does, but that one method of it throws while it is broken.
    private <T> T breakable(Class<T> type, T whole) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, given) -> {
                            if (method.getName().equals(broken)) {
                                throw new NullPointerException("broken " + broken);
                            }
                            try {
                                return method.invoke(whole, given);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }

    private Services services() {
        return breakable(Services.class, house);
    }

    private void isTraced(String what) throws IOException {
        var trace = Files.readString(folder.resolve("home").resolve(TraceLog.NAME));
        assertTrue(trace.contains("NullPointerException: broken " + what), trace);
        assertTrue(trace.contains("\tat "), trace);
    }

    private static void isAnswered(JsonNode answer, int id) {
        assertEquals(id, answer.path("id").asInt(), answer::toString);
        assertTrue(answer.toString().contains("broken "), answer::toString);
    }

    @Test
    void anMcpCallIsAnsweredAndTraced() throws Exception {
        try (var face = new McpFace(services(), deeds);
                var peer = LinePeer.of(face).initialized()) {
            broken = "memory";
            isAnswered(peer.call(7, "recall", "{\"query\":\"where?\"}"), 7);
            isTraced("memory");
            broken = "";
            var recalled = peer.call(8, "recall", "{\"query\":\"where?\"}");
            assertTrue(recalled.has("result"), recalled::toString);
        }
    }

    /// What fails before the message is a request of the protocol's library.
    @Test
    void anMcpMessageThatCannotBeTakenIsAnsweredAndTraced() throws Exception {
        var mapper = breakable(McpJsonMapper.class, McpJsonDefaults.getMapper());
        try (var lanes = new CallLanes()) {
            var clients = new StreamClients(mapper, lanes);
            var server = McpServer.async(clients).serverInfo("broken", "1").build();
            var toServer = new PipedOutputStream();
            var toClient = new PipedOutputStream();
            var in = new PipedInputStream(toServer, 1 << 16);
            var out = new PipedInputStream(toClient, 1 << 16);
            var serving = Thread.ofPlatform().daemon().start(() -> clients.serve(in, toClient));
            try (var peer = new LinePeer(out, toServer).initialized()) {
                broken = "readValue";
                peer.request(7, "ping", "{}");
                isAnswered(peer.answer(7), 7);
                isTraced("readValue");
                broken = "";
                peer.request(8, "ping", "{}");
                assertTrue(peer.answer(8).has("result"));
            }
            serving.join();
            server.close();
        }
    }

    @Test
    void anAcpRequestAndAPromptAreAnsweredAndTraced() throws Exception {
        var face = new AcpFace(services(), deeds);
        try (var peer = LinePeer.of(face)) {
            peer.request(1, "initialize", "{\"protocolVersion\":1}");
            peer.answer(1);
            peer.request(2, "session/new", "{\"cwd\":\"/tmp\",\"mcpServers\":[]}");
            var session = peer.answer(2).path("result").path("sessionId").asText();
            broken = "image";
            peer.request(7, "session/list", "{}");
            isAnswered(peer.answer(7), 7);
            isTraced("image");
            broken = "conversation";
            var prompt =
                    "{\"sessionId\":\"%s\",\"prompt\":[{\"type\":\"text\",\"text\":\"hello there\"}]}"
                            .formatted(session);
            peer.request(8, "session/prompt", prompt);
            isAnswered(peer.answer(8), 8);
            isTraced("conversation");
            broken = "";
            peer.request(9, "session/prompt", prompt);
            var answer = peer.answer(9);
            assertEquals("end_turn", answer.path("result").path("stopReason").asText());
        }
    }
}
