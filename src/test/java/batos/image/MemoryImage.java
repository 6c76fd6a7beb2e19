package batos.image;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// An image in memory, for tests of the rooms above: every past state is kept whole.
public final class MemoryImage implements Image {
    private final InstantSource clock;
    private final List<State> states = new ArrayList<>();
    private final List<Commit> commits = new ArrayList<>();
    private final Map<String, Snapshot> snapshots = new TreeMap<>();
    private long last;

    public MemoryImage() {
        this(InstantSource.fixed(Instant.EPOCH));
    }

    public MemoryImage(InstantSource clock) {
        this.clock = clock;
        states.add(new State(0, new TreeMap<>()));
    }

    @Override
    public synchronized View now() {
        return states.getLast();
    }

    @Override
    public synchronized View at(long number) {
        if (number < 0 || number >= states.size()) {
            throw new ImageFault("no commit " + number + "; known: 0 to " + (states.size() - 1));
        }
        return states.get((int) number);
    }

    @Override
    public synchronized Oid fresh() {
        return new Oid(++last);
    }

    @Override
    public synchronized long numbered() {
        return last + 1;
    }

    @Override
    public synchronized Commit commit(Cause cause, Change change) throws Conflict {
        for (var commit : commits.subList((int) change.base().number(), commits.size())) {
            for (var oid : commit.touched()) {
                if (change.edits().containsKey(oid)) {
                    throw new Conflict(
                            "%s was changed by: %s; this change: %s"
                                    .formatted(oid, commit.cause().line(), cause.line()));
                }
            }
        }
        var objects = new TreeMap<>(states.getLast().objects);
        change.edits()
                .forEach((oid, form) -> {
                    if (form.isPresent()) {
                        objects.put(oid, form.get());
                    } else {
                        objects.remove(oid);
                    }
                });
        return append(cause, objects, List.copyOf(change.edits().keySet()));
    }

    private Commit append(Cause cause, TreeMap<Oid, Form> objects, List<Oid> touched) {
        var state = new State(states.size(), objects);
        states.add(state);
        var commit = new Commit(state.number, cause, clock.instant(), touched, state.root());
        commits.add(commit);
        return commit;
    }

    @Override
    public synchronized List<Commit> log(int limit) {
        return commits.reversed().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<Commit> log(Oid oid, int limit) {
        return commits.reversed().stream()
                .filter(commit -> commit.touched().contains(oid))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Commit undo(int deeds, Cause cause) {
        var held = deeds(deeds);
        if (held.size() < deeds) {
            throw Deed.tooFew(held.size(), deeds, 1, false);
        }
        return become(states.get((int) held.getLast().first() - 1), cause);
    }

    @Override
    public synchronized List<Deed> deeds(int limit) {
        return Deed.of(commits.reversed(), limit);
    }

    @Override
    public synchronized Commit restore(String nameOrNumber, Cause cause) {
        var snapshot = snapshots.get(nameOrNumber);
        if (snapshot == null && !nameOrNumber.matches("[0-9]+")) {
            throw new ImageFault(
                    "no snapshot '%s'. Known: %s".formatted(nameOrNumber, snapshots.keySet()));
        }
        return become(
                (State) at(snapshot == null ? Long.parseLong(nameOrNumber) : snapshot.number()),
                cause);
    }

    private Commit become(State past, Cause cause) {
        var touched = diff(now(), past).stream().map(Difference::oid).toList();
        return append(cause, past.objects, touched);
    }

    @Override
    public synchronized Snapshot save(String name) {
        var now = states.getLast();
        var snapshot = new Snapshot(name, now.number, clock.instant(), now.size(), 0, now.root());
        snapshots.put(name, snapshot);
        return snapshot;
    }

    @Override
    public synchronized List<Snapshot> snapshots() {
        return List.copyOf(snapshots.values());
    }

    @Override
    public synchronized void delete(String snapshot) {
        snapshots.remove(snapshot);
    }

    @Override
    public List<Difference> diff(View a, View b) {
        var from = ((State) a).objects;
        var to = ((State) b).objects;
        var all = new TreeMap<>(from);
        all.putAll(to);
        var differences = new ArrayList<Difference>();
        all.keySet()
                .forEach(oid -> {
                    if (!Objects.equals(from.get(oid), to.get(oid))) {
                        differences.add(StateDiff.of(oid, from.get(oid), to.get(oid)));
                    }
                });
        return differences;
    }

    @Override
    public List<VerifyFault> verify(Progress progress) {
        return List.of();
    }

    @Override
    public Path home() {
        return Path.of("memory");
    }

    @Override
    public void close() {}

    private record State(long number, TreeMap<Oid, Form> objects) implements View {
        @Override
        public Optional<Form> get(Oid oid) {
            return Optional.ofNullable(objects.get(oid));
        }

        @Override
        public SequencedMap<String, Oid> named(String kind) {
            var names = new TreeMap<String, Oid>();
            objects.forEach((oid, form) -> {
                var name = form.name();
                if (name != null && form.kind().equals(kind)) {
                    names.put(name, oid);
                }
            });
            return names;
        }

        @Override
        public long size() {
            return objects.size();
        }

        @Override
        public String root() {
            var root = RootHash.EMPTY;
            for (var entry : objects.entrySet()) {
                root =
                        root.plus(
                                ObjectCodec.root(
                                        entry.getKey().value(),
                                        FormCodec.encode(entry.getValue())));
            }
            return root.toString();
        }
    }
}
