package batos.motive.goal;

import batos.image.Change;
import batos.image.Image;
import batos.image.View;
import batos.motive.choice.Competence;
import batos.motive.choice.Region;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The goals of an image.
public final class Goals {
    private final Image image;

    public Goals(Image image) {
        this.image = image;
    }

    /// In order of their numbers.
    public List<Goal> all() {
        return all(image.now());
    }

    public static List<Goal> all(View view) {
        return view.named(GoalForm.KIND).values().stream()
                .flatMap(oid -> view.readable(oid).stream())
                .map(GoalForm::read)
                .toList();
    }

    public Optional<Goal> find(int number) {
        return image.now().get(GoalForm.KIND, GoalForm.nameOf(number)).map(GoalForm::read);
    }

    public static int next(View view) {
        var names = view.named(GoalForm.KIND);
        return names.isEmpty() ? 1 : Integer.parseInt(names.lastEntry().getKey()) + 1;
    }

    public static void put(Change change, Goal goal) {
        change.put(GoalForm.write(goal));
    }

    /// The competence in a region, from its ended goals in the order in which they ended. Goals
    /// that the Architect put away say nothing about it.
    public static Competence competence(List<Goal> goals, Region region) {
        return Competence.of(
                goals.stream()
                        .filter(goal -> goal.region().equals(region))
                        .filter(goal ->
                                goal.state() instanceof GoalState.Reached
                                        || goal.state() instanceof GoalState.GivenUp)
                        .sorted(Comparator.comparing(Goal::changed).thenComparingInt(Goal::number))
                        .map(goal -> goal.state() instanceof GoalState.Reached)
                        .toList());
    }
}
