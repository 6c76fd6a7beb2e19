package batos.faces.mcp;

import batos.json.Json;
import batos.toolbox.Tool;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tools of the toolbox as clients see them.
final class LiveTools {
    private final HouseCalls calls;
    private final CallLanes lanes;

    LiveTools(HouseCalls calls, CallLanes lanes) {
        this.calls = calls;
        this.lanes = lanes;
    }

    AsyncToolSpecification of(Tool tool) {
        return new AsyncToolSpecification(
                McpSchema.Tool.builder(tool.name(), schema(tool))
                        .description(tool.description())
                        .meta(meta(tool))
                        .build(),
                (exchange, request) -> {
                    var caller = CallingClient.of(exchange, request);
                    var arguments =
                            request.arguments() == null ? "{}" : Json.write(request.arguments());
                    var endless = Results.endless("", request.arguments());
                    return lanes.call(
                            caller.session(),
                            () ->
                                    endless.map(Results::failed)
                                            .orElseGet(() ->
                                                    calls.tool(caller, tool.name(), arguments)));
                });
    }

    private static Map<String, Object> meta(Tool tool) {
        var meta = new LinkedHashMap<String, Object>();
        meta.put("batos/tool", tool.label());
        meta.put("batos/author", tool.author().toString());
        return meta;
    }

    /// The JSON schema of a tool's parameters.
    static Map<String, Object> schema(Tool tool) {
        var schema = Json.tryObject(tool.parameters()).orElseGet(Json::object);
        if (!schema.path("type").asText().equals("object")) {
            schema.put("type", "object");
        }
        return map(schema);
    }

    /// A tree as maps and lists, in its order.
    static Map<String, Object> map(ObjectNode node) {
        var map = new LinkedHashMap<String, Object>();
        node.properties().forEach(entry -> map.put(entry.getKey(), value(entry.getValue())));
        return map;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> map((ObjectNode) node);
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                node.forEach(item -> items.add(value(item)));
                yield items;
            }
            case STRING -> node.textValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.numberValue();
            case NULL, BINARY, MISSING, POJO -> node;
        };
    }
}
