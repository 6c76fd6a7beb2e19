package batos.mind;

/// A port to an embedding model. Vectors of different models are never compared: the name is stored
/// with each vector.
public interface Embedder extends AutoCloseable {
    String name();

    int dimension();

    /// A vector of length 1 with [#dimension()] components.
    float[] embed(String text);

    /// Whether a text costs next to nothing, as it needs no model.
    default boolean quick() {
        return name().equals(WordsEmbedder.NAME);
    }

    /// Tells that this text will be asked for soon. Where a model takes its time, it may begin.
    default void ahead(String text) {}

    @Override
    void close();
}
