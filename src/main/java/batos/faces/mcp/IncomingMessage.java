package batos.faces.mcp;

import batos.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.Optional;

/// The reading of one line of a client, as far as JSON-RPC and the parameters that every server
/// needs go.
sealed interface IncomingMessage {
    record Request(McpSchema.JSONRPCRequest request) implements IncomingMessage {}

    /// A notification, or the answer to a request of this server.
    record Other(McpSchema.JSONRPCMessage message) implements IncomingMessage {}

    /// @param id of the request that is not wanted any more
    record Cancelled(Object id) implements IncomingMessage {}

    /// It is answered with an error.
    ///
    /// @param id as the client wrote it; null where none could be read
    record Faulty(JsonNode id, int code, String message) implements IncomingMessage {
        /// The answer as one line.
        String answer() {
            var error = Json.object().put("code", code).put("message", message);
            var answer = Json.object().put("jsonrpc", "2.0");
            answer.set("id", id);
            answer.set("error", error);
            return answer.toString();
        }
    }

    /// The id of the message on a line; null where none can be read.
    static JsonNode id(String line) {
        return Json.tryRead(line).map(IncomingMessage::id).orElse(Json.object().nullNode());
    }

    private static JsonNode id(JsonNode message) {
        var id = message.path("id");
        return id.isTextual() || id.isIntegralNumber() ? id : Json.object().nullNode();
    }

    static IncomingMessage read(String line, McpJsonMapper mapper) {
        JsonNode node;
        try {
            node = Json.read(line);
        } catch (JsonProcessingException e) {
            return faulty(
                    Json.object().nullNode(),
                    McpSchema.ErrorCodes.PARSE_ERROR,
                    "parse error: " + Json.objection(e));
        }
        var id = id(node);
        var objection = objection(node);
        if (objection.isPresent()) {
            return faulty(id, McpSchema.ErrorCodes.INVALID_REQUEST, objection.get());
        }
        if (node.path("method").asText().equals("notifications/cancelled")) {
            var cancelled = node.path("params").path("requestId");
            return new Cancelled(
                    cancelled.isIntegralNumber()
                            ? (Object) cancelled.longValue()
                            : cancelled.asText());
        }
        var misfit = node.has("id") ? parameters(node) : Optional.<String>empty();
        if (misfit.isPresent()) {
            return faulty(id, McpSchema.ErrorCodes.INVALID_PARAMS, misfit.get());
        }
        try {
            return switch (McpSchema.deserializeJsonRpcMessage(mapper, line)) {
                case McpSchema.JSONRPCRequest request -> new Request(request);
                case McpSchema.JSONRPCMessage other -> new Other(other);
            };
        } catch (IOException | IllegalArgumentException e) {
            return faulty(
                    id, McpSchema.ErrorCodes.INVALID_REQUEST, "this is no JSON-RPC 2.0 message");
        }
    }

    private static Faulty faulty(JsonNode id, int code, String message) {
        return new Faulty(id, code, message);
    }

    private static Optional<String> objection(JsonNode node) {
        if (node.isArray()) {
            return Optional.of("batches are not taken: one message a line");
        }
        if (!node.isObject()) {
            return Optional.of("a message is one JSON object");
        }
        if (!node.path("jsonrpc").asText().equals("2.0")) {
            return Optional.of("jsonrpc must be \"2.0\"");
        }
        if (!node.has("method") && !node.has("result") && !node.has("error")) {
            return Optional.of("a request needs a method");
        }
        if (node.has("method") && !node.get("method").isTextual()) {
            return Optional.of("the method must be a string");
        }
        var id = node.path("id");
        return id.isMissingNode() || id.isTextual() || id.isIntegralNumber()
                ? Optional.empty()
                : Optional.of("an id must be a string or a whole number");
    }

    /// The parameters without which a method makes no sense.
    private static Optional<String> parameters(JsonNode node) {
        var params = node.path("params");
        if (!params.isMissingNode() && !params.isObject()) {
            return Optional.of("params must be an object");
        }
        return switch (node.path("method").asText()) {
            case "tools/call", "prompts/get" -> {
                var arguments = params.path("arguments");
                yield !params.path("name").isTextual()
                        ? Optional.of("params.name must be a string")
                        : arguments.isMissingNode() || arguments.isNull() || arguments.isObject()
                                ? Optional.empty()
                                : Optional.of("params.arguments must be an object");
            }
            case "resources/read", "resources/subscribe", "resources/unsubscribe" ->
                    params.path("uri").isTextual()
                            ? Optional.empty()
                            : Optional.of("params.uri must be a string");
            case "initialize" ->
                    params.path("protocolVersion").isTextual()
                            ? Optional.empty()
                            : Optional.of("params.protocolVersion must be a string");
            default -> Optional.empty();
        };
    }
}
