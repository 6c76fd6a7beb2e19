package batos.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The identity of a live object; its present state, a [Form], stands in the image.
///
/// A named object (a tool, a persona, a class) has an identity derived from its kind and name, the
/// first 62 bits of SHA-256 over `kind NUL name` with bit 62 set, so that equal content has equal
/// identities in every image. An anonymous object has a number counted up from 1.
public record Oid(long value) implements Comparable<Oid> {
    private static final long NAMED = 1L << 62;

    public static Oid named(String kind, String name) {
        var digest = RootHash.sha256();
        digest.update(kind.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        return new Oid((ByteBuffer.wrap(digest.digest()).getLong() & (NAMED - 1)) | NAMED);
    }

    /// Reads what [#toString()] writes; empty for any other text.
    public static Optional<Oid> parse(String text) {
        try {
            if (text.startsWith("@")) {
                return Optional.of(new Oid(Long.parseUnsignedLong(text.substring(1), 36)));
            }
            return text.startsWith("#")
                    ? Optional.of(new Oid(Long.parseLong(text.substring(1))))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public boolean isNamed() {
        return (value & NAMED) != 0;
    }

    @Override
    public int compareTo(Oid other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return isNamed() ? "@" + Long.toUnsignedString(value, 36) : "#" + value;
    }
}
