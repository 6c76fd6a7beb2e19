package batos.web;

import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/// Fields for the arguments of a tool, made from its JSON schema and filled from an example. The
/// page's script puts them together as one JSON object.
final class SchemaForm {
    private SchemaForm() {}

    /// @param parameters a JSON schema of type `object`, as text
    /// @param example arguments, a JSON object as text
    static Html fields(String parameters, String example) {
        var properties =
                Json.tryRead(parameters)
                        .map(schema -> schema.path("properties"))
                        .orElseGet(Json::object);
        var values = Json.tryRead(example).orElseGet(Json::object);
        var fields = new ArrayList<Html>();
        properties
                .properties()
                .forEach(entry ->
                        fields.add(
                                field(
                                        entry.getKey(),
                                        entry.getValue(),
                                        values.path(entry.getKey()))));
        return fields.isEmpty()
                ? Html.of("<span class=\"faint\">It takes no arguments.</span>")
                : Html.each(fields, field -> field);
    }

    private static Html field(String name, JsonNode schema, JsonNode value) {
        var type = schema.path("type").asText("");
        var id = "argument-" + name;
        var label =
                Html.of(
                        "<label for=\"{}\">{} <span class=\"faint\">{}</span></label>",
                        id,
                        name,
                        type.isEmpty() ? "JSON" : type);
        if (schema.path("enum").isArray()) {
            return Html.join(label, choice(id, name, schema.path("enum"), value));
        }
        if (type.equals("boolean")) {
            return Html.of(
                    "{}<input id=\"{}\" type=\"checkbox\" data-argument=\"{}\""
                            + " data-type=\"boolean\"{}>",
                    label,
                    id,
                    name,
                    value.asBoolean() ? Html.of(" checked") : Html.NONE);
        }
        var text = type.equals("string") && value.isTextual() ? value.asText() : shown(value);
        return Html.of(
                "{}<input id=\"{}\" data-argument=\"{}\" data-type=\"{}\" value=\"{}\""
                        + " autocomplete=\"off\" spellcheck=\"false\">",
                label,
                id,
                name,
                type,
                text);
    }

    private static Html choice(String id, String name, JsonNode allowed, JsonNode value) {
        var options = new ArrayList<Html>();
        for (var one : allowed) {
            options.add(
                    Html.of(
                            "<option value=\"{}\"{}>{}</option>",
                            one,
                            one.equals(value) ? Html.of(" selected") : Html.NONE,
                            one));
        }
        return Html.of(
                "<select id=\"{}\" data-argument=\"{}\" data-type=\"json\">{}</select>",
                id,
                name,
                options);
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "" : value.toString();
    }
}
