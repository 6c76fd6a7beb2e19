package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.council.claims.ClaimCheck;
import batos.council.claims.ClaimLine;
import batos.council.claims.ClaimScore;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.text.FileErrors;
import batos.text.Plural;
import batos.text.TerminalText;
import batos.text.Utf8;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `council …`: how the council works, and its checks measured.
@Command(name = "council", description = "How a turn of the council goes, and what it measures.")
final class CouncilCommand implements Callable<CommandResult> {
    private final CommandContext context;

    CouncilCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var rules = context.house().config().settings().council();
        var latest =
                context.house().memory().latest(Integer.MAX_VALUE).stream()
                        .filter(episode -> episode.sort().equals("turn"))
                        .findFirst();
        var lines = new ArrayList<String>();
        lines.add("BABS recalls, BRICK argues, ROBIN objects, ALFRED concludes");
        lines.add("mind        " + context.house().mindLine());
        lines.add(
                "turn        at most %s, a second one from dissonance %s; mode %s"
                        .formatted(
                                Plural.of(rules.rounds(), "round"),
                                rules.dissonanceThreshold(),
                                rules.mode()));
        lines.add(
                "weights     "
                        + rules.weights().entrySet().stream()
                                .map(weight -> weight.getKey() + " " + weight.getValue())
                                .collect(Collectors.joining(", ")));
        lines.add(
                "last turn   "
                        + latest.map(turn ->
                                        String.format(
                                                Locale.ROOT,
                                                "%d, %s: %s (dissonance %.2f)",
                                                turn.number(),
                                                context.ago(turn.at()),
                                                TerminalText.oneLine(turn.asked()),
                                                turn.dissonance()))
                                .orElse("none yet. Next: @ and a question"));
        lines.add("Next: /why, /dissonance, or /settings show council");
        var document = new LinkedHashMap<String, Object>();
        document.put("mind", context.house().mindLine());
        document.put("mode", rules.mode());
        document.put("rounds", rules.rounds());
        document.put("threshold", rules.dissonanceThreshold());
        document.put("weights", rules.weights());
        document.put("last_turn", latest.map(turn -> turn.number()));
        return CommandResult.done(String.join("\n", lines), document);
    }

    @Command(
            description =
                    "How well claims are told from other sentences: each line of FILE is a JSON"
                            + " object with text, receipts and expected (verified, unverified,"
                            + " contradicted or no-claim).")
    CommandResult claims(@Parameters(paramLabel = "FILE") Path file) {
        var score = ClaimScore.of(new ClaimCheck("en"), read(file));
        var document = new LinkedHashMap<String, Object>();
        document.put("lines", score.lines());
        document.put("false_claims", score.falseClaims());
        document.put("caught", score.caught());
        document.put("alarms", score.alarms());
        document.put("true_claims", score.trueClaims());
        document.put("wrong", score.wrong());
        var text =
                String.format(
                        Locale.ROOT,
                        "%s: %d of %d false claims caught, %s among %s%s",
                        Plural.of(score.lines(), "line"),
                        score.caught(),
                        score.falseClaims(),
                        Plural.of(score.alarms(), "false alarm"),
                        Plural.of(score.lines() - score.falseClaims(), "other"),
                        score.wrong().isEmpty() ? "" : "\nnot as expected: lines " + score.wrong());
        return CommandResult.done(text, document);
    }

    /// Empty lines are skipped, and counted in the numbers of the others.
    private static List<ClaimLine> read(Path file) {
        try {
            var lines = new ArrayList<ClaimLine>();
            var number = 0;
            for (var line : Utf8.read(file).lines().toList()) {
                number++;
                if (!line.isBlank()) {
                    lines.add(ClaimLine.read(line, number));
                }
            }
            return lines;
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "cannot read " + file + ": " + FileErrors.reason(e), e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ", " + e.getMessage(), e);
        }
    }
}
