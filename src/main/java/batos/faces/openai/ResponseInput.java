package batos.faces.openai;

import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/// The `input` of a response as the messages of a chat completion: items of the types `message`,
/// `function_call` and `function_call_output`; others are passed over when they are a model's own
/// (`reasoning`) and refused otherwise.
final class ResponseInput {
    private static final String FIELD = "input";

    private ResponseInput() {}

    static List<JsonNode> messages(ApiRequest request) {
        var messages = new ArrayList<JsonNode>();
        request.text("instructions")
                .ifPresent(told ->
                        messages.add(Json.object().put("role", "system").put("content", told)));
        var input =
                request.node(FIELD)
                        .orElseThrow(() -> ApiFault.invalid(FIELD, "you must provide input"));
        if (input.isTextual()) {
            messages.add(Json.object().put("role", "user").put("content", input.textValue()));
            return messages;
        }
        var items = request.items(FIELD);
        for (var i = 0; i < items.size(); i++) {
            add(messages, items.get(i), FIELD + "[" + i + "]");
        }
        return messages;
    }

    private static void add(List<JsonNode> messages, JsonNode item, String where) {
        var type = item.path("type").asText("message");
        switch (type) {
            case "message" -> {
                ConversationReader.text(item, where);
                messages.add(item);
            }
            case "function_call" -> call(messages, item);
            case "function_call_output" ->
                    messages.add(
                            Json.object()
                                    .put("role", "tool")
                                    .put("tool_call_id", item.path("call_id").asText(""))
                                    .put("content", output(item.path("output"))));
            case "reasoning" -> {}
            default -> throw ApiFault.invalid(where, "an item of the type '" + type + "'");
        }
    }

    private static String output(JsonNode output) {
        return output.isTextual() ? output.textValue() : Json.write(output);
    }

    /// Calls that were made at once are one message.
    private static void call(List<JsonNode> messages, JsonNode item) {
        ArrayNode calls;
        if (!messages.isEmpty()
                && messages.getLast().path("tool_calls") instanceof ArrayNode open) {
            calls = open;
        } else {
            var message = Json.object().put("role", "assistant").putNull("content");
            calls = message.putArray("tool_calls");
            messages.add(message);
        }
        var call = calls.addObject().put("id", item.path("call_id").asText(""));
        call.put("type", "function")
                .putObject("function")
                .put("name", item.path("name").asText(""))
                .put("arguments", item.path("arguments").asText("{}"));
    }
}
