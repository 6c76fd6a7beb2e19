package batos.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Access to the workbench: for the holder of a cookie that a link of the owner's was exchanged
/// for.
///
/// A link works once and for [#LINK_LIFE]. After [#GUESSES] wrong keys or cookies within [#PENALTY]
/// nobody new is let in until that time is over; those who are in stay in.
final class WorkbenchAccess {
    static final Duration LINK_LIFE = Duration.ofMinutes(10);
    static final Duration PENALTY = Duration.ofMinutes(1);
    static final int GUESSES = 10;
    private static final int MOST_SESSIONS = 64;

    /// The rights of a request.
    enum Verdict {
        IN,
        /// No valid cookie.
        OUT,
        /// Too many wrong guesses; later, perhaps.
        LATER,
        /// A foreign host, origin or site: not meant for us.
        FOREIGN
    }

    private final InstantSource clock;
    private final Supplier<String> secrets;
    private final Map<String, Instant> links = new HashMap<>();
    private final Set<String> sessions = new HashSet<>();
    private Set<String> hosts = Set.of();
    private int wrong;
    private Instant since = Instant.EPOCH;

    /// @param secrets makes unguessable text, at least 128 bits of it
    WorkbenchAccess(InstantSource clock, Supplier<String> secrets) {
        this.clock = clock;
        this.secrets = secrets;
    }

    /// The names under which this server may be addressed, now that its port is known.
    void at(int port) {
        hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /// A key for one entrance.
    synchronized String link() {
        var now = clock.instant();
        links.values().removeIf(until -> until.isBefore(now));
        var key = secrets.get();
        links.put(key, now.plus(LINK_LIFE));
        return key;
    }

    /// The cookie's value for a key; empty where the key is not, or no longer, good.
    synchronized Optional<String> enter(String key) {
        if (isPenalised()) {
            return Optional.empty();
        }
        var found = links.keySet().stream().filter(link -> same(link, key)).findFirst().orElse("");
        var until = links.remove(found);
        if (until == null || until.isBefore(clock.instant())) {
            guessed();
            return Optional.empty();
        }
        if (sessions.size() >= MOST_SESSIONS) {
            sessions.remove(sessions.iterator().next());
        }
        var session = secrets.get();
        sessions.add(session);
        return Optional.of(session);
    }

    /// @param changes whether the request may change something: then it has to say where it comes
    ///   from
    synchronized Verdict check(Request request, boolean changes) {
        if (!hosts.contains(request.host())) {
            return Verdict.FOREIGN;
        }
        var own = "http://" + request.host();
        if (!request.origin().isEmpty() && !request.origin().equals(own)) {
            return Verdict.FOREIGN;
        }
        var site = request.site();
        if (!site.isEmpty() && !site.equals("same-origin") && !site.equals("none")) {
            return Verdict.FOREIGN;
        }
        if (changes && request.origin().isEmpty() && !site.equals("same-origin")) {
            return Verdict.FOREIGN;
        }
        if (sessions.stream().anyMatch(session -> same(session, request.cookie()))) {
            return Verdict.IN;
        }
        if (isPenalised()) {
            return Verdict.LATER;
        }
        if (!request.cookie().isEmpty()) {
            guessed();
        }
        return Verdict.OUT;
    }

    /// The headers in which a request names its origin; empty where it has none.
    ///
    /// @param site the header `Sec-Fetch-Site`
    record Request(String host, String origin, String site, String cookie) {}

    private boolean isPenalised() {
        if (since.isBefore(clock.instant().minus(PENALTY))) {
            wrong = 0;
        }
        return wrong >= GUESSES;
    }

    private void guessed() {
        if (wrong == 0) {
            since = clock.instant();
        }
        wrong++;
    }

    /// In a time that does not depend on where they differ.
    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
