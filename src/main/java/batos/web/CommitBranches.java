package batos.web;

import batos.image.Commit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// The commits on the way to the present, and those on branches that undo or restore left. A commit
/// whose root equals that of an earlier one leads back to it; what lies between the two was left.
/// Commits whose earlier equal is not among those looked at count as steps forward.
final class CommitBranches {
    private final Map<Long, Long> back = new HashMap<>();
    private final Set<Long> left = new HashSet<>();

    private CommitBranches() {}

    /// @param commits the newest first
    static CommitBranches of(List<Commit> commits) {
        var branches = new CommitBranches();
        var latest = new HashMap<String, Long>();
        for (var commit : commits.reversed()) {
            var before = latest.put(commit.root(), commit.number());
            if (before != null && before < commit.number() - 1) {
                branches.back.put(commit.number(), before);
            }
        }
        var next = Long.MAX_VALUE;
        for (var commit : commits) {
            if (commit.number() > next) {
                branches.left.add(commit.number());
                continue;
            }
            var to = branches.back.get(commit.number());
            next = to == null ? commit.number() - 1 : to;
        }
        return branches;
    }

    /// The earlier commit after which the state was the same; empty for a step forward.
    OptionalLong backTo(long commit) {
        var to = back.get(commit);
        return to == null ? OptionalLong.empty() : OptionalLong.of(to);
    }

    /// Whether the present does not rest on it.
    boolean isLeft(long commit) {
        return left.contains(commit);
    }
}
