package batos.bench;

import java.nio.charset.StandardCharsets;

/// The same content as the image's objects, as a user of a plain store would write it.
final class Bytes {
    private Bytes() {}

    static byte[] of(long oid, long salt) {
        return """
        {"asked":"what is %d plus %d, and why so?","score":%s,"salt":%d,"next":%d,"tags":"bench,small,object"}\
        """
                .formatted(oid, salt, oid * 0.5, salt, oid + 1)
                .getBytes(StandardCharsets.UTF_8);
    }
}
