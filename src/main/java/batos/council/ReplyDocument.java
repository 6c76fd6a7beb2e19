package batos.council;

import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// The JSON document in a model's reply, whatever stands around it, the first where there are
/// several. Small models repeat keys; the last one counts.
final class ReplyDocument {
    /// So many closing braces are tried as the document's end.
    private static final int TRIES = 64;

    private ReplyDocument() {}

    static Optional<JsonNode> in(String text) {
        var first = text.indexOf('{');
        var last = text.lastIndexOf('}');
        if (first < 0 || last < first) {
            return Optional.empty();
        }
        var found = Json.foreignObject(text.substring(first, last + 1));
        var end = text.indexOf('}', first);
        for (int i = 0; i < TRIES && found.isEmpty() && end >= 0 && end < last; i++) {
            found = Json.foreignObject(text.substring(first, end + 1));
            end = text.indexOf('}', end + 1);
        }
        return found.map(document -> document);
    }
}
