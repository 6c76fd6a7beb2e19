package batos.mind;

import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An answer of `/chat/completions` as server-sent events: chunks of JSON, then `[DONE]`.
final class OpenAiEvents implements ModelCalls.Answering {
    private final String where;
    private final Prompt prompt;
    private final ReplyStopCondition watch;
    private final Map<Integer, Call> calls = new LinkedHashMap<>();
    private final StringBuilder refusal = new StringBuilder();
    private boolean done;
    private boolean finished;
    private boolean cut;
    private boolean filtered;
    private int evaluated;
    private @Nullable Reply fault;

    /// @param prompt the prompt of the call
    /// @param watch decides when no more is wanted
    OpenAiEvents(String where, Prompt prompt, ReplyStopCondition watch) {
        this.where = where;
        this.prompt = prompt;
        this.watch = watch;
    }

    /// A call as it grows from chunk to chunk.
    private static final class Call {
        private String name = "";
        private final StringBuilder arguments = new StringBuilder();
    }

    @Override
    public String take(String line) {
        if (!line.startsWith("data:") || over()) {
            return "";
        }
        var data = line.substring("data:".length()).strip();
        if (data.equals("[DONE]")) {
            done = true;
            return event(data);
        }
        var chunk = Json.foreignObject(data).orElse(null);
        if (chunk == null) {
            fault =
                    StreamProtocol.garbled(
                            where,
                            "an event of the answer is not a JSON object: "
                                    + StreamProtocol.cut(data));
            return "";
        }
        if (chunk.hasNonNull("error")) {
            fault = StreamProtocol.failed(where, prompt, 200, StreamProtocol.said(data));
            return "";
        }
        var speaker = chunk.path("model").asText("");
        if (!speaks(speaker)) {
            fault =
                    new Reply.Failed(
                            false,
                            "%s: the server answered with another model, %s. Next: /models use PERSONA %s"
                                    .formatted(where, speaker, speaker),
                            Reply.Fault.UNKNOWN_MODEL);
            return "";
        }
        evaluated = chunk.path("usage").path("prompt_tokens").asInt(evaluated);
        chunk.path("choices").forEach(this::follow);
        if (calls.isEmpty() && watch.over()) {
            done = true;
            return event(chunk.toString()) + event("[DONE]");
        }
        return event(chunk.toString());
    }

    /// Servers that hold one model answer with it whatever the request names. A name may be longer
    /// than the one asked for: dated (`gpt-4o-2024-08-06`), or a path that ends in it.
    private boolean speaks(String speaker) {
        var asked = ModelTag.withoutLatest(prompt.pin().tag());
        return speaker.isEmpty()
                || speaker.startsWith(asked)
                || ModelTag.withoutLatest(speaker).endsWith("/" + asked);
    }

    private static String event(String data) {
        return "data: " + data + "\n\n";
    }

    private void follow(JsonNode choice) {
        watch.take(choice.path("delta").path("content").asText(""));
        refusal.append(choice.path("delta").path("refusal").asText(""));
        if (choice.path("delta").path("tool_calls") instanceof ArrayNode parts) {
            parts.forEach(this::grow);
        }
        var reason = choice.path("finish_reason").asText("");
        finished |= !reason.isEmpty() && !reason.equals("null");
        cut |= reason.equals("length");
        filtered |= reason.equals("content_filter");
    }

    /// A part without an index belongs to the latest call, unless it names a new one.
    private void grow(JsonNode part) {
        if (!(part instanceof ObjectNode object)) {
            return;
        }
        var name = part.path("function").path("name").asText("");
        if (!part.hasNonNull("index")) {
            object.put("index", name.isEmpty() ? Math.max(0, calls.size() - 1) : calls.size());
        }
        var call = calls.computeIfAbsent(object.path("index").asInt(), fresh -> new Call());
        call.name += name;
        call.arguments.append(part.path("function").path("arguments").asText(""));
        if (!name.isEmpty() && !part.hasNonNull("id")) {
            object.put("id", "call-" + calls.size());
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
        if (fault != null) {
            return Optional.of(fault);
        }
        if (!done && !finished) {
            return Optional.of(
                    StreamProtocol.garbled(
                            where, "the answer ended before it said that it was done"));
        }
        if (!refusal.isEmpty() || filtered) {
            return Optional.of(
                    new Reply.Refused(
                            refusal.isEmpty()
                                    ? where + ": the server's content filter stopped the reply"
                                    : refusal.toString()));
        }
        for (var call : calls.values()) {
            var arguments = call.arguments.toString();
            if (!arguments.isEmpty() && Json.foreignObject(arguments).isEmpty()) {
                return Optional.of(ToolArguments.fault(where, call.name, arguments));
            }
        }
        return Optional.empty();
    }

    @Override
    public Reply.Failed rejected(int status, String said) {
        return StreamProtocol.failed(where, prompt, status, said);
    }
}
