package batos.mind;

import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Tool calls that a model wrote into its text instead of making them: small models do so, and so
/// do those that know no tools and got them described in words.
///
/// @param text the rest of the reply
/// @param calls empty where the reply holds none
record TextToolCalls(String text, List<Message.ToolCall> calls) {
    private static final Pattern TAGGED =
            Pattern.compile("(?s)<tool_call>\\s*(.*?)\\s*(?:</tool_call>|\\z)");
    private static final Pattern FENCED = Pattern.compile("(?s)```\\w*\\s*\\n?(.*?)```");
    private static final String LISTED = "[TOOL_CALLS]";

    /// Written between tags a call may be for any tool; written bare, only for one that was
    /// offered, by the name of here or by that of the wire (see [ServerToolNames]).
    static TextToolCalls in(String reply, List<Prompt.ToolSchema> offered) {
        var nothing = new TextToolCalls(reply, List.of());
        if (offered.isEmpty()) {
            return nothing;
        }
        var names = offered.stream().map(Prompt.ToolSchema::name).toList();
        var calls = new ArrayList<Message.ToolCall>();
        var tagged = TAGGED.matcher(reply).results().map(found -> found.group(1)).toList();
        if (!tagged.isEmpty()) {
            tagged.forEach(text -> Json.foreignObject(text).ifPresent(node -> call(node, calls)));
            return calls.size() == tagged.size()
                    ? new TextToolCalls(TAGGED.matcher(reply).replaceAll("").strip(), calls)
                    : nothing;
        }
        var fence = FENCED.matcher(reply).results().toList();
        var bare = fence.size() == 1 ? fence.getFirst().group(1) : bare(reply);
        var nodes =
                Json.foreignObject(bare)
                        .<List<? extends JsonNode>>map(List::of)
                        .orElse(Json.foreignItems(bare));
        nodes.forEach(node -> call(node, calls));
        return !calls.isEmpty()
                        && calls.size() == nodes.size()
                        && calls.stream()
                                .allMatch(
                                        call -> names.contains(ServerToolNames.plain(call.tool())))
                ? new TextToolCalls(around(reply, fence), calls)
                : nothing;
    }

    private static String bare(String reply) {
        var text = reply.strip();
        return text.startsWith(LISTED) ? text.substring(LISTED.length()).strip() : text;
    }

    private static String around(String reply, List<MatchResult> fence) {
        return fence.size() == 1
                ? (reply.substring(0, fence.getFirst().start())
                                + reply.substring(fence.getFirst().end()))
                        .strip()
                : "";
    }

    private static void call(JsonNode node, List<Message.ToolCall> calls) {
        var named = node.path("function").isObject() ? node.path("function") : node;
        var name =
                text(named, "name").or(() -> text(named, "tool")).or(() -> text(named, "function"));
        var arguments = object(named, "arguments").or(() -> object(named, "parameters"));
        if (name.isPresent() && arguments.isPresent()) {
            calls.add(
                    new Message.ToolCall(
                            "call-" + (calls.size() + 1), name.get(), arguments.get().toString()));
        }
    }

    private static Optional<String> text(JsonNode node, String key) {
        return Optional.of(node.path(key))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(name -> !name.isBlank());
    }

    private static Optional<ObjectNode> object(JsonNode node, String key) {
        return switch (node.path(key)) {
            case ObjectNode object -> Optional.of(object);
            case JsonNode other when other.isTextual() -> Json.foreignObject(other.textValue());
            case JsonNode other -> Optional.empty();
        };
    }
}
