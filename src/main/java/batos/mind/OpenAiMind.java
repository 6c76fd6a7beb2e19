package batos.mind;

import batos.json.Json;
import batos.tape.Tape;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A mind behind any server that speaks the OpenAI protocol, such as vLLM or llama.cpp's. The
/// context length is the server's own and cannot be asked for; what the pin says is compared with
/// what the server counted.
public final class OpenAiMind implements Mind {
    /// An address for a mind that never goes there.
    static final OpenAiAddress RECORDED =
            new OpenAiAddress(URI.create("http://recorded.invalid/v1"), Optional::empty);

    private final ServerConnection wire;
    private final String name;
    private final String place;
    private final ModelCalls calls;

    /// @throws MindFault when the key cannot be read
    public OpenAiMind(OpenAiAddress address, CallLimits limits, Tape tape) {
        this(
                address,
                limits,
                tape,
                "mind.openai",
                "openai",
                address.toString(),
                new MindActivity());
    }

    /// On a child process of this one, whose port means nothing to the user.
    static OpenAiMind local(
            OpenAiAddress address,
            CallLimits limits,
            Tape tape,
            String channel,
            MindActivity activity) {
        return new OpenAiMind(address, limits, tape, channel, "local", "local", activity);
    }

    private OpenAiMind(
            OpenAiAddress address,
            CallLimits limits,
            Tape tape,
            String channel,
            String name,
            String place,
            MindActivity activity) {
        this.name = name;
        this.place = place;
        var key = address.key().get();
        this.wire =
                new ServerConnection(
                        address.url(),
                        limits,
                        tape,
                        channel,
                        key.map(one -> Map.of("Authorization", "Bearer " + one)).orElse(Map.of()),
                        new Secrets(key.stream().toList()));
        this.calls = new ModelCalls(wire, limits, activity);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Reply think(Prompt prompt, Consumer<String> heard) {
        return calls.think(prompt, asked -> once(asked, heard));
    }

    private Reply once(Prompt prompt, Consumer<String> heard) {
        var where = place + ", model " + prompt.pin().tag();
        return calls.once(
                prompt,
                where,
                watch -> new OpenAiEvents(where, prompt, watch),
                body -> body,
                (http, hearing) ->
                        OpenAiStreamingChatModel.builder()
                                .baseUrl(wire.base().toString())
                                .apiKey("sent by the wire")
                                .httpClientBuilder(http)
                                .modelName(prompt.pin().tag())
                                .strictJsonSchema(true)
                                .build()
                                .chat(request(prompt), hearing),
                heard);
    }

    private static ChatRequest request(Prompt prompt) {
        var pin = prompt.pin();
        var parameters =
                OpenAiChatRequestParameters.builder()
                        .modelName(pin.tag())
                        .temperature(pin.sampling().temperature())
                        .topP(pin.sampling().topP())
                        .seed((int) pin.sampling().seed())
                        .maxOutputTokens(pin.sampling().maxTokens())
                        .toolSpecifications(ChatMessages.tools(prompt));
        prompt.schema().map(ChatMessages::format).ifPresent(parameters::responseFormat);
        return ChatRequest.builder()
                .messages(ChatMessages.messages(prompt))
                .parameters(parameters.build())
                .build();
    }

    /// The reason why the server cannot be used; empty when it can.
    Optional<String> absent() {
        var why = new ArrayList<String>();
        listed(piece -> {
            if (piece instanceof ExchangeStep.Broke(var fault, var what)) {
                why.add(what);
            } else if (piece instanceof ExchangeStep.Head(var status, var type)
                    && (status == 401 || status == 403)) {
                why.add(
                        "%s: refused the key (%d). Next: /settings show mind"
                                .formatted(wire.base(), status));
            }
        });
        return why.stream().findFirst();
    }

    private void listed(Consumer<ExchangeStep> heard) {
        wire.exchange(new ServerConnection.Request("GET", "/models", ""), () -> false, heard);
    }

    @Override
    public double readingRate(String tag) {
        return calls.readingRate(tag);
    }

    @Override
    public MindActivity activity() {
        return calls.activity();
    }

    /// The models that the server lists; empty where it lists none or is away.
    @Override
    public List<Model> models() {
        var body = new StringBuilder();
        listed(piece -> {
            if (piece instanceof ExchangeStep.Line(var line)) {
                body.append(line);
            }
        });
        return Json.foreignObject(body.toString()).stream()
                .flatMap(object -> object.path("data").valueStream())
                .map(model ->
                        new Model(
                                model.path("id").asText(),
                                "",
                                model.path("meta").path("size").asLong()))
                .toList();
    }

    @Override
    public void close() {
        wire.close();
    }
}
