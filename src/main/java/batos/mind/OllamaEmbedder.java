package batos.mind;

import batos.tape.Tape;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.ollama.OllamaEmbeddingModel;
import java.util.Optional;

/// An embedding model on an Ollama server.
public final class OllamaEmbedder implements Embedder {
    private final String tag;
    private final ServerConnection wire;
    private final CallLimits limits;
    private int dimension;

    public OllamaEmbedder(String tag, OllamaAddress address, CallLimits limits, Tape tape) {
        this.tag = tag;
        this.limits = limits;
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
                new StreamingHttpClient(wire, new Unstreamed(), body -> body, limits.first());
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
            return EmbeddingMath.unit(vector);
        } catch (LangChain4jException | IllegalArgumentException | NullPointerException e) {
            // the library throws the latter two for an answer without a vector
            throw new MindFault(
                    "%s: no embedding from %s: %s. Next: %s/settings set models.embedding %s"
                            .formatted(
                                    wire.base(),
                                    tag,
                                    said(e),
                                    missing(exchange) ? "/models pull " + tag + ", or " : "",
                                    OnnxEmbedder.NAME),
                    e);
        }
    }

    private static String said(RuntimeException e) {
        return e instanceof NullPointerException
                ? "the answer holds no vector"
                : String.valueOf(e.getMessage());
    }

    /// Whether pulling the model can help: the server has none of that name.
    private static boolean missing(StreamingHttpClient exchange) {
        return exchange.failure() instanceof Reply.Failed(_, _, var fault)
                && fault == Reply.Fault.UNKNOWN_MODEL;
    }

    /// An embedding comes in one piece.
    private static final class Unstreamed implements StreamProtocol {
        @Override
        public String take(String line) {
            return line;
        }

        @Override
        public boolean over() {
            return false;
        }

        @Override
        public Optional<Reply> fault() {
            return Optional.empty();
        }

        @Override
        public Reply.Failed rejected(int status, String said) {
            return new Reply.Failed(
                    false, said, status == 404 ? Reply.Fault.UNKNOWN_MODEL : Reply.Fault.OTHER);
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
