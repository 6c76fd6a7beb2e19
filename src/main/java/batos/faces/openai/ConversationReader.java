package batos.faces.openai;

import batos.council.CallingProgram;
import batos.council.ToolUse;
import batos.mind.Message;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The `messages` of a chat completion, taken apart: what the program tells the speakers, the
/// conversation so far, the question, and what the program's tools gave for it.
///
/// The question is the last message of the role `user`; the messages before it are conversation,
/// only calls of tools with their results may follow it.
final class ConversationReader {
    private static final String FIELD = "messages";

    private final List<String> instructions = new ArrayList<>();
    private final List<Message> before = new ArrayList<>();
    private final List<CallingProgram.Round> rounds = new ArrayList<>();
    private final Map<String, Message.ToolCall> open = new LinkedHashMap<>();
    private final List<ToolUse> uses = new ArrayList<>();
    private String said = "";
    private @Nullable String question;

    /// A conversation of a program.
    record Conversation(
            String instructions,
            List<Message> before,
            String question,
            List<CallingProgram.Round> rounds) {}

    static Conversation read(List<JsonNode> messages) {
        if (messages.isEmpty()) {
            throw ApiFault.invalid(FIELD, "messages holds no message");
        }
        var reader = new ConversationReader();
        for (var i = 0; i < messages.size(); i++) {
            reader.take(messages.get(i), FIELD + "[" + i + "]");
        }
        return reader.whole();
    }

    private void take(JsonNode message, String where) {
        var role = message.path("role").asText("");
        if (!role.equals("tool")) {
            endRound(where);
        }
        switch (role) {
            case "system", "developer" -> instructions.add(text(message, where));
            case "user" -> ask(text(message, where), where);
            case "assistant" -> say(message, where);
            case "tool" -> give(message, where);
            default ->
                    throw ApiFault.invalid(
                            where + ".role",
                            "'%s' is no role: system, developer, user, assistant, tool"
                                    .formatted(role));
        }
    }

    private void ask(String text, String where) {
        settle();
        if (text.isBlank()) {
            throw ApiFault.invalid(where + ".content", "the user says nothing there");
        }
        question = text;
    }

    /// Moves the question so far and its rounds into the conversation, as another question follows.
    private void settle() {
        if (question != null) {
            before.add(new Message.Question(question));
            rounds.stream().flatMap(CallingProgram.Round::messages).forEach(before::add);
            rounds.clear();
            question = null;
        }
    }

    private void say(JsonNode message, String where) {
        var calls = message.path("tool_calls");
        if (calls.isEmpty()) {
            settle();
            var text = text(message, where);
            if (!text.isBlank()) {
                before.add(new Message.Said(text, List.of()));
            }
            return;
        }
        said = message.path("content").isNull() ? "" : text(message, where);
        for (var call : calls) {
            var function = call.path("function");
            var id = call.path("id").asText("");
            if (id.isEmpty() || function.path("name").asText("").isEmpty()) {
                throw ApiFault.invalid(
                        where + ".tool_calls", "a call needs an id and function.name");
            }
            open.put(
                    id,
                    new Message.ToolCall(
                            id,
                            function.path("name").asText(),
                            function.path("arguments").asText("{}")));
        }
    }

    private void give(JsonNode message, String where) {
        var id = message.path("tool_call_id").asText("");
        var call = open.remove(id);
        if (call == null) {
            throw ApiFault.invalid(
                    where + ".tool_call_id",
                    "'%s' is no call of the assistant message before it".formatted(id));
        }
        uses.add(CallingProgram.gave(call, text(message, where)));
    }

    /// Every call of an assistant message must have its result before anything else is said.
    private void endRound(String where) {
        if (!open.isEmpty()) {
            throw ApiFault.invalid(
                    where,
                    "an assistant message with tool_calls must be followed by a message of the"
                            + " role tool for each of them; missing: "
                            + String.join(", ", open.keySet()));
        }
        if (!uses.isEmpty()) {
            rounds.add(new CallingProgram.Round(said, uses));
            uses.clear();
            said = "";
        }
    }

    private Conversation whole() {
        endRound(FIELD);
        if (question == null) {
            throw ApiFault.invalid(
                    FIELD, "the last message must be of the role user or tool: nothing is asked");
        }
        return new Conversation(String.join("\n\n", instructions), before, question, rounds);
    }

    /// A text, or an array of parts that hold text.
    ///
    /// @throws ApiFault when it is neither: a picture, a sound, a file
    static String text(JsonNode message, String where) {
        var content = message.path("content");
        if (content.isTextual()) {
            return content.textValue();
        }
        if (content.isArray()) {
            var parts = new ArrayList<String>();
            for (var part : content) {
                var type = part.path("type").asText("");
                if (!part.path("text").isTextual()) {
                    throw ApiFault.invalid(
                            where + ".content",
                            "a part of the type '%s': these models read text only".formatted(type));
                }
                parts.add(part.path("text").textValue());
            }
            return String.join("\n", parts);
        }
        if (content.isNull() || content.isMissingNode()) {
            return "";
        }
        throw ApiFault.invalid(where + ".content", "content is neither a text nor a list of parts");
    }
}
