package batos.shell.command;

import batos.memory.Episode;
import batos.persona.Receipt;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import java.util.LinkedHashMap;
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
    private final CommandContext desk;

    @Parameters(arity = "0..1", paramLabel = "N", description = "The episode.")
    private @Nullable Long number;

    WhyCommand(CommandContext desk) {
        this.desk = desk;
    }

    @Override
    public CommandResult call() {
        var house = desk.house();
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
        var account = desk.house().conversation().council().account(episode.number());
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
        facts.put("recalled", found.recalled());
        facts.put("thesis", found.thesis());
        facts.put("tools", found.uses());
        facts.put("forged", found.forged());
        facts.put("antithesis", found.antithesis());
        facts.put("objection", found.why());
        facts.put("dissonance", found.dissonance().parts());
        facts.put("rounds", found.rounds());
        facts.put("answer", episode.answered());
        facts.put("receipts", found.receipts());
        var lines = new LinkedHashMap<>(facts);
        lines.put("receipts", found.receipts().stream().map(Receipt::line).toList());
        return CommandResult.done(KeyValueTable.lines(lines), facts);
    }
}
