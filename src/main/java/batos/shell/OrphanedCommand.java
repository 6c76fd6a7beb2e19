package batos.shell;

import batos.app.ExitCode;
import batos.app.Services;
import batos.council.TurnCommits;
import batos.image.Commit;
import batos.nerve.Command;
import batos.nerve.OwnerServer;
import batos.shell.session.TypedLine;
import java.util.Optional;

/// Finds out from the image what became of a command whose owner ended while it was carried out.
///
/// Commits after the mark with the command's line for their cause are its own: deeds run one after
/// the other. Such commits do not prove that it ended: a turn commits each of its steps, and so do
/// a forging and an import. An evaluation commits once, at its end.
final class OrphanedCommand {
    private static final int RECENT = 1000;
    private static final String LOST = "; what it printed is lost";

    private final Services house;

    OrphanedCommand(Services house) {
        this.house = house;
    }

    /// Empty where nothing of the command is in the image.
    ///
    /// @param mark the image's latest commit when the command was begun
    Optional<OwnerServer.Fate> fate(Command command, long mark) {
        var line = line(command);
        var since =
                house.image().log(RECENT).stream()
                        .filter(commit -> commit.number() > mark)
                        .toList();
        var own = since.stream().filter(commit -> commit.cause().line().equals(line)).toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        if (since.stream().anyMatch(commit -> TurnCommits.isAbandoning(commit, line))) {
            return fate(
                    ExitCode.FAILED,
                    "the turn failed before the owner ended; the image is as it was before it"
                            + LOST);
        }
        if (own.stream().anyMatch(TurnCommits::isStep)) {
            return turn(own.getFirst());
        }
        var latest = own.getFirst().number();
        return isEvaluation(command)
                ? fate(ExitCode.DONE, "done before the owner ended, as commit " + latest + LOST)
                : fate(
                        ExitCode.NO_IMAGE,
                        "the owner ended while this was carried out; its last commit is "
                                + latest
                                + ", and nothing says whether more was to come. Next: batos log");
    }

    private Optional<OwnerServer.Fate> turn(Commit latest) {
        var council = house.conversation().council();
        var open = council.unfinished();
        if (open.isPresent()
                && council.cutOff()
                        .filter(step -> step.cause().deed() == latest.cause().deed())
                        .isPresent()) {
            return fate(
                    ExitCode.FAILED,
                    "turn %d was cut off: its owner ended. Next: batos resume"
                            .formatted(open.get().number()));
        }
        return fate(
                ExitCode.DONE,
                "the turn was answered before the owner ended, as commit "
                        + latest.number()
                        + LOST
                        + ". Next: batos log --search, or batos why");
    }

    private static Optional<OwnerServer.Fate> fate(ExitCode exit, String words) {
        return Optional.of(new OwnerServer.Fate(words, exit.code()));
    }

    private static String line(Command command) {
        return command.kind().equals(Command.ARGUMENTS)
                ? TypedLine.of(TypedLine.Place.HANDED, command.words()).line()
                : String.join(" ", command.words()).strip();
    }

    private static boolean isEvaluation(Command command) {
        var line = line(command);
        return command.kind().equals(Command.ARGUMENTS)
                ? command.words().contains("eval")
                : !line.startsWith("/") && !line.startsWith("@");
    }
}
