package batos.memory;

import batos.mind.Embedder;
import batos.mind.MindFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Turns texts into vectors with the present embedding model. Where that does not answer, memory
/// keeps a text and finds it by its words.
final class Vectors {
    private final Embedder embedder;
    private final Consumer<String> trouble;

    Vectors(Embedder embedder, Consumer<String> trouble) {
        this.embedder = embedder;
        this.trouble = trouble;
    }

    String model() {
        return embedder.name();
    }

    /// Begins with a text that will be asked for soon.
    void ahead(String text) {
        embedder.ahead(text);
    }

    Optional<float[]> of(String text) {
        try {
            return Optional.of(embedder.embed(text));
        } catch (MindFault fault) {
            trouble.accept(
                    fault.getMessage()
                            + ". Until then memories come to mind by their words alone. Next, when"
                            + " it is there: /memory reembed");
            return Optional.empty();
        }
    }

    Embedding embedding(String text) {
        return of(text).map(vector -> Embedding.of(embedder.name(), text, vector))
                .orElse(Embedding.NONE);
    }

    /// Embeds many texts on as many threads as there are processors, equal ones once.
    ///
    /// @throws MindFault when the model cannot be asked
    List<Embedding> strictly(List<String> texts) {
        var threads =
                Math.max(1, Math.min(texts.size(), Runtime.getRuntime().availableProcessors()));
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var waiting = new LinkedHashMap<String, Future<Embedding>>();
            for (var text : texts) {
                waiting.computeIfAbsent(text, key -> pool.submit(() -> embedded(key)));
            }
            var all = new ArrayList<Embedding>();
            for (var text : texts) {
                all.add(Objects.requireNonNull(waiting.get(text)).get());
            }
            return all;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof MindFault fault) {
                throw fault;
            }
            throw new MindFault("the embedding model " + embedder.name() + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MindFault("interrupted while embedding", e);
        }
    }

    private Embedding embedded(String text) {
        return Embedding.of(embedder.name(), text, embedder.embed(text));
    }
}
