package batos.council;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/// The JSON document in a model's reply, whatever stands around it. Small models repeat keys; the
/// last one counts, which is why [batos.json.Json], that refuses them, does not read these.
final class ReplyDocument {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReplyDocument() {}

    static Optional<JsonNode> in(String text) {
        var first = text.indexOf('{');
        var last = text.lastIndexOf('}');
        if (first < 0 || last < first) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text.substring(first, last + 1)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
