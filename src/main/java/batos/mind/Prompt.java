package batos.mind;

import java.util.List;
import java.util.Optional;

/// One request to a mind.
///
/// @param persona who speaks
/// @param schema when present, the reply's text is one JSON document that fits this JSON schema
public record Prompt(
        Pin pin,
        PersonaId persona,
        Purpose purpose,
        List<Message> messages,
        List<ToolSchema> tools,
        Optional<String> schema) {
    public Prompt {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /// The same request with another conversation.
    public Prompt with(List<Message> conversation) {
        return new Prompt(pin, persona, purpose, conversation, tools, schema);
    }

    /// @param parameters a JSON schema of type `object`, as text
    public record ToolSchema(String name, String description, String parameters) {}
}
