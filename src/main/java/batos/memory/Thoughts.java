package batos.memory;

import batos.image.Change;
import batos.image.Oid;
import java.util.List;
import java.util.Optional;

/// The thoughts of idle time: turns of one session of its own, with the source and the trust of a
/// thought.
final class Thoughts {
    private static final String SESSION = "thoughts";

    private final Scrapbook scrapbook;

    Thoughts(Scrapbook scrapbook) {
        this.scrapbook = scrapbook;
    }

    MemoryRecord put(Change change, String persona, String text, List<String> evidence) {
        var trust =
                scrapbook.on(at ->
                        evidence.stream()
                                .map(at::find)
                                .flatMap(Optional::stream)
                                .mapToDouble(MemoryRecord::trust)
                                .min()
                                .orElse(1));
        var thought =
                record(
                        scrapbook.on(at -> Level.TURN.letter() + "" + at.next(Level.TURN)),
                        Level.TURN,
                        session(change),
                        persona,
                        text,
                        evidence,
                        Math.min(trust, Source.THOUGHT.trust()));
        var embedded = thought.with(scrapbook.vectors().embedding(MemoryState.key(thought)));
        change.put(RecordForm.of(embedded));
        return embedded;
    }

    /// The session of all thoughts, made with the first of them.
    private String session(Change change) {
        var known = scrapbook.on(at -> Optional.ofNullable(at.imported(SESSION, SESSION)));
        if (known.isPresent()) {
            return known.get();
        }
        var id = scrapbook.on(at -> Level.EPISODE.letter() + "" + at.next(Level.EPISODE));
        if (change.get(Oid.named(MemoryRecord.KIND, id)).isEmpty()) {
            change.put(
                    RecordForm.of(
                            record(
                                    id,
                                    Level.EPISODE,
                                    "",
                                    "",
                                    "",
                                    List.of(),
                                    Source.THOUGHT.trust())));
        }
        return id;
    }

    private MemoryRecord record(
            String id,
            Level level,
            String parent,
            String persona,
            String text,
            List<String> evidence,
            double trust) {
        var now = scrapbook.clock().instant();
        return new MemoryRecord(
                id,
                level,
                parent,
                new MemoryRecord.Origin(
                        Source.THOUGHT,
                        persona,
                        persona,
                        SESSION,
                        level == Level.EPISODE ? SESSION : ""),
                now,
                now,
                MemoryRecord.Validity.since(now),
                text,
                evidence,
                trust,
                1,
                false,
                MemoryRecord.Derivation.NONE,
                Embedding.NONE);
    }
}
