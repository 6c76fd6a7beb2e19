package batos.shell.command;

import batos.motive.GoalDecisions;
import batos.motive.budget.Cost;
import batos.motive.goal.Goal;
import batos.motive.goal.Goals;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `goals …`: the goals that the four set themselves, and your decisions about them.
@Command(
        name = "goals",
        description = "Goals of the four: list, show, accept, reject, retire, why.")
final class GoalsCommand implements Callable<CommandResult> {
    private final CommandContext context;

    GoalsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        return list();
    }

    @Command(description = "All goals and where they stand.")
    CommandResult list() {
        var all = context.house().motive().goals().all();
        return CommandResult.done(
                all.isEmpty()
                        ? "no goals yet. Next: /motive once, or /motive on"
                        : String.join("\n", all.stream().map(Goal::line).toList()),
                all.stream().map(GoalsCommand::document).toList());
    }

    @Command(description = "Goal N: mandate, check, cost, what it made.")
    CommandResult show(@Parameters(paramLabel = "N") int number) {
        return known(
                number,
                goal -> CommandResult.done(KeyValueTable.lines(rows(goal)), document(goal)));
    }

    @Command(description = "Why goal N was had and chosen, in numbers.")
    CommandResult why(@Parameters(paramLabel = "N") int number) {
        return known(
                number,
                goal -> {
                    var known =
                            Goals.competence(context.house().motive().goals().all(), goal.region());
                    var lines = new ArrayList<String>();
                    lines.add("goal %d: %s".formatted(goal.number(), goal.what()));
                    goal.because().forEach(line -> lines.add("because " + line));
                    lines.add(
                            "mandate %d of %s: %s"
                                    .formatted(
                                            goal.mandate().line(),
                                            goal.persona(),
                                            goal.mandate().text()));
                    lines.add(
                            String.format(
                                    java.util.Locale.ROOT,
                                    "region %s now: %d tried, success %.2f before and %.2f lately,"
                                            + " progress %.2f",
                                    goal.region(),
                                    known.tried(),
                                    known.earlier(),
                                    known.recent(),
                                    known.progress()));
                    if (goal.odds().isEmpty()) {
                        lines.add("it was not drawn yet");
                    } else {
                        lines.addAll(goal.odds());
                    }
                    var document = new LinkedHashMap<String, Object>();
                    document.put("number", goal.number());
                    document.put("because", goal.because());
                    document.put("mandate", goal.mandate());
                    document.put("region", goal.region().toString());
                    document.put("tried", known.tried());
                    document.put("earlier", known.earlier());
                    document.put("recent", known.recent());
                    document.put("progress", known.progress());
                    document.put("odds", goal.odds());
                    return CommandResult.done(String.join("\n", lines), document);
                });
    }

    @Command(
            description =
                    "Let idea N be pursued, bind its tool, answer its question with ANSWER, agree"
                            + " to its proposal.")
    CommandResult accept(
            @Parameters(index = "0", paramLabel = "N") int number,
            @Parameters(index = "1..*", arity = "0..*", paramLabel = "ANSWER")
                    @Nullable List<String> answer) {
        return decided(
                context.house()
                        .motive()
                        .decisions()
                        .accept(
                                number,
                                answer == null ? "" : String.join(" ", answer),
                                Evaluator.cause(context)));
    }

    @Command(description = "Put goal N away with what it made; it is not tried again.")
    CommandResult reject(
            @Parameters(index = "0", paramLabel = "N") int number,
            @Option(names = "--because", paramLabel = "WHY", description = "For the record.")
                    @Nullable String because) {
        return decided(
                context.house()
                        .motive()
                        .decisions()
                        .reject(number, because == null ? "" : because, Evaluator.cause(context)));
    }

    @Command(description = "Put goal N away; what it made stays.")
    CommandResult retire(@Parameters(paramLabel = "N") int number) {
        return decided(
                context.house().motive().decisions().retire(number, Evaluator.cause(context)));
    }

    private static CommandResult decided(GoalDecisions.Decided decided) {
        return switch (decided) {
            case GoalDecisions.Decided.Done(var goal, var what) ->
                    CommandResult.done(what, document(goal));
            case GoalDecisions.Decided.Refused(var why) -> CommandResult.failed(why);
        };
    }

    private CommandResult known(int number, Function<Goal, CommandResult> action) {
        return context.house()
                .motive()
                .goals()
                .find(number)
                .map(action)
                .orElseGet(() -> CommandResult.failed("no goal " + number + ". Next: /goals list"));
    }

    private Map<String, Object> rows(Goal goal) {
        var rows = new LinkedHashMap<String, Object>();
        rows.put("goal", goal.number());
        rows.put("whose", goal.persona() + ", " + goal.aim().by());
        rows.put("what", goal.what());
        rows.put("kind", goal.kind().word());
        rows.put(
                "state",
                goal.state().word()
                        + (goal.state().detail().isEmpty() ? "" : ": " + goal.state().detail()));
        rows.put(
                "mandate",
                goal.mandate().text()
                        + (goal.mandate().line() == 0
                                ? ""
                                : " (%d, codex %s)"
                                        .formatted(
                                                goal.mandate().line(),
                                                goal.mandate().codex().substring(0, 12))));
        rows.put("check", goal.check().words());
        rows.put("because", String.join("; ", goal.because()));
        if (!goal.product().isNone()) {
            rows.put(
                    "made",
                    goal.product().sort()
                            + " "
                            + goal.product().reference()
                            + ": "
                            + goal.product().text());
        }
        if (!goal.aim().lineage().isEmpty()) {
            rows.put("after", goal.aim().lineage());
        }
        rows.put("estimate", goal.aim().estimate().words());
        rows.put("spent", goal.spent().words());
        rows.put("imagined", context.time(goal.aim().imagined()));
        rows.put("changed", context.time(goal.changed()));
        return rows;
    }

    private static Map<String, Object> document(Goal goal) {
        var document = new LinkedHashMap<String, Object>();
        document.put("number", goal.number());
        document.put("persona", goal.persona());
        document.put("by", goal.aim().by());
        document.put("kind", goal.kind().word());
        document.put("what", goal.what());
        document.put("state", goal.state().word());
        document.put("detail", goal.state().detail());
        document.put("about", goal.aim().about());
        document.put("mandate", goal.mandate());
        document.put("check", goal.check().words());
        document.put("because", goal.because());
        document.put("product", goal.product());
        document.put("lineage", goal.aim().lineage());
        document.put("estimate", tokens(goal.aim().estimate()));
        document.put("spent", tokens(goal.spent()));
        document.put("imagined", goal.aim().imagined());
        document.put("changed", goal.changed());
        return document;
    }

    private static Map<String, Object> tokens(Cost amount) {
        var document = new LinkedHashMap<String, Object>();
        document.put("tokens", amount.tokens());
        document.put("model_ms", amount.modelMillis());
        document.put("sandbox_ms", amount.sandboxMillis());
        return document;
    }
}
