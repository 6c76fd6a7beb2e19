package batos.image;

import batos.text.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A hash of a set of objects, independent of their order: the sum, modulo 2^256, of one SHA-256
/// over identity and content of each.
///
/// Adding and removing an object costs the same whatever the size of the set, which is what lets
/// each commit carry the root of the whole image. The sum names states and finds accidents; against
/// someone who searches for two sets of equal sum it is weaker than SHA-256 itself (generalised
/// birthday attack).
record RootHash(long a, long b, long c, long d) {
    static final RootHash EMPTY = new RootHash(0, 0, 0, 0);

    static RootHash of(byte[] bytes, int from) {
        var words = ByteBuffer.wrap(bytes, from, 32);
        return new RootHash(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }

    /// Never fed: a copy of it costs a fraction of a search through the providers.
    private static final MessageDigest SHA_256 = Sha256.digest();

    static MessageDigest sha256() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            return Sha256.digest();
        }
    }

    /// As a record has it; written out, since the JVM would generate it at each start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RootHash(var e, var f, var g, var h)
                && a == e
                && b == f
                && c == g
                && d == h;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a ^ b ^ c ^ d);
    }

    RootHash plus(RootHash other) {
        var w = d + other.d;
        var carry = Long.compareUnsigned(w, d) < 0 ? 1L : 0L;
        var z = c + other.c + carry;
        carry = carry(c, other.c, z);
        var y = b + other.b + carry;
        carry = carry(b, other.b, y);
        return new RootHash(a + other.a + carry, y, z, w);
    }

    private static long carry(long x, long y, long sum) {
        return ((x & y) | ((x | y) & ~sum)) >>> 63;
    }

    RootHash minus(RootHash other) {
        var w = d - other.d;
        var borrow = Long.compareUnsigned(d, other.d) < 0 ? 1L : 0L;
        var z = c - other.c - borrow;
        borrow = borrow(c, other.c, z);
        var y = b - other.b - borrow;
        borrow = borrow(b, other.b, y);
        return new RootHash(a - other.a - borrow, y, z, w);
    }

    private static long borrow(long x, long y, long difference) {
        return ((~x & y) | ((~x | y) & difference)) >>> 63;
    }

    void write(ByteWriter out) {
        out.int64(a);
        out.int64(b);
        out.int64(c);
        out.int64(d);
    }

    static RootHash read(ByteReader in) {
        return new RootHash(in.int64(), in.int64(), in.int64(), in.int64());
    }

    /// 64 hexadecimal digits.
    @Override
    public String toString() {
        var hex = HexFormat.of();
        return hex.toHexDigits(a) + hex.toHexDigits(b) + hex.toHexDigits(c) + hex.toHexDigits(d);
    }
}
