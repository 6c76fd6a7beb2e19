package batos.motive;

import batos.motive.goal.Goal;
import batos.motive.goal.GoalState;
import batos.text.Ellipsis;
import batos.text.Plural;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The report on idle work: wondered, tried, learned and spent, in at most ten lines.
public final class MorningReport {
    private static final int MOST = 10;
    private static final int WIDE = 160;

    private MorningReport() {}

    /// @param goals all there are
    /// @param since goals that changed at or after this count
    /// @return nothing where nothing was done
    public static List<String> of(List<Goal> goals, Instant since, MotiveLoop.Doings done) {
        var changed = goals.stream().filter(goal -> !goal.changed().isBefore(since)).toList();
        if (changed.isEmpty() && done.tally().modelCalls() == 0) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add(
                "while you were away: %s in %s, %s reached, %s given up, %s for you"
                        .formatted(
                                Plural.of(changed.size(), "goal"),
                                Plural.of(done.looks(), "look"),
                                in(changed, GoalState.Reached.class).count(),
                                in(changed, GoalState.GivenUp.class).count(),
                                in(changed, GoalState.Blocked.class).count()));
        var told =
                Stream.of(
                                GoalState.Blocked.class,
                                GoalState.Reached.class,
                                GoalState.GivenUp.class,
                                GoalState.Active.class,
                                GoalState.Waiting.class,
                                GoalState.Imagined.class)
                        .flatMap(state -> in(changed, state))
                        .toList();
        int room = MOST - 3;
        told.stream()
                .limit(told.size() > room ? room - 1 : room)
                .forEach(goal -> lines.add("  " + cut(told(goal))));
        if (told.size() > room) {
            lines.add("  and " + (told.size() - room + 1) + " more");
        }
        lines.add(
                "spent %s in %s and %s of the crucible"
                        .formatted(
                                done.tally().spent().words(),
                                Plural.of(done.tally().modelCalls(), "model call"),
                                Plural.of(done.tally().containers(), "run")));
        lines.add(
                "Next: /goals, /goals show N, /goals accept N; /image undo takes the last step"
                        + " back");
        return lines;
    }

    /// Of a reached goal: the lesson.
    private static String told(Goal goal) {
        var product = goal.product();
        return goal.state() instanceof GoalState.Reached && product.isKept()
                ? "%d %s, %s, reached: %s -> %s: %s"
                        .formatted(
                                goal.number(),
                                goal.persona(),
                                goal.kind().word(),
                                goal.what(),
                                product.reference(),
                                product.text())
                : goal.line();
    }

    private static Stream<Goal> in(List<Goal> goals, Class<? extends GoalState> state) {
        return goals.stream().filter(goal -> state.isInstance(goal.state()));
    }

    private static String cut(String line) {
        var one = line.replace('\n', ' ');
        return Ellipsis.of(one, WIDE);
    }
}
