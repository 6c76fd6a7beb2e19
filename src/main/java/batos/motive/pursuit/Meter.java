package batos.motive.pursuit;

import batos.motive.budget.BudgetTree;
import batos.motive.budget.Cost;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Meters the calls of one step: each is reserved before it begins and settled when it has ended,
/// and one that takes longer than was reserved is interrupted. It remembers why a call was not made
/// or failed, and what was called, so that a step that only repeats itself is recognised.
///
/// May be used by several threads.
public final class Meter {
    /// Reserved on top of the time allowed: how long an interrupt may take, in milliseconds.
    private static final long MARGIN = 1_000;

    private final BudgetTree budget;
    private final String goal;
    private final Instant at;
    private final InstantSource watch;
    private final long longestMillis;
    private final List<String> calls = new ArrayList<>();
    private Tally tally = Tally.NONE;
    private @Nullable String fault;
    private @Nullable String refusal;
    private BudgetTree.@Nullable Level refusedBy;
    private @Nullable String repeated;

    /// @param goal the key of the goal that pays
    /// @param at when the step began, on the clock of the budget
    /// @param watch measures how long calls take
    /// @param longestMillis a call that takes longer is interrupted
    public Meter(
            BudgetTree budget, String goal, Instant at, InstantSource watch, long longestMillis) {
        this.budget = budget;
        this.goal = goal;
        this.at = at;
        this.watch = watch;
        this.longestMillis = longestMillis;
    }

    /// Runs a call of a model.
    ///
    /// @param tokens the most that it can take
    /// @param took tokens that it took
    /// @param refused the answer where the budget says no
    /// @param late the answer where it was interrupted for its time
    <T> T model(
            long tokens,
            Supplier<T> call,
            Function<T, Long> took,
            Function<String, T> refused,
            Supplier<T> late) {
        return metered(
                Cost.model(tokens, longestMillis + MARGIN),
                longestMillis,
                call,
                (reply, millis) -> Cost.model(took.apply(reply), millis),
                refused,
                late,
                new Tally(1, 0, Cost.NONE, Cost.NONE));
    }

    /// Runs code in the sandbox.
    ///
    /// @param millis the most that it can take; cut to the longest call
    <T> T sandbox(long millis, Supplier<T> call, Function<String, T> refused, Supplier<T> late) {
        var most = Math.min(millis, longestMillis);
        return metered(
                Cost.sandbox(most + MARGIN),
                most,
                call,
                (verdict, took) -> Cost.sandbox(took),
                refused,
                late,
                new Tally(0, 1, Cost.NONE, Cost.NONE));
    }

    private interface CostOf<T> {
        Cost of(T answer, long millis);
    }

    private <T> T metered(
            Cost wanted,
            long most,
            Supplier<T> call,
            CostOf<T> cost,
            Function<String, T> refused,
            Supplier<T> late,
            Tally counted) {
        switch (budget.reserve(goal, wanted, at)) {
            case BudgetTree.Answer.Refused(var level, var why) -> {
                note(level, why);
                return refused.apply(why);
            }
            case BudgetTree.Answer.Reserved(var reservation) -> {
                var began = watch.millis();
                // Should the call throw, its time is spent all the same.
                var spent = new Cost[] {wanted};
                try (var timer = new CallTimer(most)) {
                    var answer = call.get();
                    var took = Math.max(0, watch.millis() - began);
                    spent[0] = cost.of(answer, Math.min(took, most + MARGIN));
                    return timer.isLate() ? late.get() : answer;
                } finally {
                    budget.settle(reservation, spent[0]);
                    count(counted.plus(new Tally(0, 0, wanted, spent[0])));
                }
            }
        }
    }

    private synchronized void count(Tally more) {
        tally = tally.plus(more);
    }

    private synchronized void note(BudgetTree.Level level, String why) {
        refusal = why;
        refusedBy = level;
    }

    /// A server or the crucible failed, through no fault of the goal.
    synchronized void failed(String why) {
        fault = why;
    }

    /// Notes a call; the same one twice in a row is noted as a repetition.
    ///
    /// @return whether it repeats the call before it
    synchronized boolean called(String what) {
        var again = !calls.isEmpty() && calls.getLast().equals(what);
        calls.add(what);
        if (again) {
            repeated = what;
        }
        return again;
    }

    public synchronized Tally tally() {
        return tally;
    }

    public synchronized Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    public synchronized Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    /// The level of the budget that held no more.
    public synchronized Optional<BudgetTree.Level> refusedBy() {
        return Optional.ofNullable(refusedBy);
    }

    public synchronized Optional<String> repeated() {
        return Optional.ofNullable(repeated);
    }

    /// A digest of all calls in their order.
    public synchronized String trajectory() {
        return calls.isEmpty() ? "" : Integer.toHexString(calls.hashCode()) + ":" + calls.size();
    }
}
