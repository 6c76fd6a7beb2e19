package batos.faces.mcp;

import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.concurrent.atomic.AtomicInteger;

/// The calling client, and the way to report progress to it.
///
/// @param session of the client
/// @param author as the image's journal names him, for example `mcp claude-code`
/// @param progress tells the client what happens now; does nothing where he did not ask
record CallingClient(String session, String author, Progress progress) {
    private static final int LONGEST_NAME = 40;

    @FunctionalInterface
    interface Progress {
        Progress NONE = text -> {};

        void happened(String text);
    }

    static CallingClient of(McpAsyncServerExchange exchange, McpSchema.Request request) {
        return new CallingClient(
                exchange.sessionId(),
                author(exchange),
                progress(exchange, request.progressToken()));
    }

    /// A client chooses its name: what could pass for something else in the journal is left out.
    private static String author(McpAsyncServerExchange exchange) {
        var info = exchange.getClientInfo();
        var name =
                info == null || info.name() == null
                        ? ""
                        : info.name().replaceAll("[^A-Za-z0-9._-]+", " ").strip();
        return ("mcp " + name.substring(0, Math.min(name.length(), LONGEST_NAME))).strip();
    }

    private static Progress progress(McpAsyncServerExchange exchange, Object token) {
        if (token == null) {
            return Progress.NONE;
        }
        var steps = new AtomicInteger();
        return text ->
                exchange.progressNotification(
                                McpSchema.ProgressNotification.builder(
                                                token, steps.incrementAndGet())
                                        .message(text)
                                        .build())
                        .subscribe(done -> {}, ignored -> {});
    }
}
