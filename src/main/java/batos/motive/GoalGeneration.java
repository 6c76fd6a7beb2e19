package batos.motive;

import batos.image.Change;
import batos.image.ScratchImage;
import batos.mind.PersonaId;
import batos.motive.budget.BudgetTree;
import batos.motive.budget.Cost;
import batos.motive.goal.Aim;
import batos.motive.goal.Goal;
import batos.motive.goal.GoalCheck;
import batos.motive.goal.GoalKind;
import batos.motive.goal.GoalLikeness;
import batos.motive.goal.GoalState;
import batos.motive.goal.Goals;
import batos.motive.goal.Mandate;
import batos.motive.look.Look;
import batos.motive.look.SeenSigns;
import batos.motive.look.Sign;
import batos.motive.look.StoredLook;
import batos.motive.pursuit.Idea;
import batos.motive.pursuit.Imagination;
import batos.motive.pursuit.Meter;
import batos.motive.pursuit.Tally;
import batos.nerve.PulseKind;
import batos.text.FileErrors;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Turns news into goals: asks each persona once about the news that calls on it, and compares its
/// ideas with earlier goals. Stores the look and its reasons with the goals, in one commit.
final class GoalGeneration {
    private final MotiveParts parts;
    private final BudgetTree budget;
    private final SeenSigns seen;

    GoalGeneration(MotiveParts parts, BudgetTree budget, SeenSigns seen) {
        this.parts = parts;
        this.budget = budget;
        this.seen = seen;
    }

    sealed interface Result {
        record Done(List<String> lines, Tally spent) implements Result {}

        /// Not now; the news stays news.
        ///
        /// @param fault whether a server failed
        record Held(String why, boolean fault, Tally spent) implements Result {}

        record Abandoned(String why, Tally spent) implements Result {}
    }

    Result imagine(Look.News news, Instant now, StepCommit commit) {
        var settings = parts.settings().get();
        var key = "imagine-" + LocalDate.ofInstant(now, ZoneOffset.UTC);
        var meter = new Meter(budget, key, now, parts.watch(), settings.longestMillis());
        var draft = new ScratchImage(parts.image(), parts.image().now(), () -> now);
        var rooms = parts.rooms().over(draft, meter);
        var codex = parts.codex().get();
        var imagination = new Imagination(rooms.voices(), settings.ideas());
        var ideas = new ArrayList<Idea>();
        var failures = new ArrayList<String>();
        Map<PersonaId, List<Sign>> of = new EnumMap<>(PersonaId.class);
        news.signs()
                .forEach(sign ->
                        of.computeIfAbsent(sign.kind().persona(), id -> new ArrayList<>())
                                .add(sign));
        for (var entry : of.entrySet()) {
            var mandates = codex.document().persona(entry.getKey().name()).mandates();
            switch (imagination.ask(entry.getKey(), entry.getValue(), mandates)) {
                case Imagination.Imagined.Ideas(var had) -> ideas.addAll(had);
                case Imagination.Imagined.Failed(var why) ->
                        failures.add(entry.getKey() + " imagined nothing: " + why);
                case Imagination.Imagined.Interrupted() -> {
                    return new Result.Abandoned("another deed came first", meter.tally());
                }
            }
            if (meter.fault().isPresent() || meter.refusal().isPresent()) {
                var why = meter.fault().or(meter::refusal).orElse("");
                return new Result.Held(why, meter.fault().isPresent(), meter.tally());
            }
        }
        var lines = new ArrayList<String>();
        var kept =
                commit.keep(
                        "looks at what is new: " + news.signs().size(),
                        draft,
                        change -> {
                            lines.clear();
                            lines.addAll(put(change, ideas, now));
                            change.put(
                                    new StoredLook(now, news.position(), reasons(news), lines)
                                            .form());
                        });
        if (!kept) {
            return new Result.Abandoned("another deed has the image", meter.tally());
        }
        try {
            seen.add(news.signs());
        } catch (IOException e) {
            failures.add("what was looked at cannot be written down: " + FileErrors.reason(e));
        }
        lines.addAll(failures);
        lines.forEach(line -> parts.pulse().emit(PulseKind.Motive.IMAGINED, line));
        return new Result.Done(lines, meter.tally());
    }

    private List<String> put(Change change, List<Idea> ideas, Instant now) {
        var lines = new ArrayList<String>();
        var all = new ArrayList<>(Goals.all(change.base()));
        var next = Goals.next(change.base());
        for (var idea : ideas) {
            var verdict =
                    GoalLikeness.of(
                            idea.kind(), idea.what(), List.of(idea.sign().fingerprint()), all);
            switch (verdict) {
                case GoalLikeness.Verdict.Known(var before) ->
                        lines.add(
                                "%s: '%s' is goal %d again, and nothing has changed"
                                        .formatted(idea.persona(), idea.what(), before.number()));
                case GoalLikeness.Verdict.Again(var before) -> {
                    var goal = goal(idea, next++, List.of(before.number()), now);
                    lines.add(imagined(goal));
                    all.add(goal);
                    Goals.put(change, goal);
                }
                case GoalLikeness.Verdict.New() -> {
                    var goal = goal(idea, next++, List.of(), now);
                    lines.add(imagined(goal));
                    all.add(goal);
                    Goals.put(change, goal);
                }
            }
        }
        return lines;
    }

    private static String imagined(Goal goal) {
        return "%s imagines goal %d, %s: %s"
                .formatted(goal.persona(), goal.number(), goal.kind().word(), goal.what());
    }

    private Goal goal(Idea idea, int number, List<Integer> lineage, Instant now) {
        var codex = parts.codex().get();
        var mandates = codex.document().persona(idea.persona()).mandates();
        var sign = idea.sign();
        var most = parts.settings().get().limits().goal();
        var tokens = idea.tokens() <= 0 ? most.tokens() : Math.min(idea.tokens(), most.tokens());
        var aim =
                new Aim(
                        parts.keys().get(),
                        idea.persona(),
                        MotiveLoop.AUTHOR.toString(),
                        idea.kind(),
                        sign.theme(),
                        sign.label(),
                        idea.kind() == GoalKind.ANSWER && !sign.asked().isEmpty()
                                ? sign.asked()
                                : idea.what(),
                        new Mandate(codex.hash(), idea.mandate(), mandates.get(idea.mandate() - 1)),
                        check(idea),
                        List.of(sign.fingerprint()),
                        List.of(sign.line()),
                        lineage,
                        new Cost(tokens, most.modelMillis(), most.sandboxMillis()),
                        now);
        return Goal.fresh(number, aim, new GoalState.Imagined());
    }

    private static GoalCheck check(Idea idea) {
        return switch (idea.kind()) {
            case TOOL -> new GoalCheck.ToolTests(idea.name());
            case THOUGHT ->
                    new GoalCheck.Recalled(idea.recall().isEmpty() ? idea.what() : idea.recall());
            case ANSWER -> new GoalCheck.DissonanceFalls(idea.sign().measure());
            case QUESTION, PROPOSAL -> new GoalCheck.ArchitectAnswers();
        };
    }

    private static List<String> reasons(Look.News news) {
        return news.signs().stream().map(Sign::line).toList();
    }
}
