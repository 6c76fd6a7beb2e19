package batos.faces.openai;

import batos.faces.TurnText;
import batos.json.Json;
import batos.mind.Message;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One reply of the Responses API in the making: an item of the type `reasoning` that holds the
/// words and acts on the way, then the answer's `message`, or a `function_call` for each call of
/// the program's tools. For one thread.
final class ResponseExchange implements TurnText.Listener {
    private final TurnQuestion question;
    private final ApiRequest request;
    private final boolean stream;
    private final ReplySink sink;
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder content = new StringBuilder();
    private final ArrayNode items = Json.array();
    private Turns.@Nullable Identity identity;
    private int sequence;
    private boolean created;
    private boolean speaking;

    ResponseExchange(TurnQuestion question, ApiRequest request, boolean stream, ReplySink sink) {
        this.question = question;
        this.request = request;
        this.stream = stream;
        this.sink = sink;
    }

    void begin(Turns.Identity known) {
        identity = known;
    }

    private Turns.Identity known() {
        return Objects.requireNonNull(identity, "the turn has not begun");
    }

    String id() {
        return "resp_" + known().id();
    }

    private String messageId() {
        return "msg_" + known().id();
    }

    /// The response's items, once the turn has ended.
    ArrayNode items() {
        return items;
    }

    @Override
    public void reasoning(String piece) {
        reasoning.append(reasoning.isEmpty() ? piece.stripLeading() : piece);
        if (stream) {
            create();
        }
    }

    @Override
    public void content(String piece) {
        content.append(piece);
        if (!stream) {
            return;
        }
        create();
        if (!speaking) {
            speaking = true;
            closeReasoning();
            send("response.output_item.added", added(index(), message("in_progress")));
            var part = at().put("content_index", 0);
            part.set("part", part(""));
            send("response.content_part.added", part);
        }
        send("response.output_text.delta", at().put("content_index", 0).put("delta", piece));
    }

    /// The place of the answer among the items.
    private int index() {
        return reasoning.isEmpty() ? 0 : 1;
    }

    private ObjectNode at() {
        return Json.object().put("item_id", messageId()).put("output_index", index());
    }

    private static ObjectNode added(int index, ObjectNode item) {
        var event = Json.object().put("output_index", index);
        event.set("item", item);
        return event;
    }

    private void create() {
        if (!created) {
            created = true;
            send("response.created", wrapped(response("in_progress")));
            send("response.in_progress", wrapped(response("in_progress")));
        }
    }

    /// The way to the answer is known whole when the answer begins; it is one item.
    private void closeReasoning() {
        if (!reasoning.isEmpty()) {
            send("response.output_item.added", added(0, reasoningItem()));
            send("response.output_item.done", added(0, reasoningItem()));
        }
    }

    private ObjectNode reasoningItem() {
        var item = Json.object().put("id", "rs_" + known().id()).put("type", "reasoning");
        item.putArray("summary")
                .addObject()
                .put("type", "summary_text")
                .put("text", reasoning.toString());
        return item;
    }

    private ObjectNode part(String text) {
        var part = Json.object().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        return part;
    }

    private ObjectNode message(String status) {
        var message =
                Json.object()
                        .put("id", messageId())
                        .put("type", "message")
                        .put("status", status)
                        .put("role", "assistant");
        var parts = message.putArray("content");
        if (status.equals("completed")) {
            parts.add(part(content.toString()));
        }
        return message;
    }

    private static ObjectNode call(Message.ToolCall call) {
        return Json.object()
                .put("id", "fc_" + call.id())
                .put("type", "function_call")
                .put("status", "completed")
                .put("call_id", call.id())
                .put("name", call.tool())
                .put("arguments", call.arguments());
    }

    void end(TurnResult result) {
        if (!reasoning.isEmpty()) {
            items.add(reasoningItem());
        }
        if (stream) {
            create();
            if (!result.calls().isEmpty()) {
                closeReasoning();
            } else if (!speaking) {
                content("");
            }
        }
        if (result.calls().isEmpty()) {
            items.add(message("completed"));
            endMessage();
        }
        for (var call : result.calls()) {
            endCall(call);
        }
        var cut = result.finish().equals("length");
        var document = response(cut ? "incomplete" : "completed");
        if (cut) {
            document.putObject("incomplete_details").put("reason", "max_output_tokens");
        }
        document.set("usage", usage(result));
        document.set("batos", result.extension());
        if (stream) {
            send(cut ? "response.incomplete" : "response.completed", wrapped(document));
        } else {
            sink.document(document);
        }
    }

    private void endMessage() {
        if (stream) {
            var text = at().put("content_index", 0).put("text", content.toString());
            send("response.output_text.done", text);
            var part = at().put("content_index", 0);
            part.set("part", part(content.toString()));
            send("response.content_part.done", part);
            send("response.output_item.done", added(index(), message("completed")));
        }
    }

    private void endCall(Message.ToolCall call) {
        var index = items.size();
        items.add(call(call));
        if (stream) {
            var begun = call(call).put("arguments", "").put("status", "in_progress");
            send("response.output_item.added", added(index, begun));
            var at = Json.object().put("item_id", "fc_" + call.id()).put("output_index", index);
            send(
                    "response.function_call_arguments.delta",
                    at.deepCopy().put("delta", call.arguments()));
            send("response.function_call_arguments.done", at.put("arguments", call.arguments()));
            send("response.output_item.done", added(index, call(call)));
        }
    }

    void fail(ApiFault fault) {
        var document = response("failed");
        document.putObject("error")
                .put("code", "server_error")
                .put("message", String.valueOf(fault.getMessage()));
        send("response.failed", wrapped(document));
    }

    private static ObjectNode wrapped(ObjectNode response) {
        var event = Json.object();
        event.set("response", response);
        return event;
    }

    private ObjectNode response(String status) {
        var response =
                Json.object()
                        .put("id", id())
                        .put("object", "response")
                        .put("created_at", known().created())
                        .put("status", status)
                        .putNull("error")
                        .putNull("incomplete_details");
        echo(response, "instructions");
        echo(response, "metadata");
        echo(response, "previous_response_id");
        echo(response, "temperature");
        echo(response, "top_p");
        echo(response, "max_output_tokens");
        response.put("model", question.model().toString());
        response.set("output", items.deepCopy());
        response.put("parallel_tool_calls", !question.tools().one());
        response.put("store", question.kept());
        response.set("tool_choice", request.node("tool_choice").orElse(Json.text("auto")));
        response.set("tools", request.node("tools").orElseGet(Json::array));
        response.putNull("usage");
        return response;
    }

    private void echo(ObjectNode response, String field) {
        response.set(field, request.node(field).orElse(NullNode.getInstance()));
    }

    private static ObjectNode usage(TurnResult result) {
        var usage = Json.object().put("input_tokens", result.promptTokens());
        usage.putObject("input_tokens_details").put("cached_tokens", 0);
        usage.put("output_tokens", result.replyTokens());
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return usage.put("total_tokens", result.promptTokens() + result.replyTokens());
    }

    private void send(String type, ObjectNode fields) {
        var event = Json.object().put("type", type).put("sequence_number", sequence++);
        event.setAll(fields);
        sink.event(type, event);
    }
}
