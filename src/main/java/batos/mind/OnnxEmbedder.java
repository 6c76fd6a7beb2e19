package batos.mind;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// bge-small-en-v1.5, quantised, inside this process. It is loaded at the first use, which takes
/// about a second; a sentence then takes some 5 ms. It needs no server and opens no socket.
public final class OnnxEmbedder implements Embedder {
    public static final String NAME = "bge-small-en-v1.5-q";

    private static final int DIMENSION = 384;

    private final Logger tokeniser =
            Logger.getLogger("ai.djl.huggingface.tokenizers.HuggingFaceTokenizer");
    private @Nullable SmallBge model;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    /// @throws MindFault where the system lacks what the model's native library needs
    @Override
    public float[] embed(String text) {
        // the model throws at a text without a word
        return Vectors.unit(loaded().embed(text.isBlank() ? "-" : text).content().vector());
    }

    private synchronized SmallBge loaded() {
        if (model == null) {
            // its library tells a server that it was loaded, unless a property forbids it
            System.setProperty("OPT_OUT_TRACKING", "true");
            System.setProperty("ai.djl.offline", "true");
            // it warns once that it reads at most 512 tokens, which is what we want
            tokeniser.setLevel(Level.SEVERE);
            try {
                model = new SmallBge();
                UnpackedLibrary.remove();
            } catch (LinkageError missing) {
                throw new MindFault(
                        NAME
                                + " cannot be loaded: "
                                + missing.getMessage()
                                + ". Next: install libstdc++6 and libgomp1",
                        missing);
            }
        }
        return model;
    }

    @Override
    public void close() {}
}
