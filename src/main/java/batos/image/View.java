package batos.image;

import java.util.Optional;
import java.util.SequencedMap;

/// One consistent state of the image. Reading never waits for writers.
public interface View {
    /// The number of the last commit in this state; 0 for the empty image.
    long number();

    /// @throws DamagedData when its bytes are damaged or missing on the disk
    Optional<Form> get(Oid oid);

    /// As [#get(Oid)], but empty for an object whose bytes are damaged: for readers of all objects
    /// of a kind, whom one bad file must not stop. The image reports such an object once.
    default Optional<Form> readable(Oid oid) {
        try {
            return get(oid);
        } catch (DamagedData e) {
            return Optional.empty();
        }
    }

    default Optional<Form> readable(String kind, String name) {
        return readable(Oid.named(kind, name));
    }

    default Optional<Form> get(String kind, String name) {
        return get(Oid.named(kind, name));
    }

    /// All named objects of a kind, sorted by name.
    SequencedMap<String, Oid> named(String kind);

    /// The number of objects.
    long size();

    /// The root hash: 64 hexadecimal digits, equal for equal content whatever the order of commits
    /// that led to it.
    String root();
}
