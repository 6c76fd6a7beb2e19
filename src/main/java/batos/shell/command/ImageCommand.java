package batos.shell.command;

import batos.image.Commit;
import batos.shell.Answer;
import batos.shell.Desk;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `image …`: the Living Image, its commits and snapshots.
@Command(name = "image", description = "The Living Image: commits, snapshots, the way back.")
final class ImageCommand {
    private final Desk desk;

    ImageCommand(Desk desk) {
        this.desk = desk;
    }

    @Command(description = "The root hash: equal for equal content.")
    Answer root() {
        var root = desk.house().image().now().root();
        return Answer.done(root, root);
    }

    @Command(description = "The latest commits, the newest first.")
    Answer log(
            @Option(
                            names = {"-n", "--limit"},
                            paramLabel = "N",
                            defaultValue = "20")
                    int limit) {
        var commits = desk.house().image().log(limit);
        return Answer.done(
                commits.stream().map(ImageCommand::line).collect(Collectors.joining("\n")),
                commits);
    }

    private static String line(Commit commit) {
        return String.format(
                "%6d  %s  %s  %-10s %d touched  %s",
                commit.number(),
                commit.root().substring(0, 12),
                commit.at(),
                commit.cause().author(),
                commit.touched().size(),
                commit.cause().line());
    }
}
