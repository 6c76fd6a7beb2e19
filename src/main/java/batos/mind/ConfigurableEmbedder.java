package batos.mind;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The embedder that is wished for at the moment of each use.
public final class ConfigurableEmbedder implements Embedder {
    private final Supplier<String> wish;
    private final Function<String, Embedder> named;
    private @Nullable Embedder present;
    private String wished = "";

    /// @param wish the name of the embedder to use
    /// @param named makes it; throws [MindFault] where there is none of that name
    public ConfigurableEmbedder(Supplier<String> wish, Function<String, Embedder> named) {
        this.wish = wish;
        this.named = named;
    }

    private synchronized Embedder present() {
        var name = wish.get();
        var sitting = present;
        if (sitting == null || !wished.equals(name)) {
            var next = named.apply(name);
            if (sitting != null) {
                sitting.close();
            }
            sitting = next;
            present = next;
            wished = name;
        }
        return sitting;
    }

    @Override
    public String name() {
        return present().name();
    }

    @Override
    public int dimension() {
        return present().dimension();
    }

    @Override
    public float[] embed(String text) {
        return present().embed(text);
    }

    @Override
    public synchronized void close() {
        if (present != null) {
            present.close();
        }
    }
}
