package batos.motive;

import batos.image.Author;
import batos.image.ScratchImage;
import batos.motive.budget.Breaker;
import batos.motive.budget.BudgetTree;
import batos.motive.choice.Candidate;
import batos.motive.choice.Choice;
import batos.motive.choice.ProgressPolicy;
import batos.motive.goal.Goal;
import batos.motive.goal.GoalEvent;
import batos.motive.goal.GoalLikeness;
import batos.motive.goal.GoalState;
import batos.motive.goal.Goals;
import batos.motive.look.Look;
import batos.motive.look.PreGate;
import batos.motive.look.SeenSigns;
import batos.motive.look.SignReader;
import batos.motive.pursuit.Meter;
import batos.motive.pursuit.Pursuit;
import batos.motive.pursuit.Step;
import batos.motive.pursuit.Tally;
import batos.nerve.PulseKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// The idle loop: one look at a time, on the thread of whoever calls. A look that finds news has
/// goals imagined; a look that finds an open goal makes one step towards one. Each of the two is
/// one commit by the author `motive`, or leaves no trace.
///
/// One look runs at a time. An interrupt of the thread abandons it.
public final class MotiveLoop {
    public static final Author AUTHOR = Author.Part.MOTIVE;

    private final MotiveParts parts;
    private final BudgetTree budget;
    private final PreGate gate;
    private final GoalGeneration imagining;
    private final RandomGenerator chance;
    private final Goals goals;
    private final ReentrantLock looking = new ReentrantLock();
    private Instant pausedUntil = Instant.MIN;
    private String pausedFor = "";
    private volatile Doings doings = new Doings(0, 0, Tally.NONE);

    public MotiveLoop(
            MotiveParts parts, BudgetTree budget, SeenSigns seen, RandomGenerator chance) {
        this.parts = parts;
        this.budget = budget;
        this.chance = chance;
        this.goals = new Goals(parts.image());
        this.gate =
                new PreGate(
                        parts.image(),
                        new SignReader(
                                        parts.council(),
                                        parts.climb(),
                                        parts.memory(),
                                        parts.toolbox(),
                                        parts.proposals(),
                                        parts.threshold())
                                ::signs,
                        seen);
        this.imagining = new GoalGeneration(parts, budget, seen);
    }

    /// The right to commit. Idle work takes it only where nobody else has it.
    @FunctionalInterface
    public interface Turnstile {
        /// @return false where another deed has it
        boolean pass(Runnable commit);
    }

    /// One look.
    ///
    /// @param now on the clock of looks and budgets, which may be a simulated one
    public LookResult look(Instant now, Turnstile turnstile) {
        looking.lock();
        try {
            doings = new Doings(doings.looks() + 1, doings.commits(), doings.tally());
            return looked(now, turnstile);
        } finally {
            looking.unlock();
        }
    }

    private LookResult looked(Instant now, Turnstile turnstile) {
        var breaker = budget.breaker();
        if (!breaker.allows(now) && breaker instanceof Breaker.Open(var until, _, var why)) {
            return new LookResult.Nothing("waits until " + until + ", because: " + why);
        }
        if (now.isBefore(pausedUntil)) {
            return new LookResult.Nothing("waits until " + pausedUntil + ": " + pausedFor);
        }
        var commit = new StepCommit(parts.image(), turnstile);
        var lines = new ArrayList<String>();
        if (gate.look(now) instanceof Look.News news) {
            switch (imagining.imagine(news, now, commit)) {
                case GoalGeneration.Result.Done(var said, var spent) -> {
                    count(spent, commit);
                    lines.addAll(said);
                    budget.worked();
                }
                case GoalGeneration.Result.Held(var why, var fault, var spent) -> {
                    count(spent, commit);
                    hold(why, fault, now);
                    return new LookResult.Nothing(why);
                }
                case GoalGeneration.Result.Abandoned(var why, var spent) -> {
                    count(spent, commit);
                    return new LookResult.Abandoned(why);
                }
            }
        }
        var all = goals.all();
        var next = drawn(all);
        if (next.isEmpty()) {
            return lines.isEmpty()
                    ? new LookResult.Nothing("nothing is new, and no goal is open")
                    : new LookResult.Did(lines);
        }
        var stepped = step(next.get(), now, turnstile);
        return switch (stepped) {
            case LookResult.Did(var said) -> {
                lines.addAll(said);
                yield new LookResult.Did(lines);
            }
            case LookResult.Nothing nothing ->
                    lines.isEmpty() ? nothing : new LookResult.Did(lines);
            case LookResult.Abandoned abandoned ->
                    lines.isEmpty() ? abandoned : new LookResult.Did(lines);
        };
    }

    /// The goal under way, else one drawn from the open goals.
    private Optional<Goal> drawn(List<Goal> all) {
        var under =
                all.stream().filter(goal -> goal.state() instanceof GoalState.Active).findFirst();
        if (under.isPresent()) {
            return under;
        }
        var candidates =
                all.stream()
                        .filter(goal -> goal.state().isOpen())
                        .map(goal ->
                                new Candidate(
                                        goal.number(), goal.region(), GoalLikeness.weight(goal)))
                        .toList();
        return new ProgressPolicy(parts.settings().get().exploration())
                .choose(candidates, region -> Goals.competence(all, region), chance)
                .flatMap(choice ->
                        all.stream()
                                .filter(goal -> goal.number() == choice.drawn().candidate().goal())
                                .findFirst()
                                .map(goal -> goal.drawnBy(odds(choice))));
    }

    private static List<String> odds(Choice choice) {
        var lines = new ArrayList<String>();
        lines.add("drawn among " + choice.among().size() + ": " + choice.drawn().line());
        choice.among().stream()
                .filter(odds -> !odds.equals(choice.drawn()))
                .limit(9)
                .forEach(odds -> lines.add(odds.line()));
        return lines;
    }

    private LookResult step(Goal goal, Instant now, Turnstile turnstile) {
        var settings = parts.settings().get();
        var commit = new StepCommit(parts.image(), turnstile);
        var meter = new Meter(budget, goal.key(), now, parts.watch(), settings.longestMillis());
        var draft = new ScratchImage(parts.image(), parts.image().now(), () -> now);
        var pursuit =
                new Pursuit(
                        draft,
                        parts.rooms().over(draft, meter),
                        parts.toolbox(),
                        parts.memory(),
                        settings.bind());
        var line = "goal " + goal.number() + ": " + goal.what();
        var step = pursuit.step(goal, commit.cause(line));
        if (!(step instanceof Step.Ended ended)) {
            count(meter.tally(), commit);
            return new LookResult.Abandoned("another deed came first; " + line);
        }
        if (meter.fault().isPresent()) {
            count(meter.tally(), commit);
            hold(meter.fault().get(), true, now);
            return new LookResult.Nothing(meter.fault().get());
        }
        if (meter.refusedBy().filter(level -> level != BudgetTree.Level.GOAL).isPresent()) {
            count(meter.tally(), commit);
            hold(meter.refusal().orElse(""), false, now);
            return new LookResult.Nothing(meter.refusal().orElse(""));
        }
        if (meter.tally().isAny()) {
            budget.worked();
        }
        var state = goal.state().after(new GoalEvent.Chosen(), settings.attempts());
        for (var event : StepVerdict.of(goal, ended, meter)) {
            state = state.after(event, settings.attempts());
        }
        var last = state;
        var cost = meter.tally().spent();
        var kept =
                commit.keep(
                        line,
                        draft,
                        change -> {
                            var product = ended.keep().apply(change);
                            Goals.put(
                                    change,
                                    goal.tried(product, cost, meter.trajectory()).in(last, now));
                        });
        count(meter.tally(), commit);
        if (!kept) {
            return new LookResult.Abandoned("another deed has the image; " + line);
        }
        var said =
                "goal %d, %s: %s%s"
                        .formatted(
                                goal.number(),
                                last.word(),
                                goal.what(),
                                last.detail().isEmpty() ? "" : " (" + last.detail() + ")");
        parts.pulse().emit(PulseKind.Motive.STEP, said);
        return new LookResult.Did(List.of(said));
    }

    /// After a fault of a server the breaker opens; where a budget is spent, the next hour begins a
    /// new one.
    private void hold(String why, boolean fault, Instant now) {
        if (fault) {
            budget.failed(why, now);
        } else {
            pausedUntil = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            pausedFor = why;
        }
    }

    private void count(Tally more, StepCommit commit) {
        doings =
                new Doings(
                        doings.looks(),
                        doings.commits() + commit.takeCount(),
                        doings.tally().plus(more));
    }

    public Goals goals() {
        return goals;
    }

    public BudgetTree budget() {
        return budget;
    }

    /// The loop's counts since it was made. Never waits for a look under way.
    public Doings doings() {
        return doings;
    }

    /// @param looks, those that found nothing included
    public record Doings(long looks, long commits, Tally tally) {}
}
