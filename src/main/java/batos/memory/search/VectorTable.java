package batos.memory.search;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The vectors of a corpus by their ids, with the documents that each is of: a fact's may be of
/// several. It tells an index of every change.
final class VectorTable {
    private final Map<String, HalfVector> all = new LinkedHashMap<>();
    private final Map<String, Set<Integer>> owners = new HashMap<>();
    private CandidateIndex index = CandidateIndex.NONE;

    void index(CandidateIndex other) {
        index = other;
    }

    CandidateIndex index() {
        return index;
    }

    /// The document with this number has become another one, or has come or gone.
    void replace(int number, Corpus.@Nullable Document before, Corpus.@Nullable Document now) {
        var kept = new LinkedHashMap<String, HalfVector>();
        if (now != null) {
            now.vectors(kept::put);
        }
        if (before != null) {
            before.vectors((id, vector) -> {
                if (!kept.containsKey(id)) {
                    drop(number, id);
                }
            });
        }
        kept.forEach((id, vector) -> {
            var known = owners.get(id);
            if (known == null) {
                owners.put(id, Set.of(number));
            } else if (!known.contains(number)) {
                var more = new TreeSet<>(known);
                more.add(number);
                owners.put(id, more);
            }
            if (!vector.equals(all.put(id, vector))) {
                index.put(id, vector);
            }
        });
    }

    private void drop(int number, String id) {
        var known = owners.get(id);
        if (known == null || !known.contains(number)) {
            return;
        }
        if (known.size() > 1) {
            var left = new TreeSet<>(known);
            left.remove(number);
            owners.put(id, left);
        } else {
            owners.remove(id);
            all.remove(id);
            index.remove(id);
        }
    }

    Set<Integer> owners(String id) {
        return owners.getOrDefault(id, Set.of());
    }

    Map<String, HalfVector> all() {
        return Collections.unmodifiableMap(all);
    }
}
