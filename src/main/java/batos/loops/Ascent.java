package batos.loops;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The progress of the trouble on one theme: a state machine with a pure step.
///
/// ```
/// Calm -> Troubled -> Pending -> Measuring -> Measured -> Pending (the next rung) ...
///   ^        |                       |            |
///   +- quiet-+                       +-> Settled <+-- no rung is left
/// ```
///
/// `Pending`, `Measuring` and `Measured` name the rung that was tried: `tactical`, `strategic`,
/// `philosophical`. [#due] is the only way from one rung to the next and goes up one at a time.
public sealed interface Ascent {
    /// Nothing is wrong on this theme.
    record Calm() implements Ascent {}

    /// @param turns the troubled turns since it began, the oldest first
    /// @param quiet how many turns in a row were not troubled since the last that was
    record Troubled(List<Felt> turns, int quiet) implements Ascent {
        public Troubled {
            turns = List.copyOf(turns);
        }
    }

    /// A rung was tried and changes nothing yet.
    record Pending(Act act, List<Felt> turns) implements Ascent {
        public Pending {
            turns = List.copyOf(turns);
        }
    }

    /// The rung's change is in force; the climb counts the turns after it.
    record Measuring(Act act, List<Felt> turns, List<Felt> since) implements Ascent {
        public Measuring {
            turns = List.copyOf(turns);
            since = List.copyOf(since);
        }
    }

    /// A rung did not help enough; the next one waits for its count of troubles.
    record Measured(Act act, List<Felt> turns, Effect effect) implements Ascent {
        public Measured {
            turns = List.copyOf(turns);
        }
    }

    /// The trouble is over, or no rung is left.
    record Settled(Act act, Effect effect) implements Ascent {}

    /// A turn on the theme and how it ended.
    ///
    /// @param dissonance the total at its end, 0 to 1
    record Felt(long episode, double dissonance) {}

    /// A rung that was tried.
    ///
    /// @param number of the climb's record in the image
    /// @param reference see [Rung.Attempt.Made#reference()]
    record Act(long number, String rung, String what, String reference) {}

    /// The effect of a rung on dissonance.
    ///
    /// @param before the mean dissonance of the troubled turns that led to it
    /// @param after the mean of the turns since, `before` where there are none
    /// @param turns how many turns since
    record Effect(double before, double after, int turns) {
        static Effect of(List<Felt> before, List<Felt> since) {
            var mean = mean(before);
            return new Effect(mean, since.isEmpty() ? mean : mean(since), since.size());
        }

        /// Below 0 where dissonance fell.
        public double difference() {
            return after - before;
        }
    }

    /// @param threshold a turn above this total is troubled, 0 to 1
    /// @param measured so many turns show the effect of a rung
    /// @param quiet so many turns in a row without trouble end it
    record Bounds(double threshold, int measured, int quiet) {}

    /// A turn on the theme has ended.
    default Ascent felt(Felt turn, Bounds bounds) {
        var troubled = turn.dissonance() > bounds.threshold();
        return switch (this) {
            case Calm() -> troubled ? new Troubled(List.of(turn), 0) : this;
            case Settled _ -> troubled ? new Troubled(List.of(turn), 0) : this;
            case Troubled(var turns, var quiet) -> {
                if (troubled) {
                    yield new Troubled(plus(turns, turn), 0);
                }
                yield quiet + 1 >= bounds.quiet() ? new Calm() : new Troubled(turns, quiet + 1);
            }
            case Pending(var act, var turns) ->
                    new Pending(act, troubled ? plus(turns, turn) : turns);
            case Measuring(var act, var turns, var since) -> {
                var longer = plus(since, turn);
                var counted = troubled ? plus(turns, turn) : turns;
                if (longer.size() < bounds.measured()) {
                    yield new Measuring(act, counted, longer);
                }
                var before = turns.subList(0, turns.size() - troubledIn(since, bounds));
                var effect = Effect.of(before, longer);
                yield effect.after() <= bounds.threshold()
                        ? new Settled(act, effect)
                        : new Measured(act, counted, effect);
            }
            case Measured(var act, var turns, var effect) ->
                    new Measured(act, troubled ? plus(turns, turn) : turns, effect);
        };
    }

    /// A rung was tried; its effect is measured from now on or, while it is pending, later.
    default Ascent acted(Act act, boolean pending) {
        var turns = turns();
        return pending ? new Pending(act, turns) : new Measuring(act, turns, List.of());
    }

    /// The pending act is in force now.
    default Ascent inForce() {
        return this instanceof Pending(var act, var turns)
                ? new Measuring(act, turns, List.of())
                : this;
    }

    /// The pending act came to nothing: it counts as measured, without effect.
    default Ascent cameToNothing() {
        return this instanceof Pending(var act, var turns)
                ? new Measured(act, turns, Effect.of(turns, List.of()))
                : this;
    }

    /// The rung above the last one was tried or there is none: this trouble has been through all.
    default Ascent exhausted() {
        return this instanceof Measured(var act, _, var effect) ? new Settled(act, effect) : this;
    }

    /// The rung to try now: the first for a trouble, else the one above the rung that was measured,
    /// once enough troubles were counted.
    default Optional<Rung> due(List<Rung> rungs) {
        return next(rungs).filter(rung -> turns().size() >= rung.after());
    }

    /// The rung to try next, whether or not enough troubles were counted.
    default Optional<Rung> next(List<Rung> rungs) {
        return switch (this) {
            case Troubled _ -> rungs.stream().findFirst();
            case Measured(var act, _, _) -> above(act.rung(), rungs);
            case Calm _, Pending _, Measuring _, Settled _ -> Optional.empty();
        };
    }

    static Optional<Rung> above(String rung, List<Rung> rungs) {
        return rungs.stream().dropWhile(each -> !each.name().equals(rung)).skip(1).findFirst();
    }

    /// The troubled turns counted so far.
    default List<Felt> turns() {
        return switch (this) {
            case Troubled troubled -> troubled.turns;
            case Pending pending -> pending.turns;
            case Measuring measuring -> measuring.turns;
            case Measured measured -> measured.turns;
            case Calm _, Settled _ -> List.of();
        };
    }

    private static double mean(List<Felt> turns) {
        return turns.stream().mapToDouble(Felt::dissonance).average().orElse(0);
    }

    private static int troubledIn(List<Felt> since, Bounds bounds) {
        return (int) since.stream().filter(t -> t.dissonance() > bounds.threshold()).count();
    }

    private static List<Felt> plus(List<Felt> turns, Felt turn) {
        var longer = new ArrayList<>(turns);
        longer.add(turn);
        return longer;
    }
}
