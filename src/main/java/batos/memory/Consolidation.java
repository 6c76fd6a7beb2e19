package batos.memory;

import batos.image.Cause;
import batos.image.Change;
import batos.image.Datum;
import batos.image.Form;
import batos.memory.search.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// Turns words into knowledge: facts with the turns that they cite, a summary of each session, and
/// themes. One session is one commit; it skips a session that was done with the same turns, prompt
/// and model, so that an interrupted consolidation goes on.
///
/// Extracts from the words of the Architect and imported speakers alone. The words of the four rest
/// on recalled text, and would turn one memory into many.
public final class Consolidation {
    private static final String KIND = "consolidation";
    private static final double EXTRACTED = 0.8;
    private static final double SAME = 0.85;
    private static final int MOST_EVIDENCE = 50;

    private final Scrapbook scrapbook;
    private final FactExtractor extractor;
    private final Cause cause;
    private boolean unasked;

    public Consolidation(Scrapbook scrapbook, FactExtractor extractor, Cause cause) {
        this.scrapbook = scrapbook;
        this.extractor = extractor;
        this.cause = cause;
    }

    /// @param sessions how many were looked at now
    /// @param known how many were done before
    /// @param facts how many are new
    /// @param repeated facts that were known already; their evidence grew
    /// @param dropped facts that their turns do not bear out
    /// @param superseded facts whose place another one took
    /// @param failed sessions for which the model gave nothing usable, with its reason
    /// @param left sessions that are still to be done
    public record Report(
            int sessions,
            int known,
            int facts,
            int repeated,
            int dropped,
            int superseded,
            List<String> failed,
            int themes,
            int left) {
        public Report {
            failed = List.copyOf(failed);
        }
    }

    /// @param progress receives how many sessions are done, and of how many
    public Report run(BiConsumer<Integer, Integer> progress) {
        return run(Instant.MAX, progress);
    }

    /// As it runs by itself: what failed before is not asked again.
    ///
    /// @param closed sessions to which a turn was added at this time or later are left for another
    ///   run
    Report unasked(Instant closed, BiConsumer<Integer, Integer> progress) {
        unasked = true;
        return run(closed, progress);
    }

    private Report run(Instant closed, BiConsumer<Integer, Integer> progress) {
        var turns = scrapbook.on(Consolidation::turns);
        var sessions =
                scrapbook.on(Consolidation::sessions).stream()
                        .filter(it ->
                                turns.getOrDefault(it.id(), List.of()).stream()
                                        .allMatch(turn -> turn.recorded().isBefore(closed)))
                        .toList();
        var count = new Count();
        var done = 0;
        for (var session : sessions) {
            progress.accept(done, sessions.size());
            if (Thread.currentThread().isInterrupted()
                    || !session(session, turns.getOrDefault(session.id(), List.of()), count)) {
                return count.report(0, sessions.size() - done);
            }
            done++;
        }
        progress.accept(done, sessions.size());
        if (unasked && sessions.isEmpty()) {
            return count.report(0, 0);
        }
        return count.report(themes(), 0);
    }

    private static List<MemoryRecord> sessions(MemoryState at) {
        return at.records().values().stream().filter(it -> it.level() == Level.EPISODE).toList();
    }

    /// By their sessions.
    private static Map<String, List<MemoryRecord>> turns(MemoryState at) {
        return at.all(Level.TURN).stream()
                .collect(
                        Collectors.groupingBy(
                                MemoryRecord::parent, TreeMap::new, Collectors.toList()));
    }

    private static final class Count {
        private int sessions;
        private int known;
        private int facts;
        private int repeated;
        private int dropped;
        private int superseded;
        private final List<String> failed = new ArrayList<>();

        Report report(int themes, int left) {
            return new Report(
                    sessions, known, facts, repeated, dropped, superseded, failed, themes, left);
        }
    }

    /// @return false when it was interrupted
    private boolean session(MemoryRecord session, List<MemoryRecord> turns, Count count) {
        var key =
                Integer.toHexString(turns.stream().map(MemoryRecord::text).toList().hashCode())
                        + " "
                        + extractor.model()
                        + " "
                        + extractor.prompt();
        var before = scrapbook.image().now().get(KIND, session.id());
        if (before.map(form -> form.text("key")).filter(key::equals).isPresent()
                || (unasked
                        && before.map(form -> form.text("failed"))
                                .filter(key::equals)
                                .isPresent())) {
            count.known++;
            return true;
        }
        var told =
                turns.stream()
                        .filter(turn ->
                                turn.origin().source() == Source.ARCHITECT
                                        || turn.origin().source() == Source.IMPORT)
                        .toList();
        var extraction =
                extractor.model().isEmpty() || told.isEmpty()
                        ? new FactExtractor.Extraction.Found(List.of())
                        : extractor.extract(told);
        return switch (extraction) {
            case FactExtractor.Extraction.Found(var drafts) -> {
                count.sessions++;
                scrapbook
                        .image()
                        .update(
                                cause,
                                change -> {
                                    facts(change, session, told, drafts, count);
                                    summarise(change, session, turns);
                                    change.put(mark(session.id(), "key", key));
                                });
                yield true;
            }
            case FactExtractor.Extraction.Failed(var why) -> {
                count.failed.add(session.id() + ": " + why);
                if (unasked) {
                    scrapbook
                            .image()
                            .update(cause, change -> change.put(mark(session.id(), "failed", key)));
                }
                yield true;
            }
            case FactExtractor.Extraction.Interrupted() -> false;
        };
    }

    private static Form mark(String session, String slot, String key) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put(slot, new Datum.Text(key));
        return Form.named(KIND, 1, session, slots);
    }

    private void facts(
            Change change,
            MemoryRecord session,
            List<MemoryRecord> turns,
            List<FactExtractor.Draft> drafts,
            Count count) {
        var byId = new HashMap<String, MemoryRecord>();
        turns.forEach(turn -> byId.put(turn.id(), turn));
        var known = scrapbook.on(at -> at.all(Level.FACT));
        var numbers = scrapbook.on(MemoryImporter.Numbers::of);
        var fresh = new ArrayList<MemoryRecord>();
        for (var draft : drafts) {
            var cited = draft.evidence().stream().map(byId::get).filter(it -> it != null).toList();
            if (FactCheck.fault(draft.text(), cited).isPresent()) {
                count.dropped++;
                continue;
            }
            var same = same(draft, known).or(() -> same(draft, fresh));
            if (same.isPresent()) {
                count.repeated++;
                grow(change, same.get(), cited, fresh);
            } else {
                fresh.add(fact(numbers.next(Level.FACT), session, draft, cited));
                count.facts++;
            }
        }
        var settled = Supersession.apply(scrapbook.on(MemoryState::claiming), fresh);
        for (var fact : settled.values()) {
            change.put(RecordForm.of(fact));
            if (fact.validity().isSuperseded()) {
                count.superseded++;
            }
        }
    }

    private void grow(
            Change change, MemoryRecord fact, List<MemoryRecord> cited, List<MemoryRecord> fresh) {
        var evidence = new TreeSet<>(MemoryState.BY_NUMBER);
        evidence.addAll(fact.evidence());
        cited.forEach(turn -> evidence.add(turn.id()));
        var grown =
                fact.with(
                        fact.text(), evidence.stream().limit(MOST_EVIDENCE).toList(), fact.trust());
        var place = fresh.indexOf(fact);
        if (place >= 0) {
            fresh.set(place, grown);
        } else if (grown.evidence().size() > fact.evidence().size()) {
            change.put(RecordForm.of(grown));
        }
    }

    /// A fact with the same words, but for a few.
    private static Optional<MemoryRecord> same(
            FactExtractor.Draft draft, List<MemoryRecord> known) {
        var terms = new HashSet<>(Terms.of(draft.text()));
        return known.stream()
                .filter(fact -> {
                    var other = new HashSet<>(Terms.of(fact.text()));
                    var shared = other.stream().filter(terms::contains).count();
                    var together = terms.size() + other.size() - shared;
                    return together > 0 && shared >= SAME * together;
                })
                .filter(fact -> !fact.validity().isSuperseded())
                .findFirst();
    }

    private MemoryRecord fact(
            String id, MemoryRecord session, FactExtractor.Draft draft, List<MemoryRecord> cited) {
        var time = cited.getFirst().time();
        var trust = cited.stream().mapToDouble(MemoryRecord::trust).min().orElse(0);
        var fact =
                new MemoryRecord(
                        id,
                        Level.FACT,
                        session.id(),
                        new MemoryRecord.Origin(
                                cited.getFirst().origin().source(),
                                draft.speaker().isEmpty()
                                        ? cited.getFirst().origin().speaker()
                                        : draft.speaker(),
                                "",
                                session.origin().session(),
                                ""),
                        time,
                        scrapbook.clock().instant(),
                        MemoryRecord.Validity.since(time),
                        draft.text(),
                        cited.stream().map(MemoryRecord::id).toList(),
                        trust,
                        EXTRACTED,
                        false,
                        new MemoryRecord.Derivation(extractor.model(), extractor.prompt()),
                        Embedding.NONE);
        return fact.with(scrapbook.vectors().embedding(MemoryState.key(fact)));
    }

    /// Imported sessions get an extractive summary; a council's episode is short as it is.
    private static void summarise(Change change, MemoryRecord session, List<MemoryRecord> turns) {
        if (!session.id().startsWith("e") && !turns.isEmpty()) {
            change.put(
                    RecordForm.of(
                            session.with(Summary.of(turns), session.evidence(), session.trust())));
        }
    }

    /// Clusters all episodes again. A theme keeps its id while most of its episodes stay together.
    private int themes() {
        var made = new int[1];
        scrapbook
                .image()
                .update(
                        cause,
                        change -> {
                            var clusters = scrapbook.on(Themes::clusters);
                            var old = scrapbook.on(at -> at.all(Level.THEME));
                            var numbers = scrapbook.on(MemoryImporter.Numbers::of);
                            var turns = scrapbook.on(at -> at.all(Level.TURN));
                            var everywhere = Summary.frequencies(turns);
                            var kept = new HashSet<String>();
                            for (var cluster : clusters) {
                                var ids =
                                        cluster.stream()
                                                .map(MemoryRecord::id)
                                                .collect(
                                                        Collectors.toCollection(
                                                                LinkedHashSet::new));
                                var theirs =
                                        turns.stream()
                                                .filter(it -> ids.contains(it.parent()))
                                                .toList();
                                var before =
                                        old.stream()
                                                .filter(it -> mostly(it.evidence(), ids))
                                                .findFirst();
                                var id =
                                        before.map(MemoryRecord::id)
                                                .filter(kept::add)
                                                .orElseGet(() -> numbers.next(Level.THEME));
                                kept.add(id);
                                var theme =
                                        theme(
                                                id,
                                                cluster,
                                                Summary.label(theirs, everywhere, turns.size()));
                                if (before.filter(it -> it.id().equals(id) && same(it, theme))
                                        .isEmpty()) {
                                    change.put(RecordForm.of(theme));
                                }
                            }
                            old.stream()
                                    .filter(theme -> !kept.contains(theme.id()))
                                    .forEach(theme -> change.remove(theme.oid()));
                            made[0] = clusters.size();
                        });
        return made[0];
    }

    private static boolean same(MemoryRecord before, MemoryRecord now) {
        return before.text().equals(now.text()) && before.evidence().equals(now.evidence());
    }

    private static boolean mostly(List<String> before, Set<String> now) {
        return before.stream().filter(now::contains).count() * 2 > before.size();
    }

    private MemoryRecord theme(String id, List<MemoryRecord> cluster, String label) {
        var first = cluster.getFirst();
        return new MemoryRecord(
                id,
                Level.THEME,
                "",
                new MemoryRecord.Origin(first.origin().source(), "", "", "", ""),
                first.time(),
                scrapbook.clock().instant(),
                MemoryRecord.Validity.since(first.time()),
                label,
                cluster.stream().map(MemoryRecord::id).toList(),
                cluster.stream().mapToDouble(MemoryRecord::trust).min().orElse(0),
                1,
                false,
                MemoryRecord.Derivation.NONE,
                Embedding.NONE);
    }
}
