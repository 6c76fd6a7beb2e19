package batos.mind;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The speed at which a server reads the prompts of each model, measured by the calls so far, and
/// from it the time that the first token of the next call may take. Only waits depend on it, never
/// a reply.
final class ServerSpeed {
    /// A prompt may take so many times as long as the ones before it: the load of a machine varies.
    private static final int SLACK = 6;

    /// The weight of the latest call against all before it.
    private static final double LATEST = 0.5;

    private final Map<String, Double> secondsPerToken = new ConcurrentHashMap<>();

    /// @param tokens of the prompt
    /// @param took until the first token of the reply
    void read(String model, int tokens, Duration took) {
        var measured = took.toNanos() / 1e9 / Math.max(1, tokens);
        secondsPerToken.merge(
                model, measured, (before, now) -> (1 - LATEST) * before + LATEST * now);
    }

    /// Tokens read in a second; 0 where nothing was measured.
    double rate(String model) {
        var seconds = secondsPerToken.getOrDefault(model, 0.0);
        return seconds == 0 ? 0 : 1 / seconds;
    }

    /// The time of reading so many tokens, by the calls so far; zero where nothing was measured.
    Duration expected(String model, int tokens) {
        var rate = secondsPerToken.getOrDefault(model, 0.0);
        return Duration.ofNanos((long) (rate * tokens * 1e9));
    }

    /// The time that the first token of a reply may take: that of the limits, longer where the
    /// prompt is long for this server, and never longer than a whole call.
    Duration patience(String model, int tokens, CallLimits limits) {
        var measured = expected(model, tokens).multipliedBy(SLACK);
        var wanted = measured.compareTo(limits.first()) > 0 ? measured : limits.first();
        return wanted.compareTo(limits.whole()) < 0 ? wanted : limits.whole();
    }
}
