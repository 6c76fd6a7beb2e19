package batos.nerve;

import java.time.Duration;

/// One end's knowledge of the other, from its heartbeats. The step is pure: time comes in as the
/// reading of a monotonic clock, in nanoseconds, and nothing is started or stopped here.
///
/// Each end sends something at least every [#BEAT]. One that missed a beat is silent, one that
/// missed [#MISSED] is down; whatever it sends after that brings it up again.
public sealed interface Link {
    Duration BEAT = Duration.ofSeconds(2);
    int MISSED = 3;

    /// Heard from within the last beat, allowing for one that is under way.
    ///
    /// @param heard when, in nanoseconds of the monotonic clock
    record Up(long heard) implements Link {}

    /// @param missed how many beats did not come, 1 or more
    record Silent(long heard, int missed) implements Link {}

    /// Given up: commands are sent again over a new connection.
    record Down(long heard) implements Link {}

    /// The last time anything came, in nanoseconds of the monotonic clock.
    long heard();

    /// Something came.
    default Link heard(long now) {
        return new Up(Math.max(now, heard()));
    }

    /// Time went by.
    default Link at(long now) {
        return at(now, BEAT);
    }

    /// @param beat how long a beat is, for links that are watched more closely
    default Link at(long now, Duration beat) {
        var missed = (int) Math.min(MISSED, Math.max(0, (now - heard()) / beat.toNanos()));
        // Without a pattern switch: it would cost a one-shot command the making of a class.
        if (this instanceof Down || (this instanceof Up && missed == 0)) {
            return this;
        }
        return after(
                heard(), this instanceof Silent silent ? Math.max(missed, silent.missed) : missed);
    }

    private static Link after(long heard, int missed) {
        return missed >= MISSED ? new Down(heard) : new Silent(heard, missed);
    }

    /// In one word, for a line of state.
    default String word() {
        return this instanceof Up ? "up" : this instanceof Silent ? "silent" : "down";
    }
}
