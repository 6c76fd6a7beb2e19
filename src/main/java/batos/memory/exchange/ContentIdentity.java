package batos.memory.exchange;

import batos.text.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Names for what its file gives no name: the same content has the same name at each import.
final class ContentIdentity {
    private static final int DIGITS = 16;

    private ContentIdentity() {}

    static String of(Object... parts) {
        var digest = Sha256.digest();
        for (var part : parts) {
            digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }
}
