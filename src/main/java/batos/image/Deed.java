package batos.image;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The effect of one typed line, with all that acted on its behalf: the step that `undo` takes.
///
/// Adjacent commits of one [Cause#deed()] are one deed. Commits that the system made of itself (the
/// image's birth, pins that follow a file) belong to the deed before them, and so does a deed that
/// left no trace, for example an interrupted turn.
///
/// @param at when its last commit was made; what the system entered behind it does not count
/// @param author who acted first in it
/// @param line the typed line
/// @param first its first commit
/// @param number the commit that its answer named: its last one, but for what the system entered
///   behind it
/// @param last its last commit
/// @param touched how many objects it wrote or removed, each commit counted
public record Deed(
        Instant at, Author author, String line, long first, long number, long last, int touched) {
    /// The latest deeds.
    ///
    /// @param commits without gaps, the newest first; where they do not go back to the first one,
    ///   the oldest may belong to a deed that began before them, and is left out
    static List<Deed> of(Iterable<Commit> commits, int limit) {
        var deeds = new ArrayList<Deed>();
        var group = new ArrayList<Commit>();
        for (var commit : commits) {
            if (!group.isEmpty() && group.getFirst().cause().deed() != commit.cause().deed()) {
                take(group, commit.root(), deeds);
                group.clear();
                if (deeds.size() >= limit) {
                    return deeds;
                }
            }
            group.add(commit);
        }
        if (!group.isEmpty() && group.getLast().number() == 1) {
            take(group, RootHash.EMPTY.toString(), deeds);
        }
        return deeds;
    }

    /// @param first the commit with which the journal begins
    /// @param older whether a snapshot leads to a state before it
    static ImageFault tooFew(int held, int wanted, long first, boolean older) {
        var further =
                first > 1
                        ? "; commit %d is where the journal begins%s"
                                .formatted(
                                        first,
                                        older
                                                ? ". Next: image list names the snapshots that lead further back"
                                                : held == 0 ? "" : ". Next: image undo " + held)
                        : held == 0
                                ? ": the image is as it was made"
                                : ". Next: image undo " + held;
        return new ImageFault(
                held == 0
                        ? "there is nothing to take back" + further
                        : "there %s only %d %s to take back, not %d%s"
                                .formatted(
                                        held == 1 ? "is" : "are",
                                        held,
                                        held == 1 ? "deed" : "deeds",
                                        wanted,
                                        further));
    }

    private static void take(List<Commit> group, String rootBefore, List<Deed> deeds) {
        var oldest = group.getLast();
        var newest = group.getFirst();
        if (oldest.cause().author() != Author.Part.SYSTEM && !newest.root().equals(rootBefore)) {
            var acted =
                    group.stream()
                            .filter(commit -> commit.cause().author() != Author.Part.SYSTEM)
                            .findFirst()
                            .orElse(oldest);
            deeds.add(
                    new Deed(
                            acted.at(),
                            oldest.cause().author(),
                            oldest.cause().line(),
                            oldest.number(),
                            acted.number(),
                            newest.number(),
                            group.stream().mapToInt(commit -> commit.touched().size()).sum()));
        }
    }
}
