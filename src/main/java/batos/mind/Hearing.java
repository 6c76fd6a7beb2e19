package batos.mind;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the client library tells of one streamed answer.
final class Hearing implements StreamingChatResponseHandler {
    private final Consumer<String> heard;
    private @Nullable ChatResponse whole;
    private @Nullable Throwable error;
    private @Nullable RuntimeException deaf;

    Hearing(Consumer<String> heard) {
        this.heard = heard;
    }

    @Override
    public void onPartialResponse(String text) {
        try {
            if (deaf == null) {
                heard.accept(text);
            }
        } catch (RuntimeException e) {
            deaf = e;
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        whole = response;
    }

    @Override
    public void onError(Throwable cause) {
        error = cause;
    }

    /// The reply, when the exchange itself found no fault.
    Reply reply(String where, Duration took) {
        if (deaf != null) {
            throw deaf;
        }
        if (whole == null) {
            return Protocol.garbled(where, "the answer could not be read: " + error);
        }
        var calls = new ArrayList<Message.ToolCall>();
        for (var request : whole.aiMessage().toolExecutionRequests()) {
            var id = request.id() == null ? "call-" + (calls.size() + 1) : request.id();
            var arguments =
                    request.arguments() == null || request.arguments().isBlank()
                            ? "{}"
                            : request.arguments();
            calls.add(new Message.ToolCall(id, request.name(), arguments));
        }
        var text = whole.aiMessage().text();
        var tokens = whole.tokenUsage();
        return new Reply.Answered(
                text == null ? "" : text,
                calls,
                new Reply.Usage(
                        tokens == null || tokens.inputTokenCount() == null
                                ? 0
                                : tokens.inputTokenCount(),
                        tokens == null || tokens.outputTokenCount() == null
                                ? 0
                                : tokens.outputTokenCount(),
                        took));
    }
}
