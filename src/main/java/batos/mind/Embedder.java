package batos.mind;

/// A port to an embedding model. Vectors of different models are never compared: the name is stored
/// with each vector.
public interface Embedder extends AutoCloseable {
    String name();

    int dimension();

    /// A vector of length 1 with [#dimension()] components.
    float[] embed(String text);

    /// Tells that this text will be asked for soon. Where a model takes its time, it may begin.
    default void ahead(String text) {}

    @Override
    void close();
}
