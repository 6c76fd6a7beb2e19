package batos.memory.search;

import java.util.List;
import java.util.Optional;

/// Names the vectors that are worth comparing with a question, so that not all of them have to be.
/// It may miss some; the caller compares the named ones exactly afterwards. It hears of every
/// change to the vectors. Used by one thread at a time.
public interface CandidateIndex {
    /// A vector that is new or has changed.
    ///
    /// @param id of the turn or the fact that it is of
    void put(String id, HalfVector vector);

    void remove(String id);

    /// The ids of vectors near the question's, at most `count`, the nearest first; nothing while it
    /// cannot answer for the present state, and then all vectors are compared.
    ///
    /// @param vector of length 1
    Optional<List<String>> near(float[] vector, String text, int count);

    /// Has nothing to name: all vectors are compared.
    CandidateIndex NONE =
            new CandidateIndex() {
                @Override
                public void put(String id, HalfVector vector) {}

                @Override
                public void remove(String id) {}

                @Override
                public Optional<List<String>> near(float[] vector, String text, int count) {
                    return Optional.empty();
                }
            };
}
