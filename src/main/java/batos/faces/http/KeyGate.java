package batos.faces.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/// Access to the HTTP server: with the key, at an address of this machine.
///
/// After [#GUESSES] wrong keys within [#PENALTY] further wrong ones are not looked at until that
/// time is over; the right one always opens. Safe for use by any thread.
final class KeyGate {
    static final int GUESSES = 10;
    static final Duration PENALTY = Duration.ofMinutes(1);
    private static final String SCHEME = "bearer ";

    private final ApiKey key;
    private final InstantSource clock;
    private volatile Set<String> hosts = Set.of();
    private int wrong;
    private Instant since = Instant.EPOCH;

    /// The rights of a request.
    enum Verdict {
        IN,
        /// No key, or a wrong one.
        OUT,
        /// Too many wrong keys; later.
        LATER,
        /// Addressed to a foreign host name, or sent by a page of another origin: a page in a
        /// browser tries to use the server.
        FOREIGN
    }

    KeyGate(ApiKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /// The names under which the server may be addressed, now that its port is known.
    void at(int port) {
        hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /// @param host the header `Host`, as the other two empty where it is missing
    /// @param origin the header `Origin`, which browsers send
    /// @param authorization the header `Authorization`
    synchronized Verdict check(String host, String origin, String authorization) {
        if (!hosts.contains(host)) {
            return Verdict.FOREIGN;
        }
        if (!origin.isEmpty() && !origin.equals("http://" + host)) {
            return Verdict.FOREIGN;
        }
        var named = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        var shown = named ? authorization.substring(SCHEME.length()).strip() : "";
        if (key.fits(shown)) {
            return Verdict.IN;
        }
        var now = clock.instant();
        if (since.isBefore(now.minus(PENALTY))) {
            wrong = 0;
        }
        if (wrong >= GUESSES) {
            return Verdict.LATER;
        }
        if (!shown.isEmpty()) {
            if (wrong++ == 0) {
                since = now;
            }
        }
        return Verdict.OUT;
    }
}
