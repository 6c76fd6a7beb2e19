package batos.trainer;

import java.util.List;

/// One conversation to learn from; the last message is the answer that is learned.
///
/// @param id names it in losses
public record ChatExample(String id, List<ChatMessage> messages) {
    public ChatExample {
        messages = List.copyOf(messages);
    }

    /// @param role `system`, `user` or `assistant`
    public record ChatMessage(String role, String content) {}

    /// A question and its answer.
    public static ChatExample of(String id, String question, String answer) {
        return new ChatExample(
                id,
                List.of(new ChatMessage("user", question), new ChatMessage("assistant", answer)));
    }

    /// The answer to learn.
    public String answer() {
        return messages.getLast().content();
    }
}
