package batos.image;

import java.security.DigestException;
import java.security.MessageDigest;

/// Hashes objects one after the other, with one digest and one page for all of them: a commit
/// hashes each object that it touches twice, as it was and as it will be. Not for use by several
/// threads.
final class ObjectHasher {
    private final MessageDigest sha = RootHash.sha256();
    private final ByteWriter page = new ByteWriter();
    private final byte[] digest = new byte[RootHash.BYTES];

    /// The hash of one object: SHA-256 over its identity and that of its content.
    ///
    /// @throws DamagedData as [ObjectCodec#content]
    RootHash root(long oid, byte[] cell) {
        var content = isCanonical(cell) ? digested() : content(cell);
        page.clear();
        page.int64(oid);
        page.bytes(content);
        return RootHash.of(digested(), 0);
    }

    /// @see ObjectCodec#content
    byte[] content(byte[] cell) {
        if (cell[0] == ObjectCodec.LARGE) {
            return ObjectCodec.carried(cell);
        }
        return isCanonical(cell) ? digested().clone() : sha.digest(FormCodec.canonical(cell));
    }

    /// Whether the canonical form of a small object could be put on the page from its bytes alone.
    private boolean isCanonical(byte[] cell) {
        page.clear();
        return cell[0] == FormCodec.AS_WRITTEN && CanonicalEncoder.write(cell, page);
    }

    /// The hash of the page, valid until the next one.
    private byte[] digested() {
        try {
            sha.update(page.page(), 0, page.size());
            sha.digest(digest, 0, digest.length);
            return digest;
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }
}
