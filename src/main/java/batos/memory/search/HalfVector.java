package batos.memory.search;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/// A vector of half-precision floats (IEEE 754 binary16): as precise as ranking needs, in a quarter
/// of the memory of a text of hexadecimal digits. Immutable.
public final class HalfVector {
    public static final HalfVector NONE = new HalfVector(new short[0]);

    private final short[] bits;

    private HalfVector(short[] bits) {
        this.bits = bits;
    }

    public static HalfVector of(float[] components) {
        var bits = new short[components.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToFloat16(components[i]);
        }
        return new HalfVector(bits);
    }

    /// @param hex the components, big-endian, as the image holds them
    public static HalfVector ofHex(String hex) {
        if (hex.isEmpty()) {
            return NONE;
        }
        var bits = new short[hex.length() / (2 * Short.BYTES)];
        ByteBuffer.wrap(HexFormat.of().parseHex(hex)).asShortBuffer().get(bits);
        return new HalfVector(bits);
    }

    public String hex() {
        var bytes = ByteBuffer.allocate(bits.length * Short.BYTES);
        bytes.asShortBuffer().put(bits);
        return HexFormat.of().formatHex(bytes.array());
    }

    public int dimension() {
        return bits.length;
    }

    public boolean isEmpty() {
        return bits.length == 0;
    }

    public float[] floats() {
        var floats = new float[bits.length];
        into(floats);
        return floats;
    }

    /// Writes the components to the beginning of an array.
    public void into(float[] floats) {
        for (int i = 0; i < bits.length; i++) {
            floats[i] = Float.float16ToFloat(bits[i]);
        }
    }

    /// @param room for the components of this vector; overwritten
    public float dot(float[] other, float[] room) {
        into(room);
        return VectorSimilarity.dot(other, room);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HalfVector vector && Arrays.equals(bits, vector.bits);
    }

    /// Stays the same from one process to the next.
    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return bits.length + " components, " + Integer.toHexString(hashCode());
    }
}
