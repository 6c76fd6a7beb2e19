package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.council.claims.ClaimCheck;
import batos.council.claims.ClaimLine;
import batos.council.claims.ClaimScore;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.text.Utf8;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `council …`: what the council does, measured.
@Command(name = "council", description = "What the council does, measured.")
final class CouncilCommand {
    /// @param desk every command is made with one; this one needs no open image
    CouncilCommand(CommandContext desk) {}

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
                        "%d lines: %d of %d false claims caught, %d false alarms among %d others%s",
                        score.lines(),
                        score.caught(),
                        score.falseClaims(),
                        score.alarms(),
                        score.lines() - score.falseClaims(),
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
                    ExitCode.USAGE, "cannot read " + file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, file + ", " + e.getMessage(), e);
        }
    }
}
