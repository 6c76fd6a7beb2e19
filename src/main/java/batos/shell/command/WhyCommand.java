package batos.shell.command;

import batos.council.Dissonance;
import batos.council.Feedback;
import batos.memory.Episode;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `why [N]`: how an answer came about.
@Command(
        name = "why",
        description =
                "How an answer came about: what was recalled, said, called and felt. Without a"
                        + " number, the last one.")
final class WhyCommand implements Callable<CommandResult> {
    private final CommandContext context;

    @Parameters(arity = "0..1", paramLabel = "N", description = "The episode.")
    private @Nullable Long number;

    WhyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public CommandResult call() {
        var house = context.house();
        var asked = number;
        var episode =
                asked == null
                        ? house.memory().latest(Integer.MAX_VALUE).stream()
                                .filter(one -> one.sort().equals("turn"))
                                .findFirst()
                        : house.memory().find(asked);
        if (episode.isEmpty()) {
            return CommandResult.failed(
                    asked == null
                            ? "nobody was asked yet. Next: @ and a question"
                            : "no episode " + asked + ". Next: memory recall");
        }
        return account(episode.get());
    }

    private CommandResult account(Episode episode) {
        var account = context.house().conversation().council().account(episode.number());
        if (account.isEmpty()) {
            return CommandResult.failed(
                    "episode "
                            + episode.number()
                            + " is a "
                            + episode.sort()
                            + "; only turns have a why. Next: memory show "
                            + episode.number());
        }
        var found = account.get();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("episode", episode.number());
        facts.put("asked", episode.asked());
        facts.put("mind", found.mind());
        if (!found.attachments().isEmpty()) {
            facts.put("attachments", found.attachments());
        }
        if (found.continues() != 0) {
            facts.put("continues", found.continues());
        }
        facts.put("recalled", found.recalled());
        facts.put("thesis", found.thesis());
        facts.put("tools", found.uses());
        facts.put("forged", found.forged());
        facts.put("theme", found.theme().label());
        facts.put("impression", found.impression());
        facts.put("antithesis", found.antithesis());
        facts.put("objection", found.why());
        facts.put("dissent", found.dissent());
        facts.put("claims", found.claims());
        facts.put("dissonance", found.dissonance().line());
        facts.put("parts", parts(found.dissonance()));
        facts.put("against", found.extras().against());
        facts.put("ended", found.extras().ended());
        facts.put("dropped", found.extras().dropped());
        facts.put("foreign", found.extras().foreign());
        facts.put("rounds", found.rounds());
        facts.put("answer", episode.answered());
        facts.put("feedback", feedback(episode.number()));
        facts.put("receipts", found.receipts());
        var lines = new LinkedHashMap<>(facts);
        if (found.extras().foreign().isEmpty()) {
            lines.remove("foreign");
        }
        if (found.impression().strip().equals(found.antithesis().strip())) {
            lines.remove("impression");
        }
        lines.put("parts", partLines(found.dissonance()));
        lines.put(
                "receipts",
                found.receipts().stream().map(receipt -> receipt.line(found.mind())).toList());
        return CommandResult.done(KeyValueTable.lines(lines), facts);
    }

    private String feedback(long episode) {
        var given = context.house().conversation().council().feedback(episode);
        return switch (given.judgement()) {
            case GOOD -> "good" + because(given);
            case BAD -> "bad" + because(given);
            case NONE -> "";
        };
    }

    private static String because(Feedback feedback) {
        return feedback.why().isEmpty() ? "" : ": " + feedback.why();
    }

    private static Map<String, Object> parts(Dissonance dissonance) {
        var parts = new LinkedHashMap<String, Object>();
        dissonance
                .parts()
                .forEach((part, value) -> {
                    var one = new LinkedHashMap<String, Object>();
                    one.put("value", value);
                    one.put("weight", dissonance.weights().of(part));
                    one.put("source", source(part));
                    parts.put(part.word(), one);
                });
        return parts;
    }

    private static List<String> partLines(Dissonance dissonance) {
        return dissonance.parts().entrySet().stream()
                .map(part ->
                        String.format(
                                Locale.ROOT,
                                "%-13s %.2f, weight %.2f: %s",
                                part.getKey().word(),
                                part.getValue(),
                                dissonance.weights().of(part.getKey()),
                                source(part.getKey())))
                .toList();
    }

    private static String source(Dissonance.Part part) {
        return switch (part) {
            case DISAGREEMENT -> "ROBIN's score";
            case DISTANCE -> "thesis against antithesis, by meaning";
            case FAILURE -> "tool calls that broke and forgings given up, of all";
            case UNVERIFIED -> "claims without a receipt, of all claims";
            case CONTRADICTION -> "the trust of the memory that speaks against the answer";
            case RECURRENCE -> "earlier turns on the theme";
            case REPORTED -> "what tools reported";
        };
    }
}
