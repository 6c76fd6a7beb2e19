package batos.web;

import java.security.SecureRandom;
import java.util.Base64;

/// Unguessable text. It protects a door of this process and is no part of any recorded session, so
/// it comes from the system and not from the tape.
final class UnguessableText {
    private static final int BYTES = 32;

    private UnguessableText() {}

    static String next() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
