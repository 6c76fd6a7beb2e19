package batos.memory.exchange;

import batos.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A `conversations.json`: an array of conversations, read one at a time, since an export of some
/// years has hundreds of megabytes.
final class Conversations {
    private Conversations() {}

    /// Is handed one conversation.
    @FunctionalInterface
    interface Visitor {
        void visit(JsonNode conversation) throws IOException;
    }

    static void each(Path file, Visitor visitor) throws IOException {
        try (var in = Files.newInputStream(file)) {
            Json.eachForeignItem(
                    in,
                    item -> {
                        if (!item.isObject()) {
                            throw new IOException(
                                    file + ": expected an array of conversations, found " + item);
                        }
                        visitor.visit(item);
                    });
        } catch (JsonProcessingException e) {
            throw new IOException(
                    "%s, line %d: %s"
                            .formatted(
                                    file,
                                    e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                                    Json.objection(e)),
                    e);
        }
    }

    /// @throws IOException where a conversation is not one of this service
    static void require(JsonNode conversation, String field, String service, Path file)
            throws IOException {
        if (!conversation.has(field)) {
            throw new IOException(
                    "%s: a conversation has no %s, so this is no export of %s. Next: --format jsonl, chatgpt, claude, markdown or mbox"
                            .formatted(file, field, service));
        }
    }

    /// Claude's conversations hold `chat_messages`, ChatGPT's a `mapping`.
    static boolean isClaude(Path file) throws IOException {
        var first = new JsonNode[1];
        try {
            each(
                    file,
                    conversation -> {
                        first[0] = conversation;
                        throw new Enough();
                    });
        } catch (Enough e) {
            return first[0].has("chat_messages");
        }
        return false;
    }

    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
