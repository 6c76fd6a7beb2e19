package batos.faces.acp;

import batos.faces.lines.OutgoingLines;
import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/// The other end of a JSON-RPC 2.0 connection: is sent replies, notifications and requests. Safe
/// for use by any thread.
final class RpcPeer {
    private final OutgoingLines out;
    private final AtomicLong last = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private volatile boolean over;

    RpcPeer(OutgoingLines out) {
        this.out = out;
    }

    void result(JsonNode id, JsonNode result) {
        var message = message();
        message.set("id", id);
        message.set("result", result);
        out.add(Json.write(message));
    }

    void fault(JsonNode id, RpcFault fault) {
        var message = message();
        message.set("id", id);
        message.set("error", fault.document());
        out.add(Json.write(message));
    }

    void tell(String method, ObjectNode params) {
        var message = message().put("method", method);
        message.set("params", params);
        out.add(Json.write(message));
    }

    /// Asks, and waits for the answer.
    ///
    /// @throws RpcFault when the other end answers with an error, or has left
    JsonNode ask(String method, ObjectNode params) throws InterruptedException {
        var id = last.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        if (over) {
            end();
        }
        var message = message().put("id", id).put("method", method);
        message.set("params", params);
        out.add(Json.write(message));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new RpcFault(RpcFault.INTERNAL, String.valueOf(e.getCause()));
        } finally {
            waiting.remove(id);
        }
    }

    /// Takes an answer of the other end; one that nobody waits for is dropped.
    void answered(ObjectNode message) {
        var answer = waiting.remove(message.path("id").asLong(-1));
        if (answer == null) {
            return;
        }
        if (message.has("error")) {
            answer.completeExceptionally(
                    new RpcFault(
                            RpcFault.INTERNAL,
                            message.path("error").path("message").asText("an error")));
        } else {
            answer.complete(message.path("result"));
        }
    }

    /// Nothing more will be answered.
    void end() {
        over = true;
        waiting.values()
                .forEach(answer ->
                        answer.completeExceptionally(
                                new RpcFault(RpcFault.INTERNAL, "the client has left")));
    }

    private static ObjectNode message() {
        return Json.object().put("jsonrpc", "2.0");
    }
}
