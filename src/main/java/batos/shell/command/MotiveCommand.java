package batos.shell.command;

import batos.app.ExitCode;
import batos.app.Motive;
import batos.codex.LedgerFault;
import batos.config.ConfigFault;
import batos.motive.LookResult;
import batos.motive.SimulatedNight;
import batos.motive.budget.Breaker;
import batos.motive.budget.BudgetTree;
import batos.motive.budget.Cost;
import batos.motive.look.StoredLook;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.text.FileErrors;
import batos.text.Plural;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `motive …`: goals in idle time.
@Command(
        name = "motive",
        description =
                "Goals of their own in idle time: on, off, status, report, once, budget, run.")
final class MotiveCommand implements Callable<CommandResult> {
    private static final int LONGEST_HOURS = 24 * 366;
    private static final int MOST_REASONS = 5;

    private final CommandContext context;

    MotiveCommand(CommandContext context) {
        this.context = context;
    }

    private Motive motive() {
        return context.house().motive();
    }

    @Override
    public CommandResult call() {
        return status();
    }

    @Command(description = "Let the four have goals while nobody asks anything of them.")
    CommandResult on() {
        return turn(true);
    }

    @Command(description = "No more goals in idle time; it stays off until you turn it on.")
    CommandResult off() {
        return turn(false);
    }

    private CommandResult turn(boolean on) {
        try {
            motive().turn(on);
            return CommandResult.done(
                    on
                            ? "motive is on: after %d s without you, inside the budget. Next: /motive budget, /motive status"
                                    .formatted(motive().settings().quiet().toSeconds())
                            : "motive is off, also after an undo, a restore or an import",
                    Map.of("on", on));
        } catch (ConfigFault e) {
            return CommandResult.failed(ExitCode.USAGE, String.valueOf(e.getMessage()));
        } catch (LedgerFault e) {
            return CommandResult.failed(ExitCode.REFUSED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return CommandResult.failed("settings.toml cannot be written: " + FileErrors.reason(e));
        }
    }

    @Command(description = "Whether it is on and what it did.")
    CommandResult status() {
        var motive = motive();
        var settings = motive.settings();
        var goals = SimulatedNight.byState(motive.goals().all());
        var done = motive.loop().doings();
        var lines = new ArrayList<String>();
        lines.add(
                settings.on()
                        ? "motive is on: a look every %d min, after %d s without you"
                                .formatted(
                                        settings.between().toMinutes(),
                                        settings.quiet().toSeconds())
                        : "motive is off. Next: /motive on");
        lines.add(
                goals.isEmpty()
                        ? "no goals yet. Next: /motive once"
                        : "goals: "
                                + String.join(
                                        ", ",
                                        goals.entrySet().stream()
                                                .map(entry ->
                                                        entry.getValue() + " " + entry.getKey())
                                                .toList()));
        lines.add(
                "since this house was opened: %s, %s, %s of the crucible, %s"
                        .formatted(
                                Plural.of(done.looks(), "look"),
                                Plural.of(done.tally().modelCalls(), "model call"),
                                Plural.of(done.tally().containers(), "run"),
                                Plural.of(done.commits(), "commit")));
        if (motive.loop().budget().breaker()
                instanceof Breaker.Open(var until, var faults, var why)) {
            lines.add(
                    "waits until %s after %d faults: %s"
                            .formatted(context.time(until), faults, why));
        }
        var looked = StoredLook.latest(context.house().image().now());
        looked.ifPresent(look -> lines.addAll(reasons(look)));
        if (!motive.report().isEmpty()) {
            lines.add(
                    "the last report has %s. Next: /motive report"
                            .formatted(Plural.of(motive.report().size(), "line")));
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("on", settings.on());
        document.put("goals", goals);
        document.put("looks", done.looks());
        document.put("model_calls", done.tally().modelCalls());
        document.put("containers", done.tally().containers());
        document.put("commits", done.commits());
        looked.ifPresent(look -> document.put("last_news", document(look)));
        document.put("report", motive.report());
        return CommandResult.done(String.join("\n", lines), document);
    }

    @Command(description = "What you were told last about what they did while you were away.")
    CommandResult report() {
        var report = motive().report();
        return CommandResult.done(
                report.isEmpty()
                        ? "no report yet. Next: /motive status"
                        : String.join("\n", report),
                Map.of("report", report));
    }

    private List<String> reasons(StoredLook look) {
        var lines = new ArrayList<String>();
        lines.add("the last news that it looked at, %s:".formatted(context.time(look.at())));
        look.signs().stream().limit(MOST_REASONS).forEach(line -> lines.add("  " + line));
        if (look.signs().size() > MOST_REASONS) {
            lines.add("  and %d more".formatted(look.signs().size() - MOST_REASONS));
        }
        return lines;
    }

    private static Map<String, Object> document(StoredLook look) {
        var document = new LinkedHashMap<String, Object>();
        document.put("at", look.at());
        document.put("signs", look.signs());
        document.put("outcome", look.outcome());
        return document;
    }

    @Command(description = "One look now: it costs nothing where nothing is new.")
    CommandResult once() {
        context.out().working("the four look at what is new");
        try {
            return switch (motive().once()) {
                case LookResult.Nothing(var why) ->
                        CommandResult.done(why, Map.of("did", List.of(), "why", why));
                case LookResult.Did(var lines) ->
                        CommandResult.done(
                                String.join("\n", lines), Map.of("did", lines, "why", ""));
                case LookResult.Abandoned(var why) ->
                        CommandResult.failed(
                                ExitCode.INTERRUPTED, "abandoned without a trace: " + why);
            };
        } finally {
            context.out().rest();
        }
    }

    @Command(description = "What may be spent on a goal, in an hour, in a day, and what is spent.")
    CommandResult budget() {
        var tree = motive().loop().budget();
        var now = motive().now();
        var lines = new ArrayList<String>();
        var document = new LinkedHashMap<String, Object>();
        for (var level : List.of(BudgetTree.Level.DAY, BudgetTree.Level.HOUR)) {
            var name = level.name().toLowerCase(Locale.ROOT);
            var spent = tree.spent(level, "", now);
            var limit = BudgetTree.limit(tree.limits(), level);
            lines.add("%-5s %s of %s".formatted(name, spent.words(), limit.words()));
            document.put(name, Map.of("spent", amount(spent), "limit", amount(limit)));
        }
        var goal = tree.limits().goal();
        lines.add("%-5s at most %s each".formatted("goal", goal.words()));
        document.put("goal", Map.of("limit", amount(goal)));
        for (var each : motive().goals().all()) {
            if (each.state().isOpen()) {
                var spent = tree.spent(BudgetTree.Level.GOAL, each.key(), now);
                lines.add("  %d %s".formatted(each.number(), spent.words()));
            }
        }
        lines.add("Next: /settings show motive");
        return CommandResult.done(String.join("\n", lines), document);
    }

    private static Map<String, Object> amount(Cost amount) {
        var document = new LinkedHashMap<String, Object>();
        document.put("tokens", amount.tokens());
        document.put("model_seconds", (amount.modelMillis() + 999) / 1000);
        document.put("sandbox_seconds", (amount.sandboxMillis() + 999) / 1000);
        return document;
    }

    @Command(
            description = "Idle hours in one go, on a simulated clock, with a budget of their own.")
    CommandResult run(
            @Option(
                            names = "--hours",
                            paramLabel = "H",
                            defaultValue = "24",
                            description = "How many.")
                    double hours,
            @Option(names = "--simulated", description = "The clock runs as fast as the work.")
                    boolean simulated) {
        if (!simulated) {
            return CommandResult.failed(
                    ExitCode.USAGE,
                    "real hours pass while a prompt is open or in the background. Next: /motive on,"
                            + " then batos start; or motive run --hours %s --simulated"
                                    .formatted(shown(hours)));
        }
        if (!(hours > 0 && hours <= LONGEST_HOURS)) {
            return CommandResult.failed(
                    ExitCode.USAGE,
                    "--hours is %s, expected more than 0 and at most %d. Next: motive run --hours 24 --simulated"
                            .formatted(shown(hours), LONGEST_HOURS));
        }
        context.out().working("simulated hours pass");
        try {
            var night = motive().night(Duration.ofSeconds(Math.round(hours * 3600)));
            var lines = new ArrayList<>(night.lines());
            lines.add(summary(night));
            lines.addAll(night.report());
            return Thread.currentThread().isInterrupted()
                    ? CommandResult.failed(
                            ExitCode.INTERRUPTED,
                            "interrupted after " + night.done().looks() + " looks")
                    : CommandResult.done(String.join("\n", lines), night.document());
        } finally {
            context.out().rest();
        }
    }

    private static String summary(SimulatedNight.Result night) {
        var done = night.done();
        return "%s hours: %d looks, %d model calls, %d runs of the crucible, %d commits, %,d tokens of %,d reserved, %d ms of the processor"
                .formatted(
                        shown(night.hours()),
                        done.looks(),
                        done.tally().modelCalls(),
                        done.tally().containers(),
                        done.commits(),
                        done.tally().spent().tokens(),
                        done.tally().reserved().tokens(),
                        night.cpuMillis());
    }

    private static String shown(double hours) {
        return hours == Math.rint(hours) ? Long.toString((long) hours) : Double.toString(hours);
    }
}
