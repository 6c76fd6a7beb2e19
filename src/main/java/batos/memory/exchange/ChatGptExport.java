package batos.memory.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// ChatGPT's export: each conversation is a tree of messages (`mapping`), of which the branch that
/// ends at `current_node` is what the user last saw. System prompts, tool traffic and hidden
/// messages are left out: memory is never made of instructions.
final class ChatGptExport implements Format.Reader {
    @Override
    public void read(Path file, Path root, Consumer<Item> items) throws IOException {
        Conversations.each(
                file,
                conversation -> {
                    Conversations.require(conversation, "mapping", "ChatGPT", file);
                    conversation(conversation, items);
                });
    }

    private static void conversation(JsonNode conversation, Consumer<Item> items) {
        var created = seconds(conversation.path("create_time"), Instant.EPOCH);
        var title = conversation.path("title").asText("");
        var id = conversation.path("conversation_id").asText(conversation.path("id").asText(""));
        var session = "chatgpt/" + (id.isEmpty() ? ContentIdentity.of(title, created) : id);
        for (var node : branch(conversation)) {
            var message = node.path("message");
            var role = message.path("author").path("role").asText("");
            var text = text(message.path("content"));
            if (text.isBlank()
                    || !(role.equals("user") || role.equals("assistant"))
                    || hidden(message)) {
                continue;
            }
            var time = seconds(message.path("create_time"), created);
            items.accept(
                    Item.turn(
                            message.path("id")
                                    .asText(ContentIdentity.of(session, time, role, text)),
                            session,
                            time,
                            role.equals("user") ? "Architect" : "ChatGPT",
                            text));
        }
    }

    private static List<JsonNode> branch(JsonNode conversation) {
        var mapping = conversation.path("mapping");
        var branch = new ArrayList<JsonNode>();
        var at = conversation.path("current_node").asText(last(mapping));
        while (!at.isEmpty() && mapping.has(at) && branch.size() <= mapping.size()) {
            branch.add(mapping.get(at));
            at = mapping.get(at).path("parent").asText("");
        }
        Collections.reverse(branch);
        return branch;
    }

    private static String last(JsonNode mapping) {
        var last = "";
        for (var names = mapping.fieldNames(); names.hasNext(); ) {
            last = names.next();
        }
        return last;
    }

    private static boolean hidden(JsonNode message) {
        return message.path("metadata")
                .path("is_visually_hidden_from_conversation")
                .asBoolean(false);
    }

    /// The words of a message, spoken ones too; leaves out pictures and files among its parts.
    private static String text(JsonNode content) {
        var type = content.path("content_type").asText("text");
        if (!type.equals("text") && !type.equals("multimodal_text")) {
            return "";
        }
        var parts = new ArrayList<String>();
        content.path("parts")
                .forEach(part -> {
                    var said =
                            part.path("content_type").asText("").equals("audio_transcription")
                                    ? part.path("text").asText("")
                                    : part.isTextual() ? part.asText() : "";
                    if (!said.isBlank()) {
                        parts.add(said);
                    }
                });
        return String.join("\n", parts).strip();
    }

    private static Instant seconds(JsonNode number, Instant otherwise) {
        return number.isNumber()
                ? Instant.ofEpochMilli(Math.round(number.asDouble() * 1_000))
                : otherwise;
    }
}
