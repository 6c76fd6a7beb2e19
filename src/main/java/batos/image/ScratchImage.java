package batos.image;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// An image over one state of another: callers can change everything here, and nothing of it stays.
/// Its commits live in memory until this object is dropped; the other image never learns of it.
/// Safe for use by any thread.
public final class ScratchImage extends BorrowedImage {
    private final View base;
    private final InstantSource clock;
    private final List<ScratchView> states = new ArrayList<>();
    private final List<Commit> commits = new ArrayList<>();

    /// @param image gives fresh identities and the past before `base`
    /// @param base the state to begin with: the present or a past one
    public ScratchImage(Image image, View base, InstantSource clock) {
        super(image, base.number());
        this.base = base;
        this.clock = clock;
        states.add(new ScratchView(base, base.number(), Map.of()));
    }

    /// The state it began with.
    public View base() {
        return base;
    }

    /// The changes since then, in order of identity: object to new form, empty for a removed
    /// object.
    public synchronized SequencedMap<Oid, Optional<Form>> edits() {
        return new TreeMap<>(states.getLast().edits());
    }

    @Override
    public synchronized View now() {
        return states.getLast();
    }

    @Override
    public synchronized View at(long number) {
        if (number < base.number()) {
            return image.at(number);
        }
        if (number > states.getLast().number()) {
            throw new ImageFault("commit " + number + " does not exist");
        }
        return states.get((int) (number - base.number()));
    }

    @Override
    public synchronized Commit commit(Cause cause, Change change) throws Conflict {
        var last = states.getLast();
        var since = (int) Math.max(0, change.base().number() - base.number());
        for (var commit : commits.subList(Math.min(since, commits.size()), commits.size())) {
            if (commit.touched().stream().anyMatch(change.edits()::containsKey)) {
                throw new Conflict("changed by: " + commit.cause().line());
            }
        }
        var edits = new HashMap<>(last.edits());
        edits.putAll(change.edits());
        states.add(new ScratchView(base, last.number() + 1, edits));
        var commit =
                new Commit(
                        last.number() + 1,
                        cause,
                        clock.instant(),
                        List.copyOf(change.edits().keySet()),
                        base.root());
        commits.add(commit);
        return commit;
    }

    @Override
    public synchronized List<Commit> log(int limit) {
        var latest = new ArrayList<Commit>(commits.reversed());
        if (latest.size() < limit) {
            latest.addAll(shown(image.log(Integer.MAX_VALUE), limit - latest.size()));
        }
        return latest.stream().limit(limit).toList();
    }

    @Override
    public synchronized List<Commit> log(Oid oid, int limit) {
        return log(Integer.MAX_VALUE).stream()
                .filter(commit -> commit.touched().contains(oid))
                .limit(limit)
                .toList();
    }

    @Override
    ImageFault refusal() {
        return new ImageFault(
                ImageFault.Reason.UNSUPPORTED,
                "nothing of this turn is kept: there is nothing to save or undo");
    }

    @Override
    public List<Difference> diff(View a, View b) {
        throw refusal();
    }

    /// The base with the edits of all scratch commits so far. Its root is the base's: no state of a
    /// scratch image is ever compared.
    private record ScratchView(View base, long number, Map<Oid, Optional<Form>> edits)
            implements View {
        @Override
        public Optional<Form> get(Oid oid) {
            var edit = edits.get(oid);
            return edit == null ? base.get(oid) : edit;
        }

        @Override
        public SequencedMap<String, Oid> named(String kind) {
            var names = new TreeMap<>(base.named(kind));
            names.values().removeIf(edits::containsKey);
            edits.forEach((oid, form) -> {
                var name = form.map(Form::name).orElse(null);
                if (name != null && form.get().kind().equals(kind)) {
                    names.put(name, oid);
                }
            });
            return Collections.unmodifiableSequencedMap(names);
        }

        @Override
        public long size() {
            return base.size()
                    + edits.entrySet().stream()
                            .mapToInt(edit ->
                                    (edit.getValue().isPresent() ? 1 : 0)
                                            - (base.get(edit.getKey()).isPresent() ? 1 : 0))
                            .sum();
        }

        @Override
        public String root() {
            return base.root();
        }
    }
}
