package batos.mind;

import java.util.List;

/// One message of a conversation with a model.
public sealed interface Message {
    record Instruction(String text) implements Message {}

    /// What the Architect asked, in the Architect's own words and nothing else: models echo what is
    /// put around them.
    record Question(String text) implements Message {}

    /// What batos says to the model on the way to an answer.
    record Asked(String text) implements Message {}

    record Said(String text, List<ToolCall> calls) implements Message {
        public Said {
            calls = List.copyOf(calls);
        }
    }

    /// What a tool gave back for one call.
    record ToolGave(String callId, String tool, String text) implements Message {}

    /// @param arguments a JSON object as text
    record ToolCall(String id, String tool, String arguments) {}
}
