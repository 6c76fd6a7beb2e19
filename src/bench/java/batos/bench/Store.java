package batos.bench;

import java.nio.file.Path;

/// A store of small objects under test. `put` is durable when it returns.
interface Store extends AutoCloseable {
    String name();

    void open(Path folder) throws Exception;

    /// Makes all these objects durable, in one commit.
    ///
    /// @param salt what the new contents are made of
    void put(long[] oids, long salt) throws Exception;

    /// Something read from the object, so that the reading cannot be optimised away.
    long read(long oid) throws Exception;

    void putLarge(String text) throws Exception;

    /// How long the text is that was put, all of it read.
    long readLarge() throws Exception;

    /// A full copy of the present into one file, beside the work that goes on.
    void save(Path file) throws Exception;

    /// Makes the present equal to the state when [#mark] was called; or false where the store has
    /// no such thing.
    default boolean restore() throws Exception {
        return false;
    }

    default void mark() throws Exception {}

    @Override
    void close() throws Exception;
}
