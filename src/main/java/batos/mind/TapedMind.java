package batos.mind;

import batos.json.Json;
import batos.tape.Tape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A mind with no bytes beneath it, recorded and replayed by its words.
public final class TapedMind implements Mind {
    private static final String HEARD = "heard ";
    private static final String REPLY = "reply ";

    private final Tape tape;
    private final Optional<Mind> inner;

    /// @param inner empty in a replay, which needs none
    public TapedMind(Tape tape, Optional<Mind> inner) {
        this.tape = tape;
        this.inner = inner;
    }

    @Override
    public String name() {
        return inner.map(Mind::name).orElse(RehearsalMind.NAME);
    }

    @Override
    public Reply think(Prompt prompt, Consumer<String> heard) {
        var replies = new ArrayList<Reply>();
        tape.stream(
                "mind.port",
                Json.write(
                        List.of(
                                prompt.persona().name(),
                                prompt.purpose().toString(),
                                prompt.pin().tag(),
                                prompt.messages().toString(),
                                prompt.tools().toString(),
                                prompt.schema().orElse(""))),
                piece -> {
                    var mind =
                            inner.orElseThrow(() ->
                                    new IllegalStateException(
                                            "a tape that plays asked for a mind"));
                    var reply = mind.think(prompt, text -> piece.accept(HEARD + text));
                    piece.accept(REPLY + write(reply));
                },
                piece -> {
                    if (piece.startsWith(HEARD)) {
                        heard.accept(piece.substring(HEARD.length()));
                    } else {
                        replies.add(read(piece.substring(REPLY.length())));
                    }
                });
        var reply = replies.getLast();
        if (reply instanceof Reply.Interrupted) {
            Thread.currentThread().interrupt();
        }
        return reply;
    }

    static String write(Reply reply) {
        var node = Json.object();
        switch (reply) {
            case Reply.Answered(var text, var calls, var usage, var ending) -> {
                node.put("text", text)
                        .put("prompt", usage.promptTokens())
                        .put("reply", usage.replyTokens())
                        .put("millis", usage.took().toMillis());
                if (ending != Reply.Ending.DONE) {
                    node.put("ending", ending.name());
                }
                var array = node.putArray("calls");
                calls.forEach(call ->
                        array.addObject()
                                .put("id", call.id())
                                .put("tool", call.tool())
                                .put("arguments", call.arguments()));
            }
            case Reply.Refused(var why) -> node.put("refused", why);
            case Reply.Failed(var retry, var why, var fault) ->
                    node.put("failed", why).put("retry", retry).put("fault", fault.name());
            case Reply.Interrupted() -> node.put("interrupted", true);
        }
        return node.toString();
    }

    static Reply read(String text) {
        var node =
                Json.foreignObject(text)
                        .orElseThrow(() -> new IllegalArgumentException("not a reply: " + text));
        if (node.has("refused")) {
            return new Reply.Refused(node.path("refused").asText());
        }
        if (node.has("failed")) {
            return new Reply.Failed(
                    node.path("retry").asBoolean(),
                    node.path("failed").asText(),
                    Reply.Fault.valueOf(node.path("fault").asText()));
        }
        if (node.has("interrupted")) {
            return new Reply.Interrupted();
        }
        var calls =
                node.path("calls")
                        .valueStream()
                        .map(call ->
                                new Message.ToolCall(
                                        call.path("id").asText(),
                                        call.path("tool").asText(),
                                        call.path("arguments").asText()))
                        .toList();
        var usage =
                new Reply.Usage(
                        node.path("prompt").asInt(),
                        node.path("reply").asInt(),
                        Duration.ofMillis(node.path("millis").asLong()));
        return new Reply.Answered(
                node.path("text").asText(),
                calls,
                usage,
                Reply.Ending.valueOf(node.path("ending").asText("DONE")));
    }

    @Override
    public List<Model> models() {
        return inner.map(Mind::models).orElse(List.of());
    }

    @Override
    public void close() {
        inner.ifPresent(Mind::close);
    }
}
