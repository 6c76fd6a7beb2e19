package batos.loops.philosophical;

import batos.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Reads the JSON documents that the four reply with.
final class DeliberationReplies {
    private DeliberationReplies() {}

    /// The document in a reply, code fences around it ignored; empty when there is none.
    static Optional<JsonNode> document(String reply) {
        var first = reply.indexOf('{');
        var last = reply.lastIndexOf('}');
        if (first < 0 || last < first) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(reply.substring(first, last + 1)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    static String text(JsonNode document, String field) {
        return document.path(field).asText("").strip();
    }
}
