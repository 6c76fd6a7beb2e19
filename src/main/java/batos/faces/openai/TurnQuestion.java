package batos.faces.openai;

import batos.council.CallingProgram;
import batos.council.TurnInput;
import batos.json.Json;
import batos.json.JsonSchema;
import batos.loops.Conversation;
import batos.mind.PersonaId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A request's question to the council, by either of the two protocols.
///
/// @param schema a JSON schema that the answer must fit
/// @param keep whether the turn is to be kept; one over the past never is
record TurnQuestion(
        ModelName model,
        ConversationReader.Conversation said,
        ProgramTools tools,
        TurnOptions options,
        Optional<String> schema,
        boolean keep) {
    /// Any JSON object, where a program asks for JSON without saying which.
    static final String ANY_OBJECT = "{\"type\":\"object\"}";

    /// The persona that gives the answer.
    PersonaId speaker() {
        return model.persona().map(PersonaId::valueOf).orElse(PersonaId.ALFRED);
    }

    boolean kept() {
        return keep && model.past().isEmpty();
    }

    OptionalLong past(ModelList models) {
        return model.past().isPresent()
                ? OptionalLong.of(models.commit(model))
                : OptionalLong.empty();
    }

    Conversation.ProgramQuestion question() {
        var demand = tools.demand();
        var told = said.instructions();
        return new Conversation.ProgramQuestion(
                model.persona(),
                said.question(),
                new TurnInput(List.of(), 0, schema.orElse("")),
                new CallingProgram(
                        told.isEmpty() || demand.isEmpty() ? told + demand : told + "\n\n" + demand,
                        said.before(),
                        tools.schemas(),
                        said.rounds()),
                (id, pin) -> options.adapt(id, pin, speaker()),
                missing -> true);
    }

    /// The schema that `response_format` (or `text.format`) asks for; empty for plain text.
    ///
    /// @param param the field's whole name
    static Optional<String> schema(ApiRequest request, String field, String param) {
        var format = request.node(field);
        var type = format.map(node -> node.path("type").asText("")).orElse("text");
        return switch (type) {
            case "text" -> Optional.empty();
            case "json_object" -> Optional.of(ANY_OBJECT);
            case "json_schema" -> {
                var nested = format.orElseThrow().path("json_schema").path("schema");
                var schema = nested.isObject() ? nested : format.orElseThrow().path("schema");
                if (!schema.isObject()) {
                    throw ApiFault.invalid(param, "json_schema holds no object named schema");
                }
                yield Optional.of(checked(param, Json.write(schema)));
            }
            default -> throw ApiFault.invalid(param, "'" + type + "' is no format");
        };
    }

    private static String checked(String param, String schema) {
        try {
            JsonSchema.of(schema);
            return schema;
        } catch (IllegalArgumentException e) {
            throw ApiFault.invalid(param, "json_schema holds no JSON schema: " + e.getMessage());
        }
    }
}
