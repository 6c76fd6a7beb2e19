package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.image.Commit;
import batos.image.Deed;
import batos.image.Image;
import batos.image.Oid;
import batos.image.VerifyFault;
import batos.shell.session.CommandContext;
import batos.text.Ellipsis;
import batos.text.Plural;
import batos.text.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The image's commits, snapshots and differences in words.
final class ImagePrinter {
    /// The things that an undo or a restore with these changes could not reach; empty where it
    /// reached all. The image's note of the ledger is no change of the codex.
    ///
    /// @param taken the lines that were taken back; empty where they were not looked at
    static String limits(List<Image.Difference> changes, List<String> taken) {
        var limits = new ArrayList<String>();
        if (taken.stream().anyMatch(line -> AT_THE_SERVER.matcher(line).find())) {
            limits.add("models pulled or deleted at the model server");
        }
        if (changes.stream()
                .anyMatch(each -> each.kind().equals("codex") && !each.name().equals("ledger"))) {
            limits.add("codex.toml (Next: /codex history, then /codex rollback N)");
        }
        return limits.isEmpty()
                ? ""
                : "not brought back, because it is not in the image: " + String.join(", ", limits);
    }

    private static final int SHOWN = 4;

    /// Lines that change which models a server has.
    private static final Pattern AT_THE_SERVER =
            Pattern.compile("^/?(models (pull|delete|create)|tune (promote|rollback|archive))\\b");

    private ImagePrinter() {}

    static ImageCommand.Logged logged(Image image, Commit commit) {
        return new ImageCommand.Logged(
                commit.number(),
                commit.at(),
                commit.cause().author().toString(),
                commit.cause().line(),
                commit.root(),
                image.changes(commit.number()).stream().map(ImagePrinter::title).toList());
    }

    static String line(ImageCommand.Logged commit, CommandContext context) {
        var changed = commit.changed();
        var more = changed.size() > SHOWN ? ", and " + (changed.size() - SHOWN) + " more" : "";
        return String.format(
                "%6d  %s  %s  %-9s %s%n        %s",
                commit.number(),
                commit.root().substring(0, 12),
                context.time(commit.at()),
                commit.author(),
                TerminalText.oneLine(commit.line()),
                changed.stream().limit(SHOWN).collect(Collectors.joining(", ")) + more);
    }

    static String quoted(Deed deed) {
        var line = TerminalText.oneLine(deed.line());
        return "'" + Ellipsis.of(line, 60) + "'";
    }

    /// Their number, and the first of them.
    static String unreachable(List<Oid> oids) {
        var count = Plural.of(oids.size(), "unreachable object");
        return oids.isEmpty()
                ? count
                : oids.stream()
                        .limit(20)
                        .map(Oid::toString)
                        .collect(
                                Collectors.joining(
                                        " ", count + ": ", oids.size() > 20 ? " …" : ""));
    }

    static String line(Image.Snapshot snapshot, CommandContext context) {
        return String.format(
                "%-20s %s  %s", snapshot.name(), context.time(snapshot.at()), state(snapshot));
    }

    static String state(Image.Snapshot snapshot) {
        return "commit %d, %s, root %s"
                .formatted(
                        snapshot.number(),
                        Plural.of(snapshot.objects(), "object"),
                        snapshot.root().substring(0, 12));
    }

    private static String title(Image.Difference difference) {
        var mark =
                switch (difference.sort()) {
                    case ADDED -> "+";
                    case REMOVED -> "-";
                    case CHANGED -> "~";
                };
        return mark
                + " "
                + difference.kind()
                + " "
                + TerminalText.oneLine(difference.name())
                + (difference.isUnreadable() ? " (cannot be read)" : "");
    }

    /// The next step after a verification that found these; empty where the heap is given up.
    static String wayOn(List<VerifyFault> faults) {
        if (faults.stream().anyMatch(VerifyFault::isHeapGivenUp)) {
            return "";
        }
        var commits = faults.stream().anyMatch(it -> it.part() == VerifyFault.Part.COMMIT);
        if (faults.stream().allMatch(VerifyFault::isPast)) {
            var names = faults.stream().map(VerifyFault::snapshot).filter(it -> !it.isEmpty());
            var gone = names.distinct().toList();
            return "\nThe present is whole; only the way back is damaged. Next: "
                    + (commits
                            ? VerifyFault.forgetting(gone)
                                    + " removes the old journal, and with it all that undo could reach"
                            : VerifyFault.deleting(gone));
        }
        return "\nNext: image export FILE saves what reads; image restore NAME goes back"
                + " to a good state";
    }

    static String lines(Image.Difference difference) {
        var lines = new ArrayList<String>();
        lines.add(title(difference));
        difference.slots().forEach(slot -> lines.add("    " + slot));
        return String.join("\n", lines);
    }

    static String text(Image.MergeReport merged, boolean theirs) {
        var lines = new ArrayList<String>();
        lines.add(
                "%d added, %d equal, %d in conflict"
                        .formatted(
                                merged.added().size(),
                                merged.equal().size(),
                                merged.conflicts().size()));
        merged.added().forEach(title -> lines.add("+ " + title));
        merged.conflicts().forEach(difference -> lines.add(lines(difference)));
        if (!merged.conflicts().isEmpty()) {
            lines.add(
                    theirs
                            ? "what was here was replaced. Back: image undo"
                            : "what was here stayed. Next: the same with --theirs replaces it");
        }
        lines.addAll(merged.dangling());
        return String.join("\n", lines);
    }

    /// A commit's number, from that number, a snapshot's name, or `now`.
    static long number(Image image, String nameOrNumber) {
        for (var snapshot : image.snapshots()) {
            if (snapshot.name().equals(nameOrNumber)) {
                return snapshot.number();
            }
        }
        if (nameOrNumber.equals("now")) {
            return image.now().number();
        }
        if (nameOrNumber.matches("[0-9]{1,18}")) {
            return Long.parseLong(nameOrNumber);
        }
        throw new CommandFailure(
                ExitCode.FAILED,
                image.snapshots().isEmpty()
                        ? "no snapshot '%s': nothing is saved yet. Next: image save NAME, or image log"
                                .formatted(nameOrNumber)
                        : "no snapshot '%s'. Known: %s. Next: image list"
                                .formatted(
                                        nameOrNumber,
                                        image.snapshots().stream()
                                                .map(Image.Snapshot::name)
                                                .collect(Collectors.joining(", "))));
    }

    /// An object's identity, from `KIND:NAME` or `#NUMBER`.
    static Oid oid(String text) {
        if (text.matches("#[0-9]{1,18}")) {
            return new Oid(Long.parseLong(text.substring(1)));
        }
        var parts = List.of(text.split(":", 2));
        if (parts.size() == 2) {
            return Oid.named(parts.get(0), parts.get(1));
        }
        throw new CommandFailure(
                ExitCode.USAGE,
                "'%s' names no object. Next: KIND:NAME, for example tool:slugify, or #12"
                        .formatted(text));
    }
}
