package batos.memory.search;

import java.util.Map;
import java.util.function.Function;

/// An index that follows the vectors of the image's present, undo and restore included.
public interface FollowingIndex extends CandidateIndex, AutoCloseable {
    /// Follows other vectors from now on: all were read again.
    ///
    /// @param vectors by the ids of turns and facts, seen as they are at each moment
    /// @param texts the text of a vector, by the same ids; called on the thread that works on
    ///   memory
    void follow(Map<String, HalfVector> vectors, Function<String, String> texts);

    /// All changes up to a state are in; long work that is due may begin, on a thread of its own.
    ///
    /// @param root of the state
    void settled(String root);

    @Override
    void close();
}
