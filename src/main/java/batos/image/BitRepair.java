package batos.image;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/// Finds the one bit that must be flipped back for a record to match its checksum again.
///
/// A CRC is linear: flipping one bit of a message changes it by an amount that depends only on how
/// far that bit is from the end. Walking back from the end, each bit's amount is one shift of the
/// one before, so the position is found in time proportional to the length. Whether the mended
/// record is the one that was written is for the caller to check, by the root that it must lead to.
final class BitRepair {
    private static final int POLYNOMIAL = 0x82F63B78;
    static final int LONGEST = 1 << 20;
    private static final int SHORT = 1 << 12;

    private BitRepair() {}

    /// @param bytes from the beginning of a record to the end of its file
    /// @return the whole record with one bit flipped back
    static Optional<byte[]> mend(byte[] bytes) {
        if (bytes.length < Segment.FRAME) {
            return Optional.empty();
        }
        var asWritten = one(bytes, length(bytes));
        for (int bit = 0; bit < 32 && asWritten.isEmpty(); bit++) {
            var other = bytes.clone();
            other[4 + bit / 8] ^= (byte) (1 << bit % 8);
            if (syndrome(other, length(other)) == 0) {
                asWritten = Optional.of(cut(other, length(other)));
            }
        }
        return asWritten;
    }

    /// Tries every bit of something short.
    static Optional<byte[]> anyBit(byte[] bytes, Predicate<byte[]> isWhole) {
        if (bytes.length > SHORT) {
            return Optional.empty();
        }
        var other = bytes.clone();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            other[bit / 8] ^= (byte) (1 << bit % 8);
            if (isWhole.test(other)) {
                return Optional.of(other);
            }
            other[bit / 8] ^= (byte) (1 << bit % 8);
        }
        return Optional.empty();
    }

    /// Flips back the one bit after which the bytes have this checksum, if there is such a bit.
    static boolean mend(byte[] bytes, int written) {
        var crc = new CRC32C();
        crc.update(bytes);
        var bit = bit((int) crc.getValue() ^ written, bytes.length);
        if (bit >= 0) {
            bytes[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
        }
        return bit >= 0;
    }

    /// The bit of a message whose flipping changes its checksum by `syndrome`; -1 where there is
    /// none.
    private static long bit(int syndrome, int length) {
        var effect = POLYNOMIAL;
        for (int i = length - 1; i >= 0; i--) {
            for (int bit = 7; bit >= 0; bit--) {
                if (effect == syndrome) {
                    return i * 8L + bit;
                }
                effect = (effect >>> 1) ^ ((effect & 1) == 0 ? 0 : POLYNOMIAL);
            }
        }
        return -1;
    }

    private static int length(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(4);
    }

    private static boolean fits(byte[] bytes, int length) {
        return length >= 0 && length <= LONGEST && length <= bytes.length - Segment.FRAME;
    }

    private static byte[] cut(byte[] bytes, int length) {
        return java.util.Arrays.copyOf(bytes, Segment.FRAME + length);
    }

    /// The difference (XOR) of the computed and the written checksum; -1 where the length is
    /// impossible.
    private static int syndrome(byte[] bytes, int length) {
        if (!fits(bytes, length)) {
            return -1;
        }
        var crc = new CRC32C();
        crc.update(bytes, 0, 20);
        crc.update(bytes, Segment.FRAME, length);
        return (int) crc.getValue() ^ ByteBuffer.wrap(bytes).getInt(20);
    }

    private static Optional<byte[]> one(byte[] bytes, int length) {
        if (!fits(bytes, length)) {
            return Optional.empty();
        }
        var syndrome = syndrome(bytes, length);
        var record = cut(bytes, length);
        if (Integer.bitCount(syndrome) == 1) {
            ByteBuffer.wrap(record).putInt(20, ByteBuffer.wrap(record).getInt(20) ^ syndrome);
            return Optional.of(record);
        }
        var bit = bit(syndrome, 20 + length);
        if (bit < 0) {
            return Optional.empty();
        }
        var i = (int) (bit / 8);
        record[i < 20 ? i : i + Segment.FRAME - 20] ^= (byte) (1 << bit % 8);
        return Optional.of(record);
    }
}
