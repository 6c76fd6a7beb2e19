package batos.persona;

import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Prompt;
import batos.mind.Purpose;
import batos.mind.Reply;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Lets a persona speak. The instruction is made from the codex in force, the persona's state in
/// the image and its pin; the caller gives the conversation.
public interface Voice {
    /// @param schema when present, the reply is one JSON document that fits it
    /// @param heard gets the text as it streams in
    Reply speak(
            PersonaId persona,
            Purpose purpose,
            List<Message> conversation,
            List<Prompt.ToolSchema> tools,
            Optional<String> schema,
            Consumer<String> heard);
}
