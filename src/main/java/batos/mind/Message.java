package batos.mind;

import java.util.List;

/// One message of a conversation with a model.
public sealed interface Message {
    record Instruction(String text) implements Message {}

    /// The Architect's question, in the Architect's own words and nothing else: models echo any
    /// text around them.
    record Question(String text) implements Message {}

    /// A request of batos to the model on the way to an answer.
    record Asked(String text) implements Message {}

    record Said(String text, List<ToolCall> calls) implements Message {
        public Said {
            calls = List.copyOf(calls);
        }
    }

    /// A tool's result for one call.
    record ToolGave(String callId, String tool, String text) implements Message {}

    /// @param arguments a JSON object as text
    record ToolCall(String id, String tool, String arguments) {}
}
