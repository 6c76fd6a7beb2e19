package batos.mind;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// bge-small-en-v1.5, quantised, inside this process. It is loaded at the first use, which takes
/// about a second; a sentence then takes some 5 ms. It needs no server and opens no socket. One
/// model serves the process; unused for [#KEPT], it gives its memory (about 100 MB) back.
public final class OnnxEmbedder implements Embedder {
    public static final String NAME = "bge-small-en-v1.5-q";

    static final Duration KEPT = Duration.ofMinutes(5);

    private static final int DIMENSION = 384;

    private static final Logger TOKENISER =
            Logger.getLogger("ai.djl.huggingface.tokenizers.HuggingFaceTokenizer");

    /// Held for reading while a text is under way, for writing while the model comes or goes.
    private static final ReadWriteLock PRESENCE = new ReentrantReadWriteLock();

    private static @Nullable SmallBge model;
    private static volatile long usedAt;

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
        while (true) {
            PRESENCE.readLock().lock();
            try {
                var present = model;
                if (present != null) {
                    usedAt = System.nanoTime();
                    // the model throws at a text without a word
                    return EmbeddingMath.unit(
                            present.embed(text.isBlank() ? "-" : text).content().vector());
                }
            } finally {
                PRESENCE.readLock().unlock();
            }
            load();
        }
    }

    private static void load() {
        PRESENCE.writeLock().lock();
        try {
            if (model != null) {
                return;
            }
            // its library tells a server that it was loaded, unless a property forbids it
            System.setProperty("OPT_OUT_TRACKING", "true");
            System.setProperty("ai.djl.offline", "true");
            // it warns once that it reads at most 512 tokens, as we want
            TOKENISER.setLevel(Level.SEVERE);
            model = new SmallBge();
            usedAt = System.nanoTime();
            UnpackedLibrary.remove();
            lookIn(KEPT);
        } catch (LinkageError missing) {
            throw new MindFault(
                    NAME
                            + " cannot be loaded: "
                            + missing.getMessage()
                            + ". Next: install libstdc++6 and libgomp1",
                    missing);
        } finally {
            PRESENCE.writeLock().unlock();
        }
        System.gc(); // the heap has grown by twice the model's file, which is garbage now
    }

    private static void lookIn(Duration wait) {
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (!release(KEPT)) {
                        lookIn(KEPT);
                    }
                });
    }

    /// Gives the model's memory back where nobody used it for so long; the next text loads it
    /// again.
    ///
    /// @return whether it is gone
    static boolean release(Duration unused) {
        PRESENCE.writeLock().lock();
        try {
            var present = model;
            if (present == null) {
                return true;
            }
            if (System.nanoTime() - usedAt < unused.toNanos()) {
                return false;
            }
            present.close();
            model = null;
        } finally {
            PRESENCE.writeLock().unlock();
        }
        System.gc(); // the heap of loading it goes back to the system now
        return true;
    }

    /// Whether the model is in memory.
    public static boolean isLoaded() {
        return model != null;
    }

    @Override
    public void close() {}
}
