package batos.faces.openai;

import batos.app.DeedQueue;
import batos.app.Services;
import batos.json.Json;
import java.util.List;

/// The requests that ask something of the house, apart from the way by which they come: over HTTP,
/// or again from a recorded session.
final class OpenAiRequests {
    private static final String CHAT = "/v1/chat/completions";
    private static final String EMBEDDINGS = "/v1/embeddings";
    private static final String RESPONSES = "/v1/responses";
    static final List<String> PATHS = List.of(CHAT, RESPONSES, EMBEDDINGS);

    private final Services house;
    private final ChatCompletions chat;
    private final Responses responses;
    private final Embeddings embeddings;

    OpenAiRequests(Services house, DeedQueue deeds) {
        this.house = house;
        var turns = new Turns(house, deeds, new ModelList(house.image()));
        chat = new ChatCompletions(turns);
        responses = new Responses(turns);
        embeddings = new Embeddings(house.embedder());
    }

    /// @param path one of [#PATHS]
    /// @throws ApiFault when there is no reply, and no stream has begun
    void answer(String path, ApiRequest request, ReplySink sink) {
        var recorded = "openai " + path + " " + Json.write(request.body());
        switch (path) {
            case CHAT -> chat.answer(request, recorded, sink);
            case RESPONSES -> responses.answer(request, recorded, sink);
            case EMBEDDINGS -> {
                var answer = embeddings.answer(request);
                house.tape().mark("line", "PROGRAM " + recorded);
                sink.document(answer);
            }
            default -> throw ApiFault.noRoute("POST", path);
        }
    }
}
