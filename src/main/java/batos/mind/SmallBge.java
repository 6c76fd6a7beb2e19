package batos.mind;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import java.io.IOException;
import java.io.InputStream;

/// bge-small-en-v1.5, quantised, in memory until it is closed. Each text is computed by its
/// caller's thread alone: with the runtime's own threads, which spin while they wait for each
/// other, a text took twice the processor's time, and a third of the texts were done in a second
/// (load 15 to 20). Several callers compute at the same time.
final class SmallBge extends AbstractInProcessEmbeddingModel implements AutoCloseable {
    private static final String FILE = "/bge-small-en-v1.5-q";

    private final OrtSession session;
    private final OnnxBertBiEncoder encoder;

    SmallBge() {
        super(Runnable::run);
        try (var model = resource(".onnx");
                var tokeniser = resource("-tokenizer.json");
                var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            // a text needs little, and the runtime's pool keeps 18 MB of the memory of loading
            options.setCPUArenaAllocator(false);
            var environment = OrtEnvironment.getEnvironment();
            session = environment.createSession(model.readAllBytes(), options);
            encoder = new OnnxBertBiEncoder(environment, session, tokeniser, PoolingMode.CLS);
        } catch (IOException | OrtException e) {
            throw new IllegalStateException("the model " + FILE + " cannot be read", e);
        }
    }

    private static InputStream resource(String ending) throws IOException {
        var found = SmallBge.class.getResourceAsStream(FILE + ending);
        if (found == null) {
            throw new IOException(FILE + ending + " is not among the resources");
        }
        return found;
    }

    @Override
    protected OnnxBertBiEncoder model() {
        return encoder;
    }

    /// Gives its memory back; no text may be under way.
    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the model " + FILE + " cannot be closed", e);
        }
    }
}
