package batos.mind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An answer of Ollama's `/api/chat`: one JSON object a line, the last with `done`.
///
/// The client library merges tool calls that have no index, drops calls whose arguments are text,
/// and skips what it cannot parse; so each call gets an index and an id here, arguments become
/// objects, and a line that is no object fails the answer.
final class OllamaLines implements StreamProtocol {
    private final String where;
    private int calls;
    private int evaluated;
    private boolean done;
    private boolean cut;
    private @Nullable Reply fault;

    OllamaLines(String where) {
        this.where = where;
    }

    @Override
    public String take(String line) {
        if (line.isBlank() || over()) {
            return "";
        }
        var object = Json.read(line).orElse(null);
        if (object == null) {
            fault =
                    StreamProtocol.garbled(
                            where,
                            "a line of the answer is not a JSON object: "
                                    + StreamProtocol.cut(line));
            return "";
        }
        if (object.hasNonNull("error")) {
            fault = StreamProtocol.failed(where, 200, object.path("error").asText());
            return "";
        }
        if (object.path("message").path("tool_calls") instanceof ArrayNode given) {
            mend(given);
        }
        done = object.path("done").asBoolean();
        cut = object.path("done_reason").asText().equals("length");
        evaluated = object.path("prompt_eval_count").asInt(evaluated);
        return fault == null ? object.toString() : "";
    }

    private void mend(ArrayNode given) {
        for (var item : given) {
            if (item instanceof ObjectNode call
                    && call.path("function") instanceof ObjectNode function) {
                var arguments = function.path("arguments");
                if (arguments.isTextual()) {
                    Json.read(arguments.asText())
                            .ifPresentOrElse(
                                    read -> function.set("arguments", read),
                                    () ->
                                            fault =
                                                    ToolArguments.fault(
                                                            where,
                                                            function.path("name").asText(),
                                                            arguments.asText()));
                }
                function.put("index", calls++);
                if (!call.hasNonNull("id")) {
                    call.put("id", "call-" + calls);
                }
            }
        }
    }

    @Override
    public boolean over() {
        return done || fault != null;
    }

    /// The reply ended because it was as long as allowed.
    boolean cut() {
        return cut;
    }

    /// How many tokens of prompt the server says it read; 0 where it does not say.
    int evaluated() {
        return evaluated;
    }

    @Override
    public Optional<Reply> fault() {
        return fault != null
                ? Optional.of(fault)
                : done
                        ? Optional.empty()
                        : Optional.of(
                                StreamProtocol.garbled(
                                        where, "the answer ended before it said that it was done"));
    }
}
