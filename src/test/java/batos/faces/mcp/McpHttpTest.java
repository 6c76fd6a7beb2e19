package batos.faces.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.app.ApiServer;
import batos.faces.RunningHouse;
import batos.faces.http.LoopbackServer;
import batos.json.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The house as an MCP server over HTTP: what a client may not do, and what becomes of the work for
/// one that leaves.
@Timeout(600)
class McpHttpTest {
    @TempDir Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private RunningHouse running;
    private ApiServer server;
    private String session;

    @BeforeEach
    void open() throws Exception {
        running = new RunningHouse(folder, RunningHouse.WAITS).warm();
        server =
                LoopbackServer.offering(List.of(McpHttpFace::new))
                        .open(running.house(), running.deeds(), 0);
        var greeted =
                send(
                        "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"raw\",\"version\":\"1\"}}}");
        session = greeted.headers().firstValue("Mcp-Session-Id").orElseThrow();
        assertEquals(
                202,
                send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                        .statusCode());
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        server.close();
        running.close();
    }

    private HttpRequest request(String body) {
        var request =
                HttpRequest.newBuilder(URI.create(server.address() + "/mcp"))
                        .header("Authorization", "Bearer " + server.key())
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream");
        if (session != null) {
            request.header("Mcp-Session-Id", session);
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
    }

    private HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return http.send(request(body), HttpResponse.BodyHandlers.ofString());
    }

    private static String call(int id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
                .formatted(id, tool, arguments);
    }

    private static final String WAIT = "{\"question\":\"wait for me\"}";

    private boolean isTurnUnderWay() {
        return running.house().image().now().get("turn", "current").isPresent();
    }

    private void untilUnderWay(boolean wanted) throws InterruptedException {
        Patience.until("a turn: " + wanted, () -> isTurnUnderWay() == wanted);
    }

    @Test
    void aClientThatVanishesTakesItsTurnWithIt() throws Exception {
        var before = running.root();
        var address = URI.create(server.address());
        var body = call(7, "ask_council", WAIT);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(
                            """
                            POST /mcp HTTP/1.1\r
                            Host: 127.0.0.1:%d\r
                            Authorization: Bearer %s\r
                            Mcp-Session-Id: %s\r
                            Content-Type: application/json\r
                            Accept: application/json, text/event-stream\r
                            Content-Length: %d\r
                            \r
                            %s\
                            """
                                    .formatted(
                                            address.getPort(),
                                            server.key(),
                                            session,
                                            body.length(),
                                            body)
                                    .getBytes(StandardCharsets.UTF_8));
            untilUnderWay(true);
        }
        untilUnderWay(false);
        assertEquals(before, running.root());
        assertTrue(send(call(8, "recall", "{\"query\":\"x\"}")).body().contains("result"));
    }

    @Test
    void aCallThatIsCancelledOrWhoseSessionIsDeletedIsStopped() throws Exception {
        var before = running.root();
        var first = asking(7);
        untilUnderWay(true);
        // An id that is in use is refused, and the call goes on.
        assertEquals(400, send(call(7, "recall", "{\"query\":\"x\"}")).statusCode());
        assertTrue(isTurnUnderWay());
        send(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");
        untilUnderWay(false);
        first.get();
        asking(8);
        untilUnderWay(true);
        var leave =
                HttpRequest.newBuilder(URI.create(server.address() + "/mcp"))
                        .header("Authorization", "Bearer " + server.key())
                        .header("Mcp-Session-Id", session)
                        .DELETE()
                        .build();
        http.send(leave, HttpResponse.BodyHandlers.discarding());
        untilUnderWay(false);
        assertEquals(before, running.root());
        assertEquals(404, send(call(9, "recall", "{\"query\":\"x\"}")).statusCode());
    }

    private CompletableFuture<HttpResponse<String>> asking(int id) {
        return http.sendAsync(
                request(call(id, "ask_council", WAIT)), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatIsNoRequestIsRefusedAndHarmsNoFurtherOne() throws Exception {
        assertEquals(400, send("{bad").statusCode());
        assertEquals(
                413, send("\"" + "x".repeat(StreamClients.LONGEST_MESSAGE) + "\"").statusCode());
        var unknown = send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\",\"params\":{}}");
        assertTrue(unknown.body().contains("-32601"), unknown::body);
        var keyless =
                HttpRequest.newBuilder(URI.create(server.address() + "/mcp"))
                        .POST(HttpRequest.BodyPublishers.ofString("{}"))
                        .build();
        assertEquals(401, http.send(keyless, HttpResponse.BodyHandlers.discarding()).statusCode());
        assertTrue(send(call(2, "recall", "{\"query\":\"x\"}")).body().contains("result"));
    }

    @Test
    void whatIsMalformedIsAnsweredByAnErrorOfTheProtocol() throws Exception {
        for (var text : List.of("{", "\"", "[".repeat(5000), "")) {
            refused(text.isEmpty() ? -32600 : -32700, text);
        }
        for (var text :
                List.of(
                        "null",
                        "[]",
                        "\"x\"",
                        "{\"jsonrpc\":\"1.0\",\"id\":3,\"method\":\"ping\"}",
                        "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}",
                        "{\"jsonrpc\":\"2.0\",\"id\":1e400,\"method\":\"ping\"}",
                        "{\"jsonrpc\":\"2.0\",\"id\":{\"a\":1},\"method\":\"ping\"}")) {
            refused(-32600, text);
        }
        refused(-32602, "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\",\"params\":[]}");
    }

    private void refused(int code, String text) throws Exception {
        var answer = send(text).body();
        assertEquals(
                code, Json.read(answer).path("error").path("code").asInt(), () -> text + answer);
        assertFalse(answer.contains("stackTrace"), answer);
    }

    @Test
    void argumentsThatDoNotFitTheSchemaOfAToolAreRefused() throws Exception {
        for (var arguments : List.of("{}", "{\"query\":7}", "{\"query\":\"x\",\"limit\":0}")) {
            var answer = send(call(3, "recall", arguments)).body();
            assertTrue(answer.contains("\"isError\":true"), answer);
            assertTrue(answer.contains(arguments.contains("limit") ? "limit" : "query"), answer);
        }
    }
}
