package batos.shell.command;

import batos.app.ExitCode;
import batos.loops.strategic.JudgeSheet.Verdict;
import batos.loops.strategic.Promotion;
import batos.loops.strategic.StrategicLoop;
import batos.loops.strategic.Tuning;
import batos.loops.strategic.TuningState;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tune …`: the strategic loop, from golden examples to a better model and back.
@Command(
        name = "tune",
        description = "Make a persona's model better: dataset, training, gate, swap, rollback.")
final class TuneCommand implements Callable<CommandResult> {
    private final CommandContext context;

    TuneCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        return status();
    }

    private StrategicLoop loop() {
        return context.house().tuning();
    }

    @Command(description = "All tunings and where they stand.")
    CommandResult status() {
        var tunings = loop().records().tunings();
        var pins = context.house().models().pins();
        return CommandResult.done(
                tunings.isEmpty()
                        ? "nothing was tuned yet. Next: /tune dataset BRICK"
                        : String.join(
                                "\n",
                                tunings.stream()
                                        .map(tuning ->
                                                TuningPrinter.line(
                                                        tuning, pins.get(tuning.persona().name())))
                                        .toList()),
                tunings.stream().map(TuningPrinter::document).toList());
    }

    @Command(
            description =
                    "The golden examples of PERSONA, what was left out and why; with add"
                            + " FILE.jsonl, drop ID or export FILE.jsonl it changes or writes them.")
    CommandResult dataset(
            @Parameters(paramLabel = "PERSONA") String typed,
            @Parameters(paramLabel = "ACTION", arity = "0..*") @Nullable List<String> words,
            @Option(names = "--theme", paramLabel = "T", description = "From this theme only.")
                    @Nullable String theme,
            @Option(names = "--force", description = "With export: replace FILE if it exists.")
                    boolean force) {
        return new DatasetActions(context, force)
                .act(typed, words == null ? List.of() : words, theme);
    }

    @Command(name = "private", description = "Examples with these words are never learned.")
    CommandResult mark(@Parameters(paramLabel = "WORDS", arity = "1..*") List<String> words) {
        loop().datasets().markPrivate(String.join(" ", words), Evaluator.cause(context));
        return CommandResult.done("examples with these words are never learned");
    }

    @Command(description = "An old skill that PERSONA must keep: a QUESTION, and --expect PATTERN.")
    CommandResult skill(
            @Parameters(paramLabel = "PERSONA") String typed,
            @Parameters(paramLabel = "QUESTION", arity = "1..*") List<String> question,
            @Option(names = "--expect", paramLabel = "PATTERN", required = true) String expect) {
        return SmallModelCommands.persona(
                typed,
                persona ->
                        loop().datasets()
                                .keepSkill(
                                        persona,
                                        String.join(" ", question),
                                        expect,
                                        Evaluator.cause(context))
                                .map(CommandResult::failed)
                                .orElseGet(() ->
                                        CommandResult.done(
                                                "every model of %s is asked this before it is used"
                                                        .formatted(persona))));
    }

    @Command(description = "Train a better model for PERSONA and measure it.")
    CommandResult train(
            @Parameters(paramLabel = "PERSONA") String typed,
            @Option(
                            names = "--theme",
                            paramLabel = "T",
                            description = "Learn from this theme only.")
                    @Nullable String theme) {
        return SmallModelCommands.persona(
                typed,
                persona -> {
                    var cause = Evaluator.cause(context);
                    return switch (loop().request(persona, Optional.ofNullable(theme), cause)) {
                        case StrategicLoop.Requested.NotNow(var why) -> CommandResult.failed(why);
                        case StrategicLoop.Requested.NoTrainer(var why) ->
                                CommandResult.failed(why);
                        case StrategicLoop.Requested.TooFew(_, _, var why) ->
                                CommandResult.failed(why);
                        case StrategicLoop.Requested.Ready(var tuning) -> work(tuning.number());
                    };
                });
    }

    @Command(description = "Go on with tuning N where it was cut off.")
    CommandResult resume(@Parameters(paramLabel = "N") int number) {
        return known(
                number,
                tuning ->
                        loop().again(number, Evaluator.cause(context))
                                .map(again -> work(number))
                                .orElseGet(() -> waiting(tuning)));
    }

    /// Of one on which the loop has nothing to do by itself.
    private static CommandResult waiting(Tuning tuning) {
        return switch (tuning.state()) {
            case JUDGING -> CommandResult.done(TuningPrinter.pair(tuning));
            case PASSED -> CommandResult.done(TuningPrinter.line(tuning));
            case QUEUED,
                    RUNNING,
                    TRAINED,
                    HOSTED,
                    REFUSED,
                    PROBATION,
                    SETTLED,
                    ROLLED_BACK,
                    REJECTED,
                    FAILED,
                    KILLED ->
                    CommandResult.failed(
                            "%s %s: nothing is left to do. Next: /tune show %d"
                                    .formatted(
                                            tuning.line(),
                                            tuning.state().words(),
                                            tuning.number()));
        };
    }

    private CommandResult work(int number) {
        var tuning = loop().work(number, Evaluator.cause(context), context.out()::working);
        return ended(tuning);
    }

    private CommandResult ended(Tuning tuning) {
        var text = TuningPrinter.line(tuning);
        return switch (tuning.state()) {
            case FAILED, KILLED ->
                    CommandResult.failed(
                            "%s. Next: /tune resume %d".formatted(text, tuning.number()));
            case REFUSED -> CommandResult.failed(ExitCode.REFUSED, text);
            case QUEUED, RUNNING, TRAINED, HOSTED ->
                    CommandResult.failed(
                            Thread.currentThread().isInterrupted()
                                    ? ExitCode.INTERRUPTED
                                    : ExitCode.FAILED,
                            "%s. Next: /tune resume %d, or /tune stop %d"
                                    .formatted(text, tuning.number(), tuning.number()));
            case JUDGING, PASSED, PROBATION, SETTLED, ROLLED_BACK, REJECTED ->
                    CommandResult.done(text, TuningPrinter.document(tuning));
        };
    }

    @Command(description = "End the training of tuning N.")
    CommandResult stop(@Parameters(paramLabel = "N") int number) {
        return known(
                number,
                tuning ->
                        CommandResult.done(
                                TuningPrinter.line(loop().stop(number, Evaluator.cause(context)))));
    }

    @Command(description = "What the gate measured on tuning N, with blind samples.")
    CommandResult eval(@Parameters(paramLabel = "N") int number) {
        return known(
                number,
                tuning ->
                        tuning.report()
                                .map(report ->
                                        CommandResult.done(
                                                TuningPrinter.report(tuning, report), report))
                                .orElseGet(() ->
                                        CommandResult.failed(
                                                "%s %s: the gate has not seen it yet"
                                                        .formatted(
                                                                tuning.line(),
                                                                tuning.state().words()))));
    }

    @Command(
            description =
                    "The next pair of answers of tuning N that waits for your verdict: first,"
                            + " second or equal.")
    CommandResult judge(
            @Parameters(paramLabel = "N") int number,
            @Parameters(paramLabel = "VERDICT", arity = "0..1") @Nullable String verdict) {
        return known(
                number,
                tuning -> {
                    if (tuning.state() != TuningState.JUDGING) {
                        return CommandResult.failed(
                                "%s %s: there is nothing to judge. Next: /tune show %d"
                                        .formatted(tuning.line(), tuning.state().words(), number));
                    }
                    if (verdict == null) {
                        return CommandResult.done(TuningPrinter.pair(tuning));
                    }
                    Verdict said;
                    try {
                        said = Verdict.valueOf(verdict.toUpperCase(Locale.ROOT));
                    } catch (IllegalArgumentException e) {
                        return CommandResult.failed(
                                ExitCode.USAGE,
                                "'%s' is no verdict. Next: /tune judge %d first, second or equal"
                                        .formatted(verdict, number));
                    }
                    var next = loop().judge(number, said, Evaluator.cause(context));
                    return next.state() == TuningState.JUDGING
                            ? CommandResult.done(TuningPrinter.pair(next))
                            : ended(next);
                });
    }

    @Command(description = "PERSONA thinks with the model of tuning N from the next turn on.")
    CommandResult promote(@Parameters(paramLabel = "N") int number) {
        return known(
                number,
                tuning -> step(loop().promotion().promote(number, Evaluator.cause(context))));
    }

    @Command(description = "Tuning N shall not be used; it stays in the archive.")
    CommandResult reject(
            @Parameters(paramLabel = "N") int number,
            @Parameters(paramLabel = "WHY", arity = "0..*") @Nullable List<String> why) {
        return known(
                number,
                tuning ->
                        step(
                                loop().promotion()
                                        .reject(
                                                number,
                                                why == null ? "" : String.join(" ", why),
                                                Evaluator.cause(context))));
    }

    @Command(description = "PERSONA thinks with the model it had before its tuning.")
    CommandResult rollback(@Parameters(paramLabel = "PERSONA") String typed) {
        return SmallModelCommands.persona(
                typed,
                persona ->
                        loop().records().tunings().reversed().stream()
                                .filter(tuning -> tuning.persona().name().equals(persona))
                                .filter(tuning -> tuning.state().inUse())
                                .findFirst()
                                .map(tuning ->
                                        step(
                                                loop().promotion()
                                                        .rollback(
                                                                tuning,
                                                                "the Architect took it back",
                                                                Evaluator.cause(context))))
                                .orElseGet(() ->
                                        CommandResult.failed(
                                                "%s thinks with no tuned model. Next: /tune status"
                                                        .formatted(persona))));
    }

    @Command(description = "All that was ever trained, with what the gate said of it.")
    CommandResult archive() {
        return status();
    }

    @Command(description = "Tuning N whole: dataset, training, gate, use.")
    CommandResult show(@Parameters(paramLabel = "N") int number) {
        return known(
                number,
                tuning ->
                        CommandResult.done(
                                TuningPrinter.whole(tuning, loop().folder(number)),
                                TuningPrinter.document(tuning)));
    }

    @Command(description = "Tuning N comes back from the archive into use.")
    CommandResult revive(@Parameters(paramLabel = "N") int number) {
        return known(
                number,
                tuning -> step(loop().promotion().revive(number, Evaluator.cause(context))));
    }

    private static CommandResult step(Promotion.Step step) {
        return step.done()
                ? CommandResult.done(step.words(), TuningPrinter.document(step.tuning()))
                : CommandResult.failed(ExitCode.REFUSED, step.words());
    }

    private CommandResult known(int number, Function<Tuning, CommandResult> then) {
        return loop().records()
                .tuning(number)
                .map(then)
                .orElseGet(
                        () -> CommandResult.failed("no tuning " + number + ". Next: /tune status"));
    }

    static Map<String, Object> facts(Object... pairs) {
        var facts = new LinkedHashMap<String, Object>();
        for (int at = 0; at < pairs.length; at += 2) {
            facts.put(String.valueOf(pairs[at]), pairs[at + 1]);
        }
        return facts;
    }
}
