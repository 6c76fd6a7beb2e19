package batos.faces.openai;

import batos.json.Json;
import batos.mind.Prompt;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The tools that a program declares, and how it wants them used.
///
/// @param demand the instruction to the speakers about using them; empty where they are free
/// @param one whether only one call may be made at a time
record ProgramTools(List<Prompt.ToolSchema> schemas, String demand, boolean one) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final int MOST = 128;

    static ProgramTools of(ApiRequest request) {
        if (request.node("functions").isPresent()) {
            throw ApiFault.invalid("functions", "functions is given as tools here");
        }
        var all = new ArrayList<Prompt.ToolSchema>();
        for (var tool : request.items("tools")) {
            all.add(schema(tool));
        }
        if (all.size() > MOST) {
            throw ApiFault.invalid("tools", all.size() + " tools; at most " + MOST);
        }
        var one = !request.flag("parallel_tool_calls", true);
        var choice = request.node("tool_choice");
        var word = choice.map(node -> node.asText("")).orElse("auto");
        if (word.equals("none") || all.isEmpty()) {
            return new ProgramTools(List.of(), "", one);
        }
        if (word.equals("required")) {
            return new ProgramTools(all, "Call one of the program's tools: " + names(all), one);
        }
        var named =
                choice.map(node -> node.path("function").path("name").asText(""))
                        .filter(name -> !name.isEmpty())
                        .or(() -> choice.map(node -> node.path("name").asText("")))
                        .orElse("");
        if (named.isEmpty()) {
            return new ProgramTools(all, "", one);
        }
        var only = all.stream().filter(tool -> tool.name().equals(named)).toList();
        if (only.isEmpty()) {
            throw ApiFault.invalid("tool_choice", "no tool is named '" + named + "'");
        }
        return new ProgramTools(only, "Call the tool " + named + ".", one);
    }

    private static String names(List<Prompt.ToolSchema> tools) {
        return String.join(", ", tools.stream().map(Prompt.ToolSchema::name).toList()) + ".";
    }

    /// Chat completions nest what responses have flat.
    private static Prompt.ToolSchema schema(JsonNode tool) {
        var type = tool.path("type").asText("");
        if (!type.equals("function")) {
            throw ApiFault.invalid(
                    "tools", "a tool of the type '%s': functions only".formatted(type));
        }
        var function = tool.has("function") ? tool.path("function") : tool;
        var name = function.path("name").asText("");
        if (!NAME.matcher(name).matches()) {
            throw ApiFault.invalid(
                    "tools",
                    "'%s' is no name of a tool: 1 to 64 of letters, digits, _ and -"
                            .formatted(name));
        }
        var parameters = function.path("parameters");
        return new Prompt.ToolSchema(
                name,
                function.path("description").asText(""),
                parameters.isObject()
                        ? Json.write(parameters)
                        : "{\"type\":\"object\",\"properties\":{}}");
    }
}
