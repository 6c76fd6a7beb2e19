package batos.toolbox;

import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The tools of a third party's server, as it listed them.
///
/// @param server its name in the settings
/// @param launch the program or address behind it, as the settings had it
/// @param title the server's own name, with its version
public record GuestOffer(String server, String launch, String title, List<Item> tools) {
    public GuestOffer {
        tools = List.copyOf(tools);
    }

    /// One tool.
    ///
    /// @param name as the server has it, for example `search`
    /// @param parameters a JSON schema as text
    public record Item(String name, String description, String parameters) {
        String written() {
            return Json.object()
                    .put("name", name)
                    .put("description", description)
                    .put("parameters", parameters)
                    .toString();
        }

        static Item read(String text) {
            var node = Json.tryRead(text).orElseGet(Json::object);
            return new Item(
                    word(node, "name"), word(node, "description"), word(node, "parameters"));
        }

        private static String word(JsonNode node, String name) {
            return node.path(name).asText("");
        }
    }

    /// The tools that take or say something else than in an earlier offer, one line each. Leaves
    /// out new and gone tools: the Architect has not agreed to the former, and the latter cannot be
    /// called.
    public List<String> differences(GuestOffer earlier) {
        var before = new LinkedHashMap<String, Item>();
        earlier.tools().forEach(item -> before.put(item.name(), item));
        var lines = new ArrayList<String>();
        for (var item : tools) {
            var old = before.getOrDefault(item.name(), item);
            if (!old.description().equals(item.description())) {
                lines.add(item.name() + " describes itself in other words");
            }
            if (!old.parameters().equals(item.parameters())) {
                lines.add(item.name() + " takes other arguments");
            }
        }
        return lines;
    }
}
