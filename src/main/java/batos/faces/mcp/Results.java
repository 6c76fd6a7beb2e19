package batos.faces.mcp;

import batos.json.Json;
import batos.toolbox.CallResult;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The result that a client gets for a call of a tool.
final class Results {
    private Results() {}

    /// @param structured the same for programs
    static CallToolResult done(String text, Map<String, ?> structured) {
        return CallToolResult.builder()
                .addTextContent(text)
                .structuredContent(structured)
                .isError(false)
                .build();
    }

    static CallToolResult failed(String words) {
        return CallToolResult.builder().addTextContent(words).isError(true).build();
    }

    /// The reason why arguments cannot be handed over: the protocol's mapper has read a number as
    /// an infinity.
    static Optional<String> endless(String place, @Nullable Object given) {
        return switch (given) {
            case Double number when !Double.isFinite(number) ->
                    Optional.of("the argument " + place + ": a number beyond what a float holds");
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .flatMap(entry ->
                                    endless(
                                            place.isEmpty()
                                                    ? String.valueOf(entry.getKey())
                                                    : place + "." + entry.getKey(),
                                            entry.getValue())
                                            .stream())
                            .findFirst();
            case List<?> list ->
                    list.stream().flatMap(item -> endless(place, item).stream()).findFirst();
            case null, default -> Optional.empty();
        };
    }

    /// A text result stands for itself, every other one as JSON.
    static CallToolResult of(CallResult called) {
        return switch (called) {
            case CallResult.Gave gave -> {
                var result = Json.tryRead(gave.result());
                var text =
                        result.filter(JsonNode::isTextual)
                                .map(JsonNode::textValue)
                                .orElse(gave.result());
                yield CallToolResult.builder()
                        .content(List.of(McpSchema.TextContent.builder(text).build()))
                        .structuredContent(Map.of("result", result.orElse(Json.text(text))))
                        .meta(Map.of("batos/tool", gave.tool().label()))
                        .isError(false)
                        .build();
            }
            case CallResult.Broke broke ->
                    failed(
                            broke.tool().label()
                                    + ": "
                                    + broke.words()
                                    + broke.consequence().map(words -> ". " + words).orElse(""));
            case CallResult.Misfit misfit ->
                    failed(misfit.tool().label() + ": the arguments do not fit: " + misfit.why());
            case CallResult.NoSuchTool none ->
                    failed(
                            "no tool '"
                                    + none.name()
                                    + "'"
                                    + none.nearest()
                                            .map(name -> "; the nearest is '" + name + "'")
                                            .orElse("")
                                    + ". list_tools lists them");
            case CallResult.Interrupted _ -> failed("the call was interrupted");
        };
    }

    /// A result as a recorded session prints it.
    static ObjectNode document(CallToolResult result) {
        var document = Json.object().put("isError", Boolean.TRUE.equals(result.isError()));
        var texts = document.putArray("content");
        result.content().stream()
                .map(McpSchema.TextContent.class::cast)
                .forEach(text -> texts.add(text.text()));
        return document;
    }
}
