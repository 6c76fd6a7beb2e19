package batos.image;

import java.security.MessageDigest;

/// Hashes objects one after the other, with one digest and one page for all of them: a commit
/// hashes each object that it touches twice, as it was and as it will be. Not for use by several
/// threads.
final class ObjectHasher {
    private final MessageDigest sha = RootHash.sha256();
    private final ByteWriter page = new ByteWriter();

    /// The hash of one object: SHA-256 over its identity and that of its content.
    ///
    /// @throws DamagedData as [ObjectCodec#content]
    RootHash root(long oid, byte[] cell) {
        var content = content(cell);
        page.clear();
        page.int64(oid);
        page.bytes(content);
        sha.update(page.page(), 0, page.size());
        return RootHash.of(sha.digest(), 0);
    }

    /// @see ObjectCodec#content
    byte[] content(byte[] cell) {
        if (cell[0] == ObjectCodec.LARGE) {
            return ObjectCodec.carried(cell);
        }
        page.clear();
        if (cell[0] == FormCodec.AS_WRITTEN && CanonicalEncoder.write(cell, page)) {
            sha.update(page.page(), 0, page.size());
            return sha.digest();
        }
        return sha.digest(FormCodec.canonical(cell));
    }
}
