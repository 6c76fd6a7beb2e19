package batos.mind;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Collects the client library's callbacks of one streamed answer.
final class StreamCollector implements StreamingChatResponseHandler {
    private final Prompt prompt;
    private final ThinkingFilter heard;
    private @Nullable ChatResponse whole;
    private @Nullable Throwable error;
    private @Nullable RuntimeException deaf;

    StreamCollector(Prompt prompt, Consumer<String> heard) {
        this.prompt = prompt;
        this.heard = new ThinkingFilter(heard);
    }

    @Override
    public void onPartialResponse(String text) {
        tell(() -> heard.part(text));
    }

    private void tell(Runnable telling) {
        try {
            if (deaf == null) {
                telling.run();
            }
        } catch (RuntimeException e) {
            deaf = e;
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        tell(heard::end);
        whole = response;
    }

    @Override
    public void onError(Throwable cause) {
        error = cause;
    }

    /// The reply, when the exchange itself found no fault: a document without the words around it,
    /// calls also where they were written down instead of made.
    ///
    /// @param watch the decisions about it while it streamed in
    /// @param cut whether it ended because it was as long as allowed
    Reply reply(String where, ReplyStopCondition watch, boolean cut, Duration took) {
        if (deaf != null) {
            throw deaf;
        }
        if (whole == null) {
            return StreamProtocol.garbled(where, "the answer could not be read: " + error);
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
        var said = whole.aiMessage().text();
        var text = said == null ? "" : ThinkingFilter.without(said);
        if (calls.isEmpty()) {
            if (text.isBlank()) {
                return cut ? TruncationCheck.speechless(where, prompt) : nothing(where);
            }
            var written = TextToolCalls.in(text, prompt.tools());
            calls.addAll(written.calls());
            text = watch.kept(prompt.schema().isPresent() ? text : written.text());
            if (cut && prompt.schema().isPresent() && !watch.complete(text)) {
                return TruncationCheck.cut(where, prompt);
            }
        }
        var usage = watch.over() ? estimated(watch, took) : usage(whole.tokenUsage(), took);
        return new Reply.Answered(text, calls, usage, watch.ending(cut));
    }

    /// The server's own counts come with the end of a reply, which was not waited for.
    private Reply.Usage estimated(ReplyStopCondition watch, Duration took) {
        return new Reply.Usage(ReplyStopCondition.estimate(prompt), watch.tokens(), took);
    }

    private static Reply.Failed nothing(String where) {
        return StreamProtocol.garbled(where, "the model ended its answer without a word");
    }

    private static Reply.Usage usage(@Nullable TokenUsage tokens, Duration took) {
        return new Reply.Usage(
                tokens == null ? 0 : count(tokens.inputTokenCount()),
                tokens == null ? 0 : count(tokens.outputTokenCount()),
                took);
    }

    private static int count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
