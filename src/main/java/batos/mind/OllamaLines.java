package batos.mind;

import batos.json.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An answer of Ollama's `/api/chat`: one JSON object a line, the last with `done`.
///
/// The client library merges tool calls that have no index, drops calls whose arguments are text,
/// and skips what it cannot parse; so each call gets an index and an id here, arguments become
/// objects, and a line that is no object fails the answer.
final class OllamaLines implements ModelCalls.Answering {
    /// The words of a server that ended a circle itself; its error has no code.
    private static final String CIRCLE = "repeat limit";

    private final String where;
    private final Prompt prompt;
    private final ReplyStopCondition watch;
    private int calls;
    private int evaluated;
    private boolean done;
    private boolean cut;
    private @Nullable Reply fault;

    /// @param prompt the prompt of the call
    /// @param watch decides when no more is wanted
    OllamaLines(String where, Prompt prompt, ReplyStopCondition watch) {
        this.where = where;
        this.prompt = prompt;
        this.watch = watch;
    }

    @Override
    public String take(String line) {
        if (line.isBlank() || over()) {
            return "";
        }
        var object = Json.foreignObject(line).orElse(null);
        if (object == null) {
            fault =
                    StreamProtocol.garbled(
                            where,
                            "a line of the answer is not a JSON object: "
                                    + StreamProtocol.cut(line));
            return "";
        }
        if (object.hasNonNull("error")) {
            var said = object.path("error").asText();
            if (said.contains(CIRCLE) && watch.circled()) {
                done = true;
                return ended(Json.object());
            }
            fault = StreamProtocol.failed(where, prompt, 200, said);
            return "";
        }
        if (object.path("message").path("tool_calls") instanceof ArrayNode given) {
            mend(given);
        }
        done = object.path("done").asBoolean();
        cut = object.path("done_reason").asText().equals("length");
        evaluated = object.path("prompt_eval_count").asInt(evaluated);
        watch.take(object.path("message").path("content").asText(""));
        if (calls == 0 && !done && watch.over()) {
            done = true;
            return ended(object);
        }
        return fault == null ? object.toString() : "";
    }

    /// The line with which the client library takes the answer for whole.
    private String ended(ObjectNode object) {
        object.put("model", prompt.pin().tag()).put("done", true).put("done_reason", "stop");
        if (!object.has("message")) {
            object.putObject("message").put("role", "assistant").put("content", "");
        }
        return object.toString();
    }

    private void mend(ArrayNode given) {
        for (var item : given) {
            if (item instanceof ObjectNode call
                    && call.path("function") instanceof ObjectNode function) {
                var arguments = function.path("arguments");
                if (arguments.isTextual()) {
                    Json.foreignObject(arguments.asText())
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

    @Override
    public boolean cut() {
        return cut;
    }

    @Override
    public int evaluated() {
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

    @Override
    public Reply.Failed rejected(int status, String said) {
        return StreamProtocol.failed(where, prompt, status, said);
    }
}
