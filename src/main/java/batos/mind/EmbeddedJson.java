package batos.mind;

import batos.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/// A JSON object that a model wrote into its text: alone, in a code fence, or with words around it.
final class EmbeddedJson {
    private static final Pattern FENCE = Pattern.compile("(?s)```\\w*\\s*\\n?(.*?)```");

    private EmbeddedJson() {}

    /// The one document that a reply holds, as it was written; the whole reply where there is none.
    static String document(String reply) {
        if (Json.foreignObject(reply).isPresent()) {
            return reply;
        }
        return alone(reply)
                .map(ObjectNode::toString)
                .or(() -> between(reply).map(ObjectNode::toString))
                .orElse(reply);
    }

    /// The object that the text is, but for a code fence around it.
    static Optional<ObjectNode> alone(String text) {
        var fences = FENCE.matcher(text).results().toList();
        return fences.size() == 1
                ? Json.foreignObject(fences.getFirst().group(1))
                : Json.foreignObject(text.strip());
    }

    private static Optional<ObjectNode> between(String text) {
        var first = text.indexOf('{');
        var last = text.lastIndexOf('}');
        return first < 0 || last < first
                ? Optional.empty()
                : Json.foreignObject(text.substring(first, last + 1));
    }
}
