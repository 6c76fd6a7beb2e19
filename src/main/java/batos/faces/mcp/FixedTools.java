package batos.faces.mcp;

import batos.json.Json;
import batos.json.JsonSchema;
import batos.mind.PersonaId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The tools that are always there. None of them governs: there is none that approves, rejects,
/// sets, binds or retires anything.
final class FixedTools {
    private static final int MEMORIES = 8;

    static final Set<String> NAMES =
            Set.of("ask_council", "ask_persona", "recall", "list_tools", "call_tool", "eval");

    private final HouseCalls calls;
    private final CallLanes lanes;

    FixedTools(HouseCalls calls, CallLanes lanes) {
        this.calls = calls;
        this.lanes = lanes;
    }

    /// @param eval whether `eval` is among them
    List<AsyncToolSpecification> all(boolean eval) {
        var all =
                new java.util.ArrayList<>(List.of(council(), persona(), recall(), list(), call()));
        if (eval) {
            all.add(eval());
        }
        return all;
    }

    private AsyncToolSpecification council() {
        return tool(
                "ask_council",
                "Put a question to the council of four: BABS recalls, BRICK argues, ROBIN objects,"
                        + " ALFRED concludes. They may call and write tools. It can take minutes.",
                schema(with(Json.object(), "question", "What they are asked."), "question"),
                (caller, request) -> {
                    var question = argument(request, "question");
                    return question.isBlank()
                            ? Results.failed("question is missing")
                            : calls.council(caller, question);
                });
    }

    private AsyncToolSpecification persona() {
        var names = Json.array();
        PersonaId.names().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        var persona = text("Who is to answer.");
        persona.set("enum", names);
        return tool(
                "ask_persona",
                "One of the four answers alone, without tools.",
                schema(
                        with(with(Json.object(), "persona", persona), "question", "What is asked."),
                        "persona",
                        "question"),
                (caller, request) -> {
                    var question = argument(request, "question");
                    var named = PersonaId.named(argument(request, "persona"));
                    return named.isEmpty() || question.isBlank()
                            ? Results.failed(
                                    "expected persona (brick, robin, alfred or babs) and question")
                            : calls.persona(caller, named.get().name(), question);
                });
    }

    private AsyncToolSpecification recall() {
        var limit = Json.object().put("type", "integer").put("minimum", 1).put("maximum", 50);
        limit.put("description", "How many at most; " + MEMORIES + " where it is not given.");
        return tool(
                "recall",
                "What the house remembers about something: turns and notes, each with its trust.",
                schema(
                        with(with(Json.object(), "query", "What to look for."), "limit", limit),
                        "query"),
                (caller, request) -> {
                    var query = argument(request, "query");
                    var most =
                            request.arguments() == null ? null : request.arguments().get("limit");
                    var number = most instanceof Number given ? given.intValue() : MEMORIES;
                    return query.isBlank()
                            ? Results.failed("query is missing")
                            : calls.recall(caller, query, Math.clamp(number, 1, 50));
                });
    }

    private AsyncToolSpecification list() {
        return tool(
                "list_tools",
                "The tools that the house has made for itself, as they are now. For clients that do"
                        + " not follow tools/list_changed.",
                schema(Json.object()),
                (caller, request) -> calls.tools());
    }

    private AsyncToolSpecification call() {
        var arguments = Json.object().put("type", "object");
        arguments.put("description", "As its inputSchema in list_tools says.");
        return tool(
                "call_tool",
                "Call a tool that list_tools lists.",
                schema(
                        with(with(Json.object(), "name", "Of the tool."), "arguments", arguments),
                        "name"),
                (caller, request) -> {
                    var name = argument(request, "name");
                    var given =
                            request.arguments() == null
                                    ? null
                                    : request.arguments().get("arguments");
                    return Results.endless("", given)
                            .map(Results::failed)
                            .orElseGet(() ->
                                    calls.tool(
                                            caller,
                                            name,
                                            given == null ? "{}" : Json.write(given)));
                });
    }

    AsyncToolSpecification eval() {
        return tool(
                "eval",
                "Evaluate an expression of the image's language, a Smalltalk. What it changes is"
                        + " one commit.",
                schema(with(Json.object(), "expression", "For example 3 + 4."), "expression"),
                (caller, request) -> calls.eval(caller, argument(request, "expression")));
    }

    private static String argument(CallToolRequest request, String name) {
        var given = request.arguments() == null ? null : request.arguments().get(name);
        return given instanceof String text ? text.strip() : "";
    }

    private AsyncToolSpecification tool(
            String name,
            String description,
            Map<String, Object> schema,
            BiFunction<CallingClient, CallToolRequest, CallToolResult> work) {
        return new AsyncToolSpecification(
                McpSchema.Tool.builder(name, schema).description(description).build(),
                (exchange, request) -> {
                    var caller = CallingClient.of(exchange, request);
                    return lanes.call(
                            caller.session(),
                            () ->
                                    misfit(schema, request)
                                            .map(Results::failed)
                                            .orElseGet(() -> work.apply(caller, request)));
                });
    }

    /// The reason why the arguments are not those that the tool's schema asks for.
    private static Optional<String> misfit(Map<String, Object> schema, CallToolRequest request) {
        var given = shallow(request.arguments());
        return Results.endless("", given)
                .or(() ->
                        switch (JsonSchema.of(Json.write(schema)).check(Json.write(given))) {
                            case JsonSchema.Check.Fits _ -> Optional.empty();
                            case JsonSchema.Check.Misfit(var faults) ->
                                    Optional.of(
                                            "the arguments do not fit: "
                                                    + String.join("; ", faults));
                        });
    }

    /// The arguments without those of a tool that they call: that tool is asked about these.
    private static Map<String, Object> shallow(@Nullable Map<String, Object> given) {
        var all = new LinkedHashMap<>(given == null ? Map.<String, Object>of() : given);
        all.replaceAll((name, value) -> value instanceof Map<?, ?> ? Map.of() : value);
        return all;
    }

    private static ObjectNode text(String description) {
        return Json.object().put("type", "string").put("description", description);
    }

    private static ObjectNode with(ObjectNode properties, String name, String description) {
        return with(properties, name, text(description));
    }

    private static ObjectNode with(ObjectNode properties, String name, ObjectNode schema) {
        properties.set(name, schema);
        return properties;
    }

    /// @param properties in the order in which a client sees them
    private static Map<String, Object> schema(ObjectNode properties, String... required) {
        var schema = Json.object().put("type", "object");
        schema.set("properties", properties);
        var needed = schema.putArray("required");
        List.of(required).forEach(needed::add);
        schema.put("additionalProperties", false);
        return LiveTools.map(schema);
    }
}
