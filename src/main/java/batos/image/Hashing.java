package batos.image;

import java.security.MessageDigest;

/// Hashes objects one after the other, with one digest and one page for all of them: a commit
/// hashes each object that it touches twice, as it was and as it will be. Not for use by several
/// threads.
final class Hashing {
    private final MessageDigest sha = Root.sha256();
    private final Ink page = new Ink();

    /// The hash of one object: SHA-256 over its identity and that of its content.
    ///
    /// @throws Damaged as [Cells#content]
    Root root(long oid, byte[] cell) {
        var content = content(cell);
        page.clear();
        page.fixed(oid);
        page.all(content);
        sha.update(page.page(), 0, page.size());
        return Root.of(sha.digest(), 0);
    }

    /// @see Cells#content
    byte[] content(byte[] cell) {
        if (cell[0] == Cells.LARGE) {
            return Cells.carried(cell);
        }
        page.clear();
        if (cell[0] == FormCode.AS_WRITTEN && Canonical.write(cell, page)) {
            sha.update(page.page(), 0, page.size());
            return sha.digest();
        }
        return sha.digest(FormCode.canonical(cell));
    }
}
