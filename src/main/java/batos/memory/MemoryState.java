package batos.memory;

import batos.image.Commit;
import batos.image.Form;
import batos.image.Image;
import batos.image.Oid;
import batos.image.View;
import batos.memory.search.Corpus;
import batos.memory.search.FollowingIndex;
import batos.memory.search.HalfVector;
import batos.memory.search.Turn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Every memory of one state of the image, ready to be searched. It follows the image commit by
/// commit, undo and restore included, and reads only what each touched; where the journal does not
/// lead from the old state to the new one it reads all again. Guarded by the [Scrapbook].
final class MemoryState {
    private static final int FAR = 5_000;

    private final Image image;
    private final String embedder;
    private final Optional<FollowingIndex> index;
    private final NavigableMap<String, MemoryRecord> records = new TreeMap<>(BY_NUMBER);
    private final Map<String, MemoryRecord> byId = new HashMap<>();
    private final NavigableMap<Long, Episode> episodes = new TreeMap<>();
    private final Map<Oid, List<String>> held = new HashMap<>();
    private final Map<String, SequencedSet<String>> factsOf = new HashMap<>();
    private final Map<String, String> externals = new HashMap<>();
    private final Map<String, MemoryRecord> claiming = new LinkedHashMap<>();
    private final Map<String, Claims> claims = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private Corpus corpus = new Corpus();

    /// Whether [#corpus] has been asked for, and so follows.
    private boolean searched;

    private long number = -1;
    private String root = "";
    private long turns;

    /// `t9` before `t10`, and the turns of an episode together.
    static final Comparator<String> BY_NUMBER =
            Comparator.<String>comparingInt(id -> id.charAt(0))
                    .thenComparingLong(id -> digits(id, 1))
                    .thenComparing(Comparator.naturalOrder());

    /// @param index hears of every vector that comes, changes or goes
    MemoryState(Image image, String embedder, Optional<FollowingIndex> index) {
        this.image = image;
        this.embedder = embedder;
        this.index = index;
    }

    private static long digits(String id, int from) {
        var value = 0L;
        for (int i = from; i < id.length() && Character.isDigit(id.charAt(i)); i++) {
            value = value * 10 + Character.digit(id.charAt(i), 10);
        }
        return value;
    }

    String embedder() {
        return embedder;
    }

    long number() {
        return number;
    }

    /// Names the turns that there are, with their texts, whatever their vectors.
    String turns() {
        return Long.toHexString(turns);
    }

    private static long mark(MemoryRecord turn) {
        return (turn.id().hashCode() * 0x9E3779B97F4A7C15L) ^ turn.text().hashCode();
    }

    /// Filled when it is first asked for: a command that recalls nothing need not index all turns.
    Corpus corpus() {
        if (!searched) {
            searched = true;
            all(Level.TURN).forEach(this::index);
            followVectors();
            index.ifPresent(it -> it.settled(root));
        }
        return corpus;
    }

    SequencedMap<String, MemoryRecord> records() {
        return records;
    }

    NavigableMap<Long, Episode> episodes() {
        return episodes;
    }

    Optional<MemoryRecord> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The records of one level, in the order of their numbers.
    List<MemoryRecord> all(Level level) {
        return records.values().stream().filter(record -> record.level() == level).toList();
    }

    /// The facts that cite a turn.
    List<MemoryRecord> factsOf(String turn) {
        var facts = factsOf.get(turn);
        return facts == null
                ? List.of()
                : facts.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    /// The facts that say something which can be true in one way only.
    List<MemoryRecord> claiming() {
        return List.copyOf(claiming.values());
    }

    private record Claims(String text, String speaker, List<FactClaim> read) {
        boolean isOf(String text, String speaker) {
            return this.text.equals(text) && this.speaker.equals(speaker);
        }
    }

    /// The claims of a memory, read from its text when they are first asked for.
    List<FactClaim> claims(MemoryRecord record) {
        var text = record.text();
        var speaker = record.origin().speaker();
        var known = claims.get(record.id());
        if (known == null || !known.isOf(text, speaker)) {
            known = new Claims(text, speaker, List.copyOf(FactClaim.of(text, speaker)));
            claims.put(record.id(), known);
        }
        return known.read();
    }

    /// The number of episodes that recalled a memory.
    int uses(String id) {
        return uses.getOrDefault(id, 0);
    }

    @Nullable String imported(String session, String external) {
        return externals.get(session + "\n" + external);
    }

    /// The records that a file calls so, in whichever session.
    List<MemoryRecord> byExternal(String external) {
        return records.values().stream()
                .filter(record -> record.origin().external().equals(external))
                .toList();
    }

    /// A number for a new record of a level, larger than that of any there is.
    long next(Level level) {
        var last = records.floorKey(level.letter() + "" + Long.MAX_VALUE);
        return last == null || last.charAt(0) != level.letter() ? 1 : digits(last, 1) + 1;
    }

    /// Brings this to the image's present.
    void follow() {
        var view = image.now();
        if (view.number() != number) {
            follow(view);
        }
        index.ifPresent(it -> {
            root = view.root();
            if (searched) {
                it.settled(root);
            }
        });
    }

    private void follow(View view) {
        var commits =
                view.number() > number && number >= 0 && view.number() - number < FAR
                        ? since(view)
                        : Optional.<List<Commit>>empty();
        if (commits.isPresent()) {
            var touched = new TreeSet<Oid>();
            commits.get().forEach(commit -> touched.addAll(commit.touched()));
            touched.stream().filter(Oid::isNamed).forEach(oid -> reread(oid, view.readable(oid)));
        } else {
            readAll(view);
        }
        number = view.number();
    }

    void close() {
        index.ifPresent(FollowingIndex::close);
    }

    /// The commits from this state to the view, where the journal holds them all.
    private Optional<List<Commit>> since(View view) {
        var wanted = view.number() - number;
        var ahead = image.now().number() - number;
        var commits =
                image.log((int) Math.min(Integer.MAX_VALUE, ahead)).stream()
                        .filter(it -> it.number() > number && it.number() <= view.number())
                        .toList();
        return commits.size() == wanted ? Optional.of(commits) : Optional.empty();
    }

    private void readAll(View view) {
        records.clear();
        byId.clear();
        episodes.clear();
        held.clear();
        factsOf.clear();
        externals.clear();
        uses.clear();
        claiming.clear();
        claims.clear();
        turns = 0;
        corpus = new Corpus();
        for (var kind : List.of(Episode.KIND, MemoryRecord.KIND)) {
            view.named(kind).values().forEach(oid -> reread(oid, view.readable(oid)));
        }
        if (searched) {
            followVectors();
        }
    }

    private void followVectors() {
        index.ifPresent(it -> {
            it.follow(corpus.vectors(), corpus::vectorText);
            corpus.index(it);
        });
    }

    private void reread(Oid oid, Optional<Form> form) {
        if (form.filter(this::rereadTurn).isPresent()) {
            return;
        }
        var before = held.remove(oid);
        if (before != null) {
            before.forEach(this::drop);
        }
        form.ifPresent(found -> {
            var ids = new ArrayList<String>();
            if (found.kind().equals(Episode.KIND)) {
                var episode = Episode.read(found);
                episodes.put(episode.number(), episode);
                episode.recalled().forEach(id -> uses.merge(id, 1, Integer::sum));
                episode.records().forEach(record -> ids.add(add(record)));
            } else if (found.kind().equals(MemoryRecord.KIND)) {
                ids.add(add(RecordForm.read(found)));
            }
            if (!ids.isEmpty()) {
                held.put(oid, ids);
            }
        });
    }

    /// A turn that stays one: often its vector alone is new, which needs no new full-text index.
    private boolean rereadTurn(Form form) {
        if (!form.kind().equals(MemoryRecord.KIND)) {
            return false;
        }
        var turn = RecordForm.read(form);
        var before = byId.get(turn.id());
        if (before == null || before.level() != Level.TURN || turn.level() != Level.TURN) {
            return false;
        }
        externals.remove(place(before));
        turns += mark(turn) - mark(before);
        enter(turn);
        index(turn);
        return true;
    }

    private void enter(MemoryRecord record) {
        records.put(record.id(), record);
        byId.put(record.id(), record);
        if (!record.origin().external().isEmpty()) {
            externals.put(place(record), record.id());
        }
    }

    /// The key of an imported memory: its session and its name in the file.
    private static String place(MemoryRecord record) {
        return record.origin().session() + "\n" + record.origin().external();
    }

    private String add(MemoryRecord record) {
        enter(record);
        switch (record.level()) {
            case TURN -> {
                turns += mark(record);
                index(record);
            }
            case FACT -> {
                if (!claims(record).isEmpty()) {
                    claiming.put(record.id(), record);
                }
                for (var turn : record.evidence()) {
                    factsOf.computeIfAbsent(turn, key -> new TreeSet<>(BY_NUMBER)).add(record.id());
                    find(turn).ifPresent(this::index);
                }
            }
            case EPISODE, THEME -> {}
        }
        return record.id();
    }

    private void drop(String id) {
        claims.remove(id);
        var record = byId.remove(id);
        if (record == null) {
            return;
        }
        records.remove(id);
        externals.remove(place(record));
        switch (record.level()) {
            case TURN -> {
                turns -= mark(record);
                if (searched) {
                    corpus.remove(id);
                }
            }
            case FACT -> {
                claiming.remove(id);
                for (var turn : record.evidence()) {
                    var facts = factsOf.get(turn);
                    if (facts != null && facts.remove(id)) {
                        find(turn).ifPresent(this::index);
                    }
                }
            }
            case EPISODE -> {
                if (id.startsWith("e")) {
                    var episode = episodes.remove(digits(id, 1));
                    if (episode != null) {
                        episode.recalled()
                                .forEach(it ->
                                        uses.computeIfPresent(
                                                it, (key, count) -> count == 1 ? null : count - 1));
                    }
                }
            }
            case THEME -> {}
        }
    }

    private void index(MemoryRecord turn) {
        if (searched && turn.level() == Level.TURN) {
            var facts =
                    factsOf(turn.id()).stream()
                            .map(fact -> new Corpus.Fact(fact.id(), fact.text(), vector(fact)))
                            .toList();
            corpus.put(turn(turn), facts, vector(turn));
        }
    }

    private @Nullable HalfVector vector(MemoryRecord record) {
        var embedding = record.embedding();
        return embedding.model().equals(embedder) && !embedding.vector().isEmpty()
                ? embedding.vector()
                : null;
    }

    /// The text that a memory's vector is of.
    static String key(MemoryRecord record) {
        return record.level() == Level.FACT
                ? Turn.factKey(record.time(), record.text())
                : turn(record).key();
    }

    static Turn turn(MemoryRecord record) {
        var dot = record.id().indexOf('.');
        return new Turn(
                record.id(),
                record.origin().session(),
                digits(record.id(), dot < 0 ? 1 : dot + 1),
                record.origin().speaker(),
                record.time(),
                record.text());
    }
}
