package batos.mind;

import batos.tape.Tape;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// An embedder inside this process whose vectors go over the tape: the last bits of its arithmetic
/// differ from one processor to the next.
final class TapedEmbedder implements Embedder {
    private final Tape tape;
    private final Embedder inner;

    TapedEmbedder(Tape tape, Embedder inner) {
        this.tape = tape;
        this.inner = inner;
    }

    @Override
    public String name() {
        return inner.name();
    }

    @Override
    public int dimension() {
        return inner.dimension();
    }

    @Override
    public float[] embed(String text) {
        return vector(tape.ask("mind.embed", name() + "\n" + text, () -> hex(inner.embed(text))));
    }

    private static String hex(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.asFloatBuffer().put(vector);
        return HexFormat.of().formatHex(bytes.array());
    }

    private static float[] vector(String hex) {
        var floats = ByteBuffer.wrap(HexFormat.of().parseHex(hex)).asFloatBuffer();
        var vector = new float[floats.remaining()];
        floats.get(vector);
        return vector;
    }

    @Override
    public void close() {
        inner.close();
    }
}
