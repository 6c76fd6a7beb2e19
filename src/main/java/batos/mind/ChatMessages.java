package batos.mind;

import batos.json.Json;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import java.util.LinkedHashMap;
import java.util.List;

/// Prompts in the words of the client library.
final class ChatMessages {
    private ChatMessages() {}

    static List<ChatMessage> messages(Prompt prompt) {
        return prompt.messages().stream().map(ChatMessages::message).toList();
    }

    private static ChatMessage message(Message message) {
        return switch (message) {
            case Message.Instruction(var text) -> SystemMessage.from(text);
            case Message.Question(var text) -> UserMessage.from(text);
            case Message.Asked(var text) -> UserMessage.from(text);
            case Message.Said(var text, var calls) ->
                    AiMessage.builder()
                            .text(text)
                            .toolExecutionRequests(calls.stream().map(ChatMessages::call).toList())
                            .build();
            case Message.ToolGave(var id, var tool, var text) ->
                    ToolExecutionResultMessage.from(id, tool, text);
        };
    }

    /// Arguments that are no JSON object are wrapped into one: the library throws at them, in this
    /// and every later request of the conversation.
    private static ToolExecutionRequest call(Message.ToolCall call) {
        var arguments =
                Json.foreignObject(call.arguments())
                        .orElseGet(() -> Json.object().put("unreadable", call.arguments()));
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.tool())
                .arguments(arguments.toString())
                .build();
    }

    static List<ToolSpecification> tools(Prompt prompt) {
        return prompt.tools().stream()
                .map(tool ->
                        ToolSpecification.builder()
                                .name(tool.name())
                                .description(tool.description())
                                .parameters(parameters(tool.parameters()))
                                .build())
                .toList();
    }

    private static JsonObjectSchema parameters(String schema) {
        var object = Json.foreignObject(schema).orElseGet(Json::object);
        var properties = new LinkedHashMap<String, JsonSchemaElement>();
        object.path("properties")
                .properties()
                .forEach(entry ->
                        properties.put(
                                entry.getKey(), JsonRawSchema.from(entry.getValue().toString())));
        var required = object.path("required").valueStream().map(node -> node.asText()).toList();
        return JsonObjectSchema.builder().addProperties(properties).required(required).build();
    }

    static ResponseFormat format(String schema) {
        return ResponseFormat.builder()
                .type(ResponseFormatType.JSON)
                .jsonSchema(
                        JsonSchema.builder()
                                .name("document")
                                .rootElement(JsonRawSchema.from(schema))
                                .build())
                .build();
    }
}
