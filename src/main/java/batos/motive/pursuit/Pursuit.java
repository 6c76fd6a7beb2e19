package batos.motive.pursuit;

import batos.council.Outcome;
import batos.image.Author;
import batos.image.Cause;
import batos.image.ScratchImage;
import batos.image.View;
import batos.loops.tactical.ForgeResult;
import batos.memory.Recall;
import batos.memory.Scrapbook;
import batos.motive.goal.Goal;
import batos.motive.goal.GoalCheck;
import batos.motive.goal.GoalEvent;
import batos.motive.goal.GoalState;
import batos.motive.goal.Product;
import batos.toolbox.CapabilityGap;
import batos.toolbox.DraftTools;
import batos.toolbox.Tool;
import batos.toolbox.Toolbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes one step towards a goal, on a draft of the image, with the same council, forge and
/// crucible as a turn. It makes a product of the goal's kind and nothing else; codex, settings,
/// files, bound tools and other goals are out of its reach.
///
/// @param bind whether tools are bound at once; else turns do not see them before the Architect
///   accepts them
public record Pursuit(
        ScratchImage draft, DraftServices rooms, Toolbox tools, Scrapbook memory, boolean bind) {
    private static final int RECALLED = 10;

    /// On the calling thread; an interrupt ends it as [Step.Abandoned].
    public Step step(Goal goal, Cause cause) {
        var step =
                goal.state() instanceof GoalState.Active(_, var made) && !made.isEmpty()
                        ? check(goal)
                        : attempt(goal, cause);
        return Thread.currentThread().isInterrupted() ? new Step.Abandoned() : step;
    }

    private Step attempt(Goal goal, Cause cause) {
        return switch (goal.kind()) {
            case TOOL -> forged(goal, cause);
            case ANSWER -> answered(goal, cause);
            case THOUGHT, QUESTION, PROPOSAL -> new PursuitRequest(rooms, memory).ask(goal);
        };
    }

    private Step forged(Goal goal, Cause cause) {
        if (!(goal.check() instanceof GoalCheck.ToolTests(var name))) {
            return Step.Ended.with(new GoalEvent.Stopped("its check names no tool"));
        }
        var before = tools.now().any(name);
        if (before.isPresent() && !isItsOwn(before.get())) {
            return Step.Ended.with(
                    new GoalEvent.Stopped(
                            "%s is there and not for idle work to change"
                                    .formatted(before.get().label())));
        }
        var wish =
                new CapabilityGap.MissingTool(
                        Optional.of(name),
                        goal.what(),
                        List.of(),
                        new Author.Other("motive for goal " + goal.number()));
        return switch (rooms.forge().forge(wish, cause, line -> {})) {
            case ForgeResult.Bound(var tool, _, var evidence) -> {
                var product = new Product("tool", tool.description(), tool.label());
                yield new Step.Ended(
                        List.of(
                                new GoalEvent.Made(
                                        tool.label() + ": " + String.join(", ", evidence))),
                        product,
                        change -> {
                            DraftTools.of(draft, bind).forEach(change::put);
                            return product;
                        });
            }
            case ForgeResult.Reused(var tool, var why) ->
                    Step.Ended.with(new GoalEvent.Stopped(tool.label() + " is there: " + why));
            case ForgeResult.GaveUp(var reasons) ->
                    Step.Ended.with(
                            new GoalEvent.Failed(
                                    reasons.isEmpty()
                                            ? "no usable code"
                                            : first(reasons.getLast())));
            case ForgeResult.NoCrucible(var why) -> Step.Ended.with(new GoalEvent.Postponed(why));
            case ForgeResult.Interrupted() -> new Step.Abandoned();
        };
    }

    /// Quarantined tools that the forge made may be mended; what humans made, hold or use may not.
    private static boolean isItsOwn(Tool tool) {
        return tool.standing() == Tool.Standing.QUARANTINED
                && tool.origin() == Tool.Origin.FORGED
                && !tool.pinned();
    }

    private static String first(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    /// A turn of the whole council on the draft. The turn itself is not kept: only a thought with
    /// its conclusion, and the tools that it made.
    private Step answered(Goal goal, Cause cause) {
        if (goal.check() instanceof GoalCheck.BlockHolds && holds(goal)) {
            return Step.Ended.with(new GoalEvent.CheckHeld("the block answers true"));
        }
        return switch (rooms.conversation().ask(goal.what(), cause, signal -> {})) {
            case Outcome.Answered(var turn, var episode) -> {
                var text = turn.standing().synthesis();
                var product = new Product("thought", text, "");
                var account = rooms.conversation().council().account(episode);
                var total = turn.standing().dissonance().total();
                var receipts = account.map(it -> it.receipts().size()).orElse(0);
                yield new Step.Ended(
                        List.of(verdict(goal, total, receipts, draft.now())),
                        product,
                        change -> {
                            DraftTools.of(draft, bind).forEach(change::put);
                            return new Product(
                                    "thought",
                                    text,
                                    memory.think(
                                            change,
                                            goal.persona(),
                                            text,
                                            turn.standing().recalled().stream()
                                                    .filter(id -> memory.find(id).isPresent())
                                                    .toList()));
                        });
            }
            case Outcome.Unresolved(_, var persona, var why, var retry, _) ->
                    Step.Ended.with(
                            retry
                                    ? new GoalEvent.Postponed(why)
                                    : new GoalEvent.Failed(persona + ": " + why));
            case Outcome.NoCrucible(_, var why) -> Step.Ended.with(new GoalEvent.Postponed(why));
            case Outcome.ToolWanted(_, var wanted) ->
                    Step.Ended.with(
                            new GoalEvent.Failed("a tool is missing: " + wanted.specification()));
            case Outcome.CallsWanted _ ->
                    Step.Ended.with(new GoalEvent.Failed("a guest's tool was called"));
            case Outcome.Interrupted _ -> new Step.Abandoned();
        };
    }

    private GoalEvent verdict(Goal goal, double total, int receipts, View after) {
        return switch (goal.check()) {
            case GoalCheck.DissonanceFalls(var from) ->
                    total < from && receipts > 0
                            ? new GoalEvent.CheckHeld(
                                    String.format(
                                            Locale.ROOT,
                                            "dissonance %.2f -> %.2f, with %d receipts",
                                            from,
                                            total,
                                            receipts))
                            : new GoalEvent.Failed(
                                    String.format(
                                            Locale.ROOT,
                                            "the council's answer left the dissonance at %.2f, from"
                                                    + " %.2f",
                                            total,
                                            from));
            case GoalCheck.BlockHolds() ->
                    holds(goal)
                            ? new GoalEvent.CheckHeld("the block answers true")
                            : new GoalEvent.Failed("the block does not answer true yet");
            case GoalCheck.ToolTests _, GoalCheck.Recalled _, GoalCheck.ArchitectAnswers _ ->
                    new GoalEvent.Made("an answer at commit " + after.number());
        };
    }

    private boolean holds(Goal goal) {
        return rooms.blockHolds().test(goal.number());
    }

    /// Runs the goal's check on what an earlier step has made.
    private Step check(Goal goal) {
        return Step.Ended.with(
                switch (goal.check()) {
                    case GoalCheck.ToolTests(var name) -> tests(name);
                    case GoalCheck.Recalled(var question) -> recalled(goal, question);
                    case GoalCheck.BlockHolds() ->
                            holds(goal)
                                    ? new GoalEvent.CheckHeld("the block answers true")
                                    : new GoalEvent.Failed("the block does not answer true yet");
                    case GoalCheck.DissonanceFalls _, GoalCheck.ArchitectAnswers _ ->
                            new GoalEvent.SaidBlocked("waits for the Architect");
                });
    }

    private GoalEvent tests(String name) {
        var tool = tools.now().any(name);
        if (tool.isEmpty()) {
            return new GoalEvent.Failed("the tool " + name + " is gone");
        }
        var wrong = new ArrayList<>(rooms.gate().failing(tool.get()));
        int size = tool.get().draft().examples().size();
        return wrong.isEmpty()
                ? new GoalEvent.CheckHeld(
                        "%d tests of %s were run and hold".formatted(size, tool.get().label()))
                : new GoalEvent.Failed(first(wrong.getFirst()));
    }

    private GoalEvent recalled(Goal goal, String question) {
        var place = goal.product().reference();
        var found =
                memory.recall(question, RECALLED).stream().map(Recall::id).toList().indexOf(place);
        return found >= 0
                ? new GoalEvent.CheckHeld(
                        "memory brings %s as number %d for '%s'"
                                .formatted(place, found + 1, question))
                : new GoalEvent.Failed("memory does not bring it for '" + question + "'");
    }
}
