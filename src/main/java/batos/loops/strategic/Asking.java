package batos.loops.strategic;

import batos.mind.Message;
import batos.mind.Pin;
import batos.mind.Prompt;
import batos.mind.Reply;
import java.util.List;
import java.util.Optional;

/// Asks a persona outside of any turn, with a model of the caller's choice.
@FunctionalInterface
public interface Asking {
    /// @param persona whose instruction, from the codex in force, stands before the conversation
    /// @param schema when present, the reply is one JSON document that fits it
    Reply ask(
            String persona,
            Pin pin,
            List<Message> conversation,
            List<Prompt.ToolSchema> tools,
            Optional<String> schema);
}
