package batos.mind;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// An embedder that begins before it is asked: a text given to [#ahead] is embedded on a thread of
/// its own, and the first [#embed] of it takes that vector. Each vector is handed out once, so that
/// as many texts are asked of the model behind it, and of its tape, as without this. It changes
/// when a vector is computed, [TapedEmbedder] where it comes from. May be called from any thread.
public final class PrefetchingEmbedder implements Embedder {
    /// Beyond this many texts the embedder drops the oldest that no caller came for.
    private static final int WAITING = 8;

    private final Embedder inner;
    private final Map<String, CompletableFuture<float[]>> begun = new LinkedHashMap<>();
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("batos-embed").factory());

    public PrefetchingEmbedder(Embedder inner) {
        this.inner = inner;
    }

    @Override
    public void ahead(String text) {
        synchronized (begun) {
            if (worker.isShutdown() || begun.containsKey(text)) {
                return;
            }
            if (begun.size() >= WAITING) {
                begun.remove(begun.keySet().iterator().next());
            }
            begun.put(text, CompletableFuture.supplyAsync(() -> inner.embed(text), worker));
        }
    }

    @Override
    public float[] embed(String text) {
        CompletableFuture<float[]> waiting;
        synchronized (begun) {
            waiting = begun.remove(text);
        }
        if (waiting != null) {
            try {
                return waiting.join();
            } catch (CompletionException failed) {
                // asked again here, so that whoever needs the vector hears why there is none
                return inner.embed(text);
            }
        }
        return inner.embed(text);
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public int dimension() {
        return inner.dimension();
    }

    @Override
    public void close() {
        worker.shutdownNow();
        inner.close();
    }
}
