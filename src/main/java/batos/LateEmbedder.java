package batos;

import batos.mind.Embedder;

/// The embedding model, loaded when memory first needs it: loading takes about a second.
record LateEmbedder(Late<Embedder> late) implements Embedder {
    @Override
    public String name() {
        return late.get().name();
    }

    @Override
    public int dimension() {
        return late.get().dimension();
    }

    @Override
    public float[] embed(String text) {
        return late.get().embed(text);
    }

    @Override
    public void close() {
        late.ifMade(Embedder::close);
    }
}
