package batos.faces.openai;

import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `POST /v1/responses`: one turn in the newer of OpenAI's two protocols. A response can go on from
/// an earlier one by its id; the latest [#MOST] conversations are known until the server ends.
final class Responses {
    private static final int MOST = 256;

    private final Turns turns;
    private final Map<String, List<JsonNode>> conversations = new LinkedHashMap<>();

    Responses(Turns turns) {
        this.turns = turns;
    }

    /// @param recorded the request as a recorded session notes it
    /// @throws ApiFault as long as nothing was streamed
    void answer(ApiRequest request, String recorded, ReplySink sink) {
        UnsupportedParameters.checkResponse(request);
        var messages = messages(request);
        var question =
                new TurnQuestion(
                        ModelName.of(request.required("model")),
                        ConversationReader.read(messages),
                        ProgramTools.of(request),
                        TurnOptions.of(request, "max_output_tokens"),
                        request.node("text")
                                .filter(ObjectNode.class::isInstance)
                                .map(ObjectNode.class::cast)
                                .map(ApiRequest::new)
                                .flatMap(
                                        text -> TurnQuestion.schema(text, "format", "text.format")),
                        request.flag("store", true));
        var exchange = new ResponseExchange(question, request, request.flag("stream", false), sink);
        try {
            exchange.end(turns.hold(question, recorded, exchange::begin, exchange));
            remember(exchange.id(), messages, exchange.items());
        } catch (ApiFault fault) {
            if (!sink.isStreaming()) {
                throw fault;
            }
            exchange.fail(fault);
        }
    }

    private List<JsonNode> messages(ApiRequest request) {
        var messages = new ArrayList<JsonNode>();
        request.text("previous_response_id").ifPresent(id -> messages.addAll(earlier(id)));
        messages.addAll(ResponseInput.messages(request));
        return messages;
    }

    private synchronized List<JsonNode> earlier(String id) {
        var known = conversations.get(id);
        if (known == null) {
            throw ApiFault.noResponse(id);
        }
        return known;
    }

    /// Instructions are not handed on: each response brings its own.
    private synchronized void remember(String id, List<JsonNode> messages, ArrayNode output) {
        var all = new ArrayList<JsonNode>();
        messages.stream()
                .filter(message -> !message.path("role").asText("").equals("system"))
                .forEach(all::add);
        var said = Json.object();
        var items = said.putArray("input");
        output.forEach(items::add);
        all.addAll(ResponseInput.messages(new ApiRequest(said)));
        conversations.put(id, all);
        if (conversations.size() > MOST) {
            conversations.remove(conversations.keySet().iterator().next());
        }
    }
}
