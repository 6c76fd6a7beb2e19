package batos.motive.budget;

import java.time.Duration;
import java.time.Instant;

/// Decides whether idle work may call a server or a crucible that failed: a state machine with a
/// pure step. Each fault opens it for twice as long as the one before; one success closes it.
public sealed interface Breaker {
    Duration FIRST = Duration.ofMinutes(1);
    Duration LONGEST = Duration.ofHours(6);

    record Closed() implements Breaker {}

    /// @param until no call before this; the first one after it is a trial
    /// @param faults in a row
    record Open(Instant until, int faults, String why) implements Breaker {}

    default Breaker failed(String why, Instant now) {
        int faults =
                switch (this) {
                    case Closed() -> 1;
                    case Open open -> open.faults + 1;
                };
        var wait = FIRST.multipliedBy(1L << Math.min(faults - 1, 20));
        return new Open(now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait), faults, why);
    }

    default Breaker worked() {
        return new Closed();
    }

    default boolean allows(Instant now) {
        return switch (this) {
            case Closed() -> true;
            case Open open -> !now.isBefore(open.until);
        };
    }
}
