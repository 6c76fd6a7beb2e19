package batos.memory;

import batos.image.Cause;
import batos.image.Change;
import batos.memory.exchange.Item;
import batos.memory.search.Turn;
import batos.mind.MindFault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Brings items of files into memory, in commits of a few hundred each, so that a turn of the
/// council in between waits for one batch at most. Skips items that memory has already, by session
/// and identifier: a second import adds nothing, and an interrupted one goes on.
public final class MemoryImporter {
    private static final int BATCH = 200;

    private final Scrapbook scrapbook;
    private final Cause cause;
    private final String origin;
    private final boolean embeds;

    /// @param origin the file, kept as the provenance of each session
    public MemoryImporter(Scrapbook scrapbook, Cause cause, String origin) {
        this(scrapbook, cause, origin, true);
    }

    private MemoryImporter(Scrapbook scrapbook, Cause cause, String origin, boolean embeds) {
        this.scrapbook = scrapbook;
        this.cause = cause;
        this.origin = origin;
        this.embeds = embeds;
    }

    /// The same, but recall finds the brought memories by their words alone until
    /// [Scrapbook#reembed] gives them vectors: embedding is nine tenths of the work of an import.
    public MemoryImporter withoutVectors() {
        return new MemoryImporter(scrapbook, cause, origin, false);
    }

    /// @param known items that were there already
    /// @param orphans facts whose turns are nowhere; they are not kept
    /// @param wordless memories that got no vector: no embedding model answers, or none was asked
    public record Report(
            int turns, int facts, int sessions, int known, int orphans, int wordless) {}

    /// Gives items without a time of their own the time of the import.
    private List<Item> timed(List<Item> items) {
        if (items.stream().noneMatch(item -> item.time().equals(Instant.EPOCH))) {
            return items;
        }
        var now = scrapbook.clock().instant();
        return items.stream().map(item -> item.timedBy(now)).toList();
    }

    /// @param progress receives how many items are done, and of how many
    public Report bring(List<Item> items, BiConsumer<Integer, Integer> progress) {
        var bringing = new Bringing();
        var bySession = new LinkedHashMap<String, List<Item>>();
        timed(items)
                .forEach(it ->
                        bySession.computeIfAbsent(it.session(), key -> new ArrayList<>()).add(it));
        var batch = new ArrayList<Item>();
        var done = 0;
        for (var session : bySession.values()) {
            // a fact may stand before the turn that it cites
            session.sort(Comparator.comparing(Item::fact));
            for (var item : session) {
                batch.add(item);
            }
            if (batch.size() >= BATCH) {
                for (int i = 0; i < batch.size(); i += 2 * BATCH) {
                    var part = batch.subList(i, Math.min(i + 2 * BATCH, batch.size()));
                    if (Thread.currentThread().isInterrupted()) {
                        return bringing.report();
                    }
                    bringing.commit(part);
                    done += part.size();
                    progress.accept(done, items.size());
                }
                batch.clear();
            }
        }
        bringing.commit(batch);
        progress.accept(items.size(), items.size());
        return bringing.report();
    }

    /// The state of one import: its counts, and the ids of the turns it brought.
    private final class Bringing {
        private final Map<String, String> idOf = new HashMap<>();
        private int turns;
        private int facts;
        private int sessions;
        private int known;
        private int orphans;
        private int wordless;

        Report report() {
            return new Report(turns, facts, sessions, known, orphans, wordless);
        }

        void commit(List<Item> batch) {
            var fresh = batch.stream().filter(this::isNew).toList();
            known += batch.size() - fresh.size();
            if (fresh.isEmpty()) {
                return;
            }
            var before = report();
            var vectors = embedded(fresh);
            scrapbook
                    .image()
                    .update(
                            cause,
                            change -> {
                                turns = before.turns();
                                facts = before.facts();
                                sessions = before.sessions();
                                orphans = before.orphans();
                                put(change, fresh, vectors);
                            });
        }

        private boolean isNew(Item item) {
            var id =
                    scrapbook.on(at -> Optional.ofNullable(at.imported(item.session(), item.id())));
            id.ifPresent(it -> remember(item, it));
            return id.isEmpty();
        }

        private void remember(Item item, String id) {
            idOf.put(item.session() + "\n" + item.id(), id);
            idOf.put(item.id(), id);
        }

        private void put(Change change, List<Item> fresh, Map<Item, Embedding> vectors) {
            var numbers = scrapbook.on(Numbers::of);
            var made = new LinkedHashMap<String, MemoryRecord>();
            for (var item : fresh) {
                var session = session(change, item, numbers);
                if (item.fact()) {
                    var evidence = evidence(item);
                    if (evidence.isEmpty()) {
                        orphans++;
                        continue;
                    }
                    var fact = record(item, numbers.next(Level.FACT), session, evidence, vectors);
                    made.put(fact.id(), fact);
                    remember(item, fact.id());
                    facts++;
                } else {
                    var turn = record(item, numbers.next(Level.TURN), session, List.of(), vectors);
                    made.put(turn.id(), turn);
                    remember(item, turn.id());
                    turns++;
                }
            }
            var facts = made.values().stream().filter(it -> it.level() == Level.FACT).toList();
            if (!facts.isEmpty()) {
                made.putAll(Supersession.apply(scrapbook.on(MemoryState::claiming), facts));
            }
            made.values().forEach(it -> change.put(RecordForm.of(it)));
        }

        /// Before the commit, so that one that has to be made again need not embed again.
        private Map<Item, Embedding> embedded(List<Item> fresh) {
            if (!embeds) {
                wordless += fresh.size();
                return Map.of();
            }
            try {
                var made =
                        scrapbook
                                .vectors()
                                .strictly(fresh.stream().map(MemoryImporter::key).toList());
                var vectors = new HashMap<Item, Embedding>();
                for (int i = 0; i < made.size(); i++) {
                    vectors.put(fresh.get(i), made.get(i));
                }
                return vectors;
            } catch (MindFault away) {
                wordless += fresh.size();
                return Map.of();
            }
        }

        private List<String> evidence(Item item) {
            return item.evidence().stream()
                    .map(it -> idOf.getOrDefault(item.session() + "\n" + it, idOf.get(it)))
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }

        private String session(Change change, Item item, Numbers numbers) {
            var known =
                    Optional.ofNullable(numbers.sessions.get(item.session()))
                            .or(() ->
                                    scrapbook.on(at ->
                                            Optional.ofNullable(
                                                    at.imported(item.session(), "session"))));
            if (known.isPresent()) {
                return known.get();
            }
            var id = numbers.next(Level.EPISODE);
            numbers.sessions.put(item.session(), id);
            sessions++;
            change.put(
                    RecordForm.of(
                            new MemoryRecord(
                                    id,
                                    Level.EPISODE,
                                    "",
                                    new MemoryRecord.Origin(
                                            Source.IMPORT, "", "", item.session(), "session"),
                                    item.time(),
                                    scrapbook.clock().instant(),
                                    MemoryRecord.Validity.since(item.time()),
                                    "",
                                    List.of(),
                                    Source.IMPORT.trust(),
                                    1,
                                    false,
                                    new MemoryRecord.Derivation("", origin),
                                    Embedding.NONE)));
            return id;
        }

        private MemoryRecord record(
                Item item,
                String id,
                String session,
                List<String> evidence,
                Map<Item, Embedding> vectors) {
            var now = scrapbook.clock().instant();
            return new MemoryRecord(
                    id,
                    item.fact() ? Level.FACT : Level.TURN,
                    session,
                    new MemoryRecord.Origin(
                            Source.IMPORT, item.speaker(), "", item.session(), item.id()),
                    item.time(),
                    now,
                    MemoryRecord.Validity.since(item.time()),
                    item.text(),
                    evidence,
                    Source.IMPORT.trust(),
                    1,
                    false,
                    MemoryRecord.Derivation.NONE,
                    vectors.getOrDefault(item, Embedding.NONE));
        }
    }

    /// As [MemoryState#key]: the text whose vector a memory made of the item will have.
    private static String key(Item item) {
        return item.fact()
                ? Turn.factKey(item.time(), item.text())
                : new Turn("", "", 0, item.speaker(), item.time(), item.text()).key();
    }

    /// The next free identifier of each level, while one change is made.
    static final class Numbers {
        private final Map<Level, Long> next;
        private final Map<String, String> sessions = new HashMap<>();

        private Numbers(Map<Level, Long> next) {
            this.next = next;
        }

        static Numbers of(MemoryState at) {
            var next = new HashMap<Level, Long>();
            for (var level : Level.values()) {
                next.put(level, at.next(level));
            }
            return new Numbers(next);
        }

        String next(Level level) {
            return level.letter() + "" + (next.merge(level, 1L, Long::sum) - 1);
        }
    }
}
