package batos.image;

import java.util.Optional;
import java.util.SequencedMap;

/// One consistent state of the image. Reading never waits for writers.
public interface View {
    /// The number of the last commit in this state; 0 for the empty image.
    long number();

    Optional<Form> get(Oid oid);

    default Optional<Form> get(String kind, String name) {
        return get(Oid.named(kind, name));
    }

    /// All named objects of a kind, sorted by name.
    SequencedMap<String, Oid> named(String kind);

    /// How many objects there are.
    long size();

    /// The root hash: 64 hexadecimal digits, equal for equal content whatever the order of commits
    /// that led to it.
    String root();
}
