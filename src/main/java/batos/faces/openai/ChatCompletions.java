package batos.faces.openai;

import batos.faces.TurnText;
import batos.json.Json;
import batos.mind.Message;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `POST /v1/chat/completions`: one turn, as one document or as a stream of chunks.
final class ChatCompletions {
    private final Turns turns;

    ChatCompletions(Turns turns) {
        this.turns = turns;
    }

    /// @param recorded the request as a recorded session notes it
    /// @throws ApiFault as long as nothing was streamed
    void answer(ApiRequest request, String recorded, ReplySink sink) {
        var question = question(request);
        var options = request.node("stream_options").orElseGet(Json::object);
        var exchange =
                new Exchange(
                        question,
                        request.flag("stream", false),
                        options.path("include_usage").asBoolean(false),
                        sink);
        try {
            exchange.end(turns.hold(question, recorded, exchange::begin, exchange));
        } catch (ApiFault fault) {
            if (!sink.isStreaming()) {
                throw fault;
            }
            sink.event("", fault.document());
        }
    }

    private static TurnQuestion question(ApiRequest request) {
        var model = ModelName.of(request.required("model"));
        UnsupportedParameters.checkChat(request);
        return new TurnQuestion(
                model,
                ConversationReader.read(request.items("messages")),
                ProgramTools.of(request),
                TurnOptions.of(request, "max_completion_tokens", "max_tokens"),
                TurnQuestion.schema(request, "response_format", "response_format"),
                request.flag("store", true));
    }

    /// One request's reply in the making.
    private static final class Exchange implements TurnText.Listener {
        private final TurnQuestion question;
        private final boolean stream;
        private final boolean usage;
        private final ReplySink sink;
        private final StringBuilder reasoning = new StringBuilder();
        private Turns.@Nullable Identity identity;
        private boolean begun;

        Exchange(TurnQuestion question, boolean stream, boolean usage, ReplySink sink) {
            this.question = question;
            this.stream = stream;
            this.usage = usage;
            this.sink = sink;
        }

        void begin(Turns.Identity known) {
            identity = known;
        }

        @Override
        public void content(String piece) {
            if (stream) {
                delta(Json.object().put("content", piece));
            }
        }

        @Override
        public void reasoning(String piece) {
            var text = reasoning.isEmpty() ? piece.stripLeading() : piece;
            reasoning.append(text);
            if (stream && !text.isEmpty()) {
                delta(Json.object().put("reasoning_content", text));
            }
        }

        private void delta(ObjectNode delta) {
            if (!begun) {
                begun = true;
                var first = Json.object().put("role", "assistant").put("content", "");
                sink.event("", chunk(first, null));
            }
            sink.event("", chunk(delta, null));
        }

        private ObjectNode head(String object) {
            var known = Objects.requireNonNull(identity, "the turn has not begun");
            return Json.object()
                    .put("id", "chatcmpl-" + known.id())
                    .put("object", object)
                    .put("created", known.created())
                    .put("model", question.model().toString());
        }

        private ObjectNode chunk(ObjectNode delta, @Nullable String finish) {
            var chunk = head("chat.completion.chunk");
            var choice = chunk.putArray("choices").addObject().put("index", 0);
            choice.set("delta", delta);
            choice.putNull("logprobs").put("finish_reason", finish);
            if (usage) {
                chunk.putNull("usage");
            }
            return chunk;
        }

        void end(TurnResult result) {
            if (stream) {
                endStream(result);
                return;
            }
            var document = head("chat.completion");
            var choice = document.putArray("choices").addObject().put("index", 0);
            var message = choice.putObject("message").put("role", "assistant");
            message.put(
                    "content",
                    result.calls().isEmpty() || !result.content().isEmpty()
                            ? result.content()
                            : null);
            message.putNull("refusal");
            if (!reasoning.isEmpty()) {
                message.put("reasoning_content", reasoning.toString());
            }
            calls(message, result.calls(), false);
            choice.putNull("logprobs").put("finish_reason", result.finish());
            document.set("usage", usage(result));
            document.putNull("system_fingerprint");
            document.set("batos", result.extension());
            sink.document(document);
        }

        private void endStream(TurnResult result) {
            if (!result.calls().isEmpty()) {
                var delta = Json.object();
                calls(delta, result.calls(), true);
                delta(delta);
            } else if (!begun) {
                delta(Json.object().put("content", ""));
            }
            var last = chunk(Json.object(), result.finish());
            last.set("batos", result.extension());
            sink.event("", last);
            if (usage) {
                var counted = head("chat.completion.chunk");
                counted.putArray("choices");
                counted.set("usage", usage(result));
                sink.event("", counted);
            }
            sink.done();
        }

        private static void calls(ObjectNode into, List<Message.ToolCall> calls, boolean indexed) {
            if (calls.isEmpty()) {
                return;
            }
            var array = into.putArray("tool_calls");
            for (var call : calls) {
                var one = array.addObject();
                if (indexed) {
                    one.put("index", array.size() - 1);
                }
                one.put("id", call.id())
                        .put("type", "function")
                        .putObject("function")
                        .put("name", call.tool())
                        .put("arguments", call.arguments());
            }
        }

        private static ObjectNode usage(TurnResult result) {
            return Json.object()
                    .put("prompt_tokens", result.promptTokens())
                    .put("completion_tokens", result.replyTokens())
                    .put("total_tokens", result.promptTokens() + result.replyTokens());
        }
    }
}
