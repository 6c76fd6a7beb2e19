package batos.memory;

import batos.image.Oid;
import batos.image.View;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The episodes of one state of the image, ready to be searched. The search is exact: 5 ms at
/// 20,000 vectors of 384 components, so that a graph pays only beyond that.

final class Shelf {
    /// The root hash of the state that was read.
    final String root;

    final List<Entry> entries;

    Shelf(String root, List<Entry> entries) {
        this.root = root;
        this.entries = List.copyOf(entries);
    }

    /// Reads what the earlier shelf does not have already.
    static Shelf read(View view, Shelf earlier) {
        var known = new HashMap<Oid, Entry>();
        earlier.entries.forEach(entry -> known.put(entry.episode().oid(), entry));
        var entries = new ArrayList<Entry>();
        for (var oid : view.named(Episode.KIND).sequencedValues()) {
            view.get(oid)
                    .map(Episode::read)
                    .ifPresent(episode -> {
                        var before = known.get(oid);
                        entries.add(
                                before != null && before.episode().equals(episode)
                                        ? before
                                        : Entry.of(episode));
                    });
        }
        return new Shelf(view.root(), entries);
    }

    /// Cosine of each entry with the vector; 0 for entries of another model.
    double[] likenesses(String model, float[] vector) {
        var types = VectorizationProvider.getInstance().getVectorTypeSupport();
        VectorFloat<?> question = types.createFloatVector(vector);
        var likenesses = new double[entries.size()];
        for (int i = 0; i < likenesses.length; i++) {
            var entry = entries.get(i);
            var other = entry.vector();
            if (other != null && entry.episode().embedding().fits(model, vector.length)) {
                // jvector maps the cosine from [-1, 1] to [0, 1]
                likenesses[i] = 2 * VectorSimilarityFunction.COSINE.compare(question, other) - 1;
            }
        }
        return likenesses;
    }

    record Entry(Episode episode, Words words, @Nullable VectorFloat<?> vector) {
        static Entry of(Episode episode) {
            var types = VectorizationProvider.getInstance().getVectorTypeSupport();
            var embedding = episode.embedding();
            return new Entry(
                    episode,
                    Words.of(episode.text()),
                    embedding.hex().isEmpty() ? null : types.createFloatVector(embedding.vector()));
        }
    }
}
