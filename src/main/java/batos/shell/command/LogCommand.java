package batos.shell.command;

import batos.image.Commit;
import batos.shell.Answer;
import batos.shell.Desk;
import batos.shell.Plain;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `log`: the latest deeds, as `image undo` counts them.
@Command(
        name = "log",
        description = "The latest deeds, the newest first: what image undo would take back.")
final class LogCommand implements Callable<Answer> {
    private final Desk desk;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How many; default ${DEFAULT-VALUE}.")
    private int limit;

    LogCommand(Desk desk) {
        this.desk = desk;
    }

    /// Commits that belong together.
    record Deed(Instant at, String author, String line, long first, long last, int touched) {}

    @Override
    public Answer call() {
        var deeds = deeds(desk.house().image().log(Math.max(limit, 0) * 8));
        return Answer.done(
                deeds.isEmpty()
                        ? "nothing has happened yet"
                        : deeds.stream().map(LogCommand::line).collect(Collectors.joining("\n")),
                deeds);
    }

    private List<Deed> deeds(List<Commit> newestFirst) {
        var deeds = new ArrayList<Deed>();
        var present = -1L;
        for (var commit : newestFirst) {
            if (commit.cause().deed() == present) {
                var last = deeds.removeLast();
                deeds.add(joined(last, commit));
            } else if (deeds.size() < limit) {
                present = commit.cause().deed();
                deeds.add(
                        new Deed(
                                commit.at(),
                                commit.cause().author(),
                                commit.cause().line(),
                                commit.number(),
                                commit.number(),
                                commit.touched().size()));
            } else {
                break;
            }
        }
        return deeds;
    }

    private static Deed joined(Deed later, Commit commit) {
        return new Deed(
                later.at(),
                commit.cause().author(),
                commit.cause().line(),
                commit.number(),
                later.last(),
                later.touched() + commit.touched().size());
    }

    private static String line(Deed deed) {
        return String.format(
                "%6d  %s  %-9s %s",
                deed.last(),
                deed.at().truncatedTo(ChronoUnit.SECONDS),
                deed.author(),
                Plain.field(deed.line()));
    }
}
