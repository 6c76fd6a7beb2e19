package batos.memory.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.function.Consumer;

/// Claude's export: each conversation has `chat_messages` with a sender, `human` or `assistant`, a
/// text, and in newer exports a `content` of typed blocks, of which only text counts.
final class ClaudeExport implements Format.Reader {
    @Override
    public void read(Path file, Path root, Consumer<Item> items) throws IOException {
        Conversations.each(
                file,
                conversation -> {
                    Conversations.require(conversation, "chat_messages", "Claude", file);
                    conversation(conversation, items);
                });
    }

    private static void conversation(JsonNode conversation, Consumer<Item> items) {
        var created = time(conversation.path("created_at").asText(""), Instant.EPOCH);
        var id = conversation.path("uuid").asText("");
        var session =
                "claude/"
                        + (id.isEmpty()
                                ? ContentIdentity.of(conversation.path("name").asText(""), created)
                                : id);
        for (var message : conversation.path("chat_messages")) {
            var sender = message.path("sender").asText("");
            var text = text(message);
            if (!text.isBlank() && (sender.equals("human") || sender.equals("assistant"))) {
                var time = time(message.path("created_at").asText(""), created);
                items.accept(
                        Item.turn(
                                message.path("uuid")
                                        .asText(ContentIdentity.of(session, time, sender, text)),
                                session,
                                time,
                                sender.equals("human") ? "Architect" : "Claude",
                                text));
            }
        }
    }

    private static String text(JsonNode message) {
        var blocks = new ArrayList<String>();
        message.path("content")
                .forEach(block -> {
                    if (block.path("type").asText("").equals("text")) {
                        blocks.add(block.path("text").asText(""));
                    }
                });
        var joined = String.join("\n", blocks).strip();
        return joined.isEmpty() ? message.path("text").asText("").strip() : joined;
    }

    private static Instant time(String text, Instant otherwise) {
        try {
            return text.isEmpty() ? otherwise : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }
}
