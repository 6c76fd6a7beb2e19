package batos.mind;

import dev.langchain4j.http.client.HttpClientBuilder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Calls to the models of one server: what every protocol shares, around the client library's model
/// for one of them.
final class ModelCalls {
    /// A protocol that also says how the answer ended.
    interface Answering extends StreamProtocol {
        /// The reply ended because it was as long as allowed.
        boolean cut();

        /// The tokens of prompt that the server says it read; 0 where it does not say.
        int evaluated();
    }

    private final ServerConnection wire;
    private final CallLimits limits;
    private final MindActivity activity;
    private final ServerSpeed speed = new ServerSpeed();
    private final TextToolProtocol words = new TextToolProtocol();

    ModelCalls(ServerConnection wire, CallLimits limits, MindActivity activity) {
        this.wire = wire;
        this.limits = limits;
        this.activity = activity;
    }

    /// Asks with names of tools that the server takes, in words where the model takes no tools, and
    /// once more where its arguments do not read.
    Reply think(Prompt prompt, Function<Prompt, Reply> once) {
        return ServerToolNames.around(
                prompt, named -> words.call(named, told -> ToolArguments.onceMore(told, once)));
    }

    /// Sends one prompt and waits for the end of the answer.
    ///
    /// @param where the server and the model, as messages name them
    /// @param body changes the request's body before it is sent
    /// @param model asks one of the library's models, by HTTP of that builder; the collector hears
    ///   the answer
    Reply once(
            Prompt prompt,
            String where,
            Function<ReplyStopCondition, Answering> protocol,
            UnaryOperator<String> body,
            BiConsumer<HttpClientBuilder, StreamCollector> model,
            Consumer<String> heard) {
        var watch = new ReplyStopCondition(prompt, speed, activity);
        var answering = protocol.apply(watch);
        var exchange = new StreamingHttpClient(wire, answering, body, watch.patience(limits));
        var hearing = new StreamCollector(prompt, heard);
        model.accept(exchange.asBuilder(), hearing);
        watch.ended();
        var failure = exchange.failure();
        return failure != null
                ? failure
                : TruncationCheck.found(prompt, answering.evaluated())
                        .orElseGet(() ->
                                hearing.reply(where, watch, answering.cut(), exchange.took()));
    }

    double readingRate(String tag) {
        return speed.rate(tag);
    }

    MindActivity activity() {
        return activity;
    }
}
