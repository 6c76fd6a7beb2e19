package batos.mind;

import batos.tape.Tape;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.ollama.OllamaEmbeddingModel;

/// An embedding model on an Ollama server.
public final class OllamaEmbedder implements Embedder {
    private final String tag;
    private final ServerConnection wire;
    private int dimension;

    public OllamaEmbedder(String tag, OllamaAddress address, CallLimits limits, Tape tape) {
        this.tag = tag;
        this.wire = new ServerConnection(address.url(), limits, tape, "mind.embed");
    }

    @Override
    public String name() {
        return "ollama:" + tag;
    }

    /// Asks the server at the first call.
    @Override
    public synchronized int dimension() {
        if (dimension == 0) {
            dimension = embed("dimension").length;
        }
        return dimension;
    }

    /// @throws MindFault when the server is away or has no such model
    @Override
    public float[] embed(String text) {
        var exchange =
                new StreamingHttpClient(
                        wire, new OllamaLines(wire.base().toString()), body -> body);
        var model =
                OllamaEmbeddingModel.builder()
                        .baseUrl(wire.base().toString())
                        .httpClientBuilder(exchange.asBuilder())
                        .modelName(tag)
                        .maxRetries(0)
                        .build();
        try {
            // the library throws at a blank text
            var vector = model.embed(text.isBlank() ? "-" : text).content().vector();
            if (vector.length == 0) {
                throw new IllegalArgumentException("the vector is empty");
            }
            return Vectors.unit(vector);
        } catch (LangChain4jException | IllegalArgumentException | NullPointerException e) {
            // the latter two are what the library makes of an answer without a vector
            throw new MindFault(
                    "%s: no embedding from %s: %s. Next: /models pull %s, or /settings set models.embedding %s"
                            .formatted(wire.base(), tag, e.getMessage(), tag, OnnxEmbedder.NAME),
                    e);
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
