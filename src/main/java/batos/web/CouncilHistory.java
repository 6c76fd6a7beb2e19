package batos.web;

import batos.app.Services;
import batos.codex.LedgerLine;
import batos.image.Author;
import batos.image.Commit;
import batos.image.Oid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The changes of the council between its turns: models swapped, amendments, idle work. It looks at
/// a commit once: each question reads those that came since the question before. For any thread.
final class CouncilHistory {
    private static final int FARTHEST = 5_000;

    private record Entry(Instant at, String what) {}

    /// A commit that gave a persona another model.
    record Swap(String persona, Commit commit) {}

    private final Services house;

    /// The oldest first; guarded by this.
    private final List<Swap> swaps = new ArrayList<>();

    /// The oldest first; guarded by this.
    private final List<Commit> idleWork = new ArrayList<>();

    /// The last commit looked at; guarded by this.
    private long looked;

    CouncilHistory(Services house) {
        this.house = house;
    }

    private void lookAtNewCommits() {
        var image = house.image();
        var fresh = (int) Math.min(FARTHEST, image.now().number() - looked);
        if (fresh > 0) {
            var commits = image.log(fresh);
            Map<String, Oid> pins = image.now().named("pin");
            commits.reversed().forEach(commit -> look(commit, pins));
            looked = commits.isEmpty() ? looked : commits.getFirst().number();
        }
    }

    private void look(Commit commit, Map<String, Oid> pins) {
        var author = commit.cause().author();
        if (author == Author.Part.MOTIVE) {
            idleWork.add(commit);
        } else if (author != Author.Part.SYSTEM) {
            pins.forEach((persona, pin) -> {
                if (commit.touched().contains(pin)) {
                    swaps.add(new Swap(persona, commit));
                }
            });
        }
    }

    /// The latest first.
    synchronized List<Swap> swaps() {
        lookAtNewCommits();
        return List.copyOf(swaps).reversed();
    }

    /// The events so far, for callers to ask about several spans.
    synchronized DissonancePage.Between now() {
        lookAtNewCommits();
        var all = new ArrayList<Entry>();
        swaps.forEach(swap -> all.add(new Entry(swap.commit.at(), "swap of " + swap.persona)));
        idleWork.forEach(commit -> all.add(new Entry(commit.at(), "idle work")));
        house.readableCodex().ledger().stream()
                .filter(line -> line.deed() == LedgerLine.Deed.APPLIED)
                .forEach(line -> all.add(new Entry(line.at(), "amendment: " + line.what())));
        return (from, until) ->
                all.stream()
                        .filter(each ->
                                !each.at().isBefore(from)
                                        && (until == null || each.at().isBefore(until)))
                        .map(Entry::what)
                        .distinct()
                        .toList();
    }
}
