package batos.mind;

import batos.json.Json;
import batos.tape.Tape;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A mind on an Ollama server, by its native protocol.
public final class OllamaMind implements Mind {
    private final ServerConnection wire;
    private final OllamaServer server;
    private final int keepAlive;
    private final boolean thinking;
    private final ModelCalls calls;

    /// @param keepAlive seconds for which the server keeps a model loaded after a call
    /// @param thinking whether a model that can reason before it answers does so
    public OllamaMind(
            OllamaAddress address, CallLimits limits, int keepAlive, boolean thinking, Tape tape) {
        this.thinking = thinking;
        this.wire = new ServerConnection(address.url(), limits, tape, "mind.ollama");
        this.calls = new ModelCalls(wire, limits, new MindActivity());
        this.server = new OllamaServer(address, limits, tape);
        this.keepAlive = keepAlive;
    }

    @Override
    public String name() {
        return "ollama";
    }

    @Override
    public Optional<OllamaServer> server() {
        return Optional.of(server);
    }

    @Override
    public Reply think(Prompt prompt, Consumer<String> heard) {
        return calls.think(prompt, asked -> once(asked, heard));
    }

    private Reply once(Prompt prompt, Consumer<String> heard) {
        var where = wire.base() + ", model " + prompt.pin().tag();
        return calls.once(
                prompt,
                where,
                watch -> new OllamaLines(where, prompt, watch),
                OllamaMind::untrimmed,
                (http, hearing) ->
                        OllamaStreamingChatModel.builder()
                                .baseUrl(wire.base().toString())
                                .httpClientBuilder(http)
                                .modelName(prompt.pin().tag())
                                .build()
                                .chat(request(prompt), hearing),
                heard);
    }

    private ChatRequest request(Prompt prompt) {
        var pin = prompt.pin();
        var parameters =
                OllamaChatRequestParameters.builder()
                        .modelName(pin.tag())
                        .numCtx(pin.context())
                        .temperature(pin.sampling().temperature())
                        .topP(pin.sampling().topP())
                        .seed((int) pin.sampling().seed())
                        .maxOutputTokens(pin.sampling().maxTokens())
                        .keepAlive(keepAlive)
                        .toolSpecifications(ChatMessages.tools(prompt));
        if (!thinking) {
            // a model that cannot think takes the word "false", not the word "true"
            parameters.think(false);
        }
        prompt.schema().map(ChatMessages::format).ifPresent(parameters::responseFormat);
        return ChatRequest.builder()
                .messages(ChatMessages.messages(prompt))
                .parameters(parameters.build())
                .build();
    }

    /// Asks the server to refuse a prompt that is too long; older ones ignore the word and trim it.
    private static String untrimmed(String body) {
        return Json.foreignObject(body)
                .map(object -> object.put("truncate", false).toString())
                .orElse(body);
    }

    @Override
    public double readingRate(String tag) {
        return calls.readingRate(tag);
    }

    @Override
    public MindActivity activity() {
        return calls.activity();
    }

    @Override
    public List<Model> models() {
        return server.models();
    }

    @Override
    public void close() {
        wire.close();
        server.close();
    }
}
