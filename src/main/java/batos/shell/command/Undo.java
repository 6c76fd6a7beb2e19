package batos.shell.command;

import batos.image.Commit;
import batos.image.Deed;
import batos.image.Image;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import batos.text.Plural;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// Takes deeds back, and brings them back. Both are deeds themselves.
final class Undo {
    private static final Pattern UNDO = Pattern.compile("/?(?:image )?undo(?: --deed)?(?: 1)?");
    private static final Pattern SEVERAL = Pattern.compile("/?(?:image )?undo .*");

    /// The number of deeds to look at to tell an undo from a redo.
    private static final int FAR = 100;

    private final CommandContext context;
    private final Image image;
    private final String form;

    /// @param form how the command was typed: `image undo` or `/undo`
    Undo(CommandContext context, String form) {
        this.context = context;
        this.image = context.house().image();
        this.form = form;
    }

    /// @param decided whether the deeds are meant though a setting was changed after them
    CommandResult back(int deeds, boolean decided) {
        var taken = image.deeds(deeds);
        var since = taken.isEmpty() ? Instant.MIN : taken.getLast().at();
        var left = SettingsChange.left(context.house(), since);
        if (taken.isEmpty() && !left.isEmpty()) {
            return CommandResult.failed("there is nothing to take back in the image. " + left);
        }
        if (!taken.isEmpty() && !decided) {
            var newest = taken.getFirst();
            var newer =
                    SettingsChange.newer(
                            context.house(), newest.at(), ImagePrinter.quoted(newest), deeds);
            if (!newer.isEmpty()) {
                return CommandResult.failed(newer);
            }
        }
        if (taken.size() == deeds && deeds > 1 && changesNothing(taken)) {
            return CommandResult.failed(
                    "nothing to take back: the last %d deeds undo each other, and the image is as it was before them%s"
                            .formatted(deeds, further(deeds, ". Next: ")));
        }
        return taken(deeds, taken, left);
    }

    /// Takes back the last undo.
    CommandResult forth() {
        var latest = image.deeds(FAR);
        if (latest.isEmpty() || !isUndo(latest)) {
            return CommandResult.failed(
                    latest.isEmpty()
                            ? "there is nothing to bring back: the image has no deed"
                            : "there is nothing to bring back: the last deed, %s, is no undo. Next: /log"
                                    .formatted(ImagePrinter.quoted(latest.getFirst())));
        }
        return taken(1, latest.subList(0, 1), "");
    }

    private CommandResult taken(int deeds, List<Deed> taken, String left) {
        var redone = deeds == 1 && !taken.isEmpty() && isUndo(image.deeds(FAR));
        var lines = taken.stream().map(ImagePrinter::quoted).toList();
        var commit = image.undo(deeds, Evaluator.cause(context));
        var done =
                done(
                        image,
                        deeds == 1
                                ? "took back "
                                        + lines.getFirst()
                                        + (redone ? ", a redo: what it took is there again" : "")
                                : "took back %d deeds, %s to %s"
                                        .formatted(deeds, lines.getLast(), lines.getFirst()),
                        commit,
                        taken.stream().map(Deed::line).toList(),
                        form + further(deeds + 1, ", or "));
        return left.isEmpty()
                ? done
                : new CommandResult(done.exit(), done.text() + "\n" + left, done.document());
    }

    /// The command that goes one deed further back than so many; empty where there is none.
    private String further(int deeds, String before) {
        return image.deeds(deeds + 1).size() <= deeds
                ? ""
                : "%s%s %d to go one deed further back".formatted(before, form, deeds + 1);
    }

    private boolean changesNothing(List<Deed> taken) {
        var before = taken.getLast().first() - 1;
        return before > 0 && image.at(before).root().equals(image.now().root());
    }

    /// Whether the newest of these deeds took something away that was there: an undo of an undo did
    /// not.
    private static boolean isUndo(List<Deed> latest) {
        if (latest.isEmpty()) {
            return false;
        }
        var line = latest.getFirst().line();
        return UNDO.matcher(line).matches()
                ? !isUndo(latest.subList(1, latest.size()))
                : SEVERAL.matcher(line).matches();
    }

    /// A commit that made the present equal to another state.
    ///
    /// @param taken the lines that were taken back
    /// @param back the command that leads back
    static CommandResult done(
            Image image, String what, Commit commit, List<String> taken, String back) {
        return CommandResult.done(
                "%s: commit %d, %s changed, root %s. Back: %s%n%s"
                        .formatted(
                                what,
                                commit.number(),
                                Plural.of(commit.touched().size(), "object"),
                                commit.root().substring(0, 12),
                                back,
                                ImagePrinter.limits(image.changes(commit.number()), taken))
                        .stripTrailing(),
                commit);
    }
}
