package batos.motive.budget;

import batos.text.FileErrors;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// The budget of idle work as a tree: day, hour, goal. A reservation is taken from all three levels
/// or from none, before the call; the unused rest goes back after it. Hours and days are those of
/// UTC. The reservations of a killed process count as spent. Its breaker says whether anything may
/// be spent at all; an open one stays open when the process ends.
///
/// May be called from any thread.
public final class BudgetTree {
    private final Supplier<BudgetLimits> limits;
    private final BudgetJournal journal;
    private final Map<String, Cost> ofGoal = new HashMap<>();
    private final TreeMap<Instant, Cost> ofHour = new TreeMap<>();
    private final Map<Long, Reservation> open = new HashMap<>();
    private Breaker breaker = new Breaker.Closed();
    private long last;

    /// @param limits looked up before each call
    public BudgetTree(Supplier<BudgetLimits> limits, BudgetJournal journal) {
        this.limits = limits;
        this.journal = journal;
    }

    public enum Level {
        GOAL,
        HOUR,
        DAY
    }

    /// The answer to a wish to spend.
    public sealed interface Answer {
        record Reserved(Reservation reservation) implements Answer {}

        /// @param why names the level, the resource and the setting
        record Refused(Level level, String why) implements Answer {}
    }

    /// @param goal the key of the goal that pays
    public synchronized Answer reserve(String goal, Cost wanted, Instant now) {
        var most = limits.get();
        for (var level : Level.values()) {
            var limit = limit(most, level);
            var spent = spent(level, goal, now);
            var beyond = spent.plus(wanted).beyond(limit);
            if (beyond.isPresent()) {
                return new Answer.Refused(
                        level,
                        "the budget of the %s holds no more %s: %s of %s are taken. Next: motive budget"
                                .formatted(
                                        level.name().toLowerCase(java.util.Locale.ROOT),
                                        beyond.get(),
                                        spent.words(),
                                        limit.words()));
            }
        }
        var reservation = new Reservation(last + 1, goal, now, wanted);
        try {
            journal.reserved(reservation);
        } catch (IOException e) {
            return new Answer.Refused(
                    Level.DAY, "the budget cannot be written down: " + FileErrors.reason(e));
        }
        last++;
        add(goal, now, wanted);
        open.put(reservation.id(), reservation);
        return new Answer.Reserved(reservation);
    }

    /// Gives the unused rest back. A second settlement of one reservation changes nothing.
    public synchronized void settle(Reservation reservation, Cost took) {
        if (open.remove(reservation.id()) == null) {
            return;
        }
        add(reservation.goal(), reservation.at(), took.minus(reservation.amount()));
        try {
            journal.settled(reservation, took);
        } catch (IOException e) {
            // At the next start the whole reservation counts as spent: too much, never too little.
            System.getLogger("batos.motive")
                    .log(System.Logger.Level.WARNING, "a settlement is not written down", e);
        }
    }

    /// The cost that was spent or is reserved.
    public synchronized Cost spent(Level level, String goal, Instant now) {
        return switch (level) {
            case GOAL -> ofGoal.getOrDefault(goal, Cost.NONE);
            case HOUR -> ofHour.getOrDefault(hour(now), Cost.NONE);
            case DAY -> {
                var begin = now.truncatedTo(ChronoUnit.DAYS);
                yield ofHour.subMap(begin, begin.plus(1, ChronoUnit.DAYS)).values().stream()
                        .reduce(Cost.NONE, Cost::plus);
            }
        };
    }

    public synchronized Breaker breaker() {
        return breaker;
    }

    /// A server or the crucible failed: callers must leave both alone for a while.
    public synchronized void failed(String why, Instant now) {
        change(breaker.failed(why, now));
    }

    /// The called server or crucible has answered.
    public synchronized void worked() {
        if (!(breaker instanceof Breaker.Closed)) {
            change(breaker.worked());
        }
    }

    private void change(Breaker next) {
        breaker = next;
        try {
            journal.breaker(next);
        } catch (IOException e) {
            System.getLogger("batos.motive")
                    .log(System.Logger.Level.WARNING, "the breaker is not written down", e);
        }
    }

    public BudgetLimits limits() {
        return limits.get();
    }

    public static Cost limit(BudgetLimits limits, Level level) {
        return switch (level) {
            case GOAL -> limits.goal();
            case HOUR -> limits.hour();
            case DAY -> limits.day();
        };
    }

    /// Takes over what an earlier process spent.
    synchronized void recover(long id, String goal, Instant at, Cost amount) {
        last = Math.max(last, id);
        add(goal, at, amount);
    }

    /// Takes over the breaker of an earlier process.
    synchronized void recover(Breaker earlier) {
        breaker = earlier;
    }

    private void add(String goal, Instant at, Cost amount) {
        ofGoal.merge(goal, amount, Cost::plus);
        ofHour.merge(hour(at), amount, Cost::plus);
    }

    private static Instant hour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }
}
